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
import { WorkbookPage } from './workbook-page.ts';

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
    expect(said).toContain('columns one types in: Numerator, Denominator, Year');
    expect(pasted).toBeGreaterThan(14);
  });
});
