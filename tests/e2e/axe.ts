/** What axe finds that keeps people out. Own file because several suites ask it of their own pages. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';

const GRAVE = new Set(['serious', 'critical']);

/** Rule, and where. `part` looks at one part, where the rest was looked at. */
export async function graveFaults(page: Page, part?: string): Promise<string[]> {
  // In one piece, as no page of ours has frames: put together from parts, the same answer takes five times as long.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  return violations
    .filter(({ impact }) => GRAVE.has(impact ?? ''))
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
