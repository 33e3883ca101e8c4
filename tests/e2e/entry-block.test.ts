/** Filling many cells as people do: Tab from one to the next, and a block of one's own sheet. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { pastedBlock, tabsInRows } from './tour-tabs.ts';
import { until, WorkbookPage } from './workbook-page.ts';

await describeInBrowser('entry columns', (browser: Browser) => {
  let server: ServerProcess;
  let amara: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    amara = await WorkbookPage.enter({ browser, url: server.url, person: 'p_amara' });
  });
  afterAll(async () => {
    await amara.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  test('Tab stops where something is taken, and nowhere else', async () => {
    const { stops, inVain } = await tabsInRows(amara, 2);
    expect(stops).toBeGreaterThan(6);
    expect(inVain).toBe(0);
  });

  test('a block of one’s own sheet lands in the columns one types in, and says so', async () => {
    const { pasted, said } = await pastedBlock(amara);
    expect(said).toContain('columns one types in: Numerator, Denominator, Year, Source');
    // Some of these rows have no denominator of their own, or share a figure that is typed elsewhere.
    expect(pasted).toBeGreaterThanOrEqual(30);
    await amara.shows('household_internet_access.value', 'source', 'Register 0');
  });

  test('the entry columns alone are shown when asked for, and all of them again', async () => {
    const headers = async (): Promise<string[]> =>
      await amara.page.locator('.ag-header-cell').evaluateAll((all) =>
        all
          .toSorted((a, b) => a.getBoundingClientRect().x - b.getBoundingClientRect().x)
          .flatMap((each) => each.getAttribute('col-id') ?? [])
          .filter((id) => id !== 'row-head'),
      );
    // The block before was looked at far to the side.
    await amara.focus('household_internet_access.value', 'numerator');
    const before = await headers();
    await amara.get('columns-menu').click();
    await amara.get('columns-entry').click();
    await amara.page.keyboard.press('Escape');
    await until(
      async () =>
        JSON.stringify((await headers()).slice(0, 6)) ===
        JSON.stringify(['code', 'kpi', 'numerator', 'denominator', 'unit', 'year']),
      'names and figures side by side',
    );
    await amara.get('columns-menu').click();
    expect(await amara.get('columns-entry').getAttribute('aria-checked')).toBe('true');
    await amara.get('columns-entry').click();
    await amara.page.keyboard.press('Escape');
    await until(
      async () => JSON.stringify(await headers()) === JSON.stringify(before),
      'the template again',
    );
  });
});
