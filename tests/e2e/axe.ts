/** What axe finds that keeps people out. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';

const GRAVE = new Set(['serious', 'critical']);

/** Rule, and where. `part` looks at one part, where the rest was looked at. */
export async function graveFaults(page: Page, part?: string): Promise<string[]> {
  await atRest(page);
  return await faultsOf(of(page, part));
}

/**
 * The same of a part with words that are marked inside of texts. A word that its cell cuts off is no text to axe, which
 * then misses the rest of the text in the cell's name; so that names hold the whole text is looked at here.
 */
export async function graveFaultsBesideMarks(page: Page, part: string): Promise<string[]> {
  await atRest(page);
  const faults = await faultsOf(of(page, part).disableRules(['label-content-name-mismatch']));
  const unnamed = await page
    .locator(`${part} .ag-cell[aria-label]:has(mark)`)
    .evaluateAll((cells) =>
      cells
        .map((cell) => [cell.getAttribute('aria-label') ?? '', cell.textContent?.trim() ?? ''])
        .filter(([name = '', text = '']) => !name.includes(text))
        .map(([name, text]) => `“${text}” is not in the name “${name}”`),
    );
  return [...faults, ...unnamed];
}

/** The same of colours alone, for a page that differs by nothing else from one that was looked at as a whole. */
export async function colourFaults(page: Page, part?: string): Promise<string[]> {
  await atRest(page);
  return await faultsOf(of(page, part).withRules(['color-contrast', 'link-in-text-block']));
}

/**
 * Returns when no dialog, list or popover is still fading in: half of its colour is the page behind it, so that axe
 * would judge a colour that stands there for a fifth of a second.
 */
async function atRest(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    for (const shown of document.querySelectorAll(
      '[role="dialog"], [role="menu"], [role="listbox"]',
    )) {
      for (let part: Element | null = shown; part !== null; part = part.parentElement) {
        if (getComputedStyle(part).opacity !== '1') return false;
      }
    }
    return document.getAnimations().every(({ effect, playState }) => {
      return (
        playState !== 'running' || effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY
      );
    });
  });
}

function of(page: Page, part: string | undefined): AxeBuilder {
  // In one piece, as no page of ours has frames: put together from parts, the same answer takes five times as long.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  return part === undefined ? axe : axe.include(part);
}

async function faultsOf(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => GRAVE.has(impact ?? ''))
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
