/** The way through a workbook is short: few keys a verdict, few clicks to a first figure and to a lock, no Tab in vain. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import {
  clicksForSheet,
  clicksToLockTwice,
  firstFigure,
  keysForVerdicts,
  tabsToSheet,
} from './tour.ts';
import { tabsInRows } from './tour-tabs.ts';
import { WorkbookPage } from './workbook-page.ts';

await describeInBrowser('the tour', (browser: Browser) => {
  let server: ServerProcess;
  const opened: WorkbookPage[] = [];
  const enter = async (person: string): Promise<WorkbookPage> => {
    const page = await WorkbookPage.enter({ browser, url: server.url, person });
    opened.push(page);
    return page;
  };
  beforeAll(async () => {
    server = await startServerProcess();
  });
  afterAll(async () => {
    for (const each of opened) await each.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  test('an auditor needs at most two keys a sound data point', async () => {
    const yara = await enter('p_yara');
    expect(await tabsToSheet(yara)).toBe(0);
    const { perPoint } = await keysForVerdicts(yara, 3);
    expect(perPoint).toBeLessThanOrEqual(2);
    const { rows, clicks } = await clicksForSheet(yara);
    expect(rows).toBeGreaterThan(50);
    expect(clicks).toBeLessThanOrEqual(5);
  });

  test('who fills in meets no Tab in vain', async () => {
    const amara = await enter('p_amara');
    expect(await tabsToSheet(amara)).toBe(0);
    expect((await tabsInRows(amara, 2)).inVain).toBe(0);
  });

  test('an invitation leads to the first saved figure by its form alone', async () => {
    expect((await firstFigure(browser)).clicks).toBeLessThanOrEqual(2);
  });

  test('a lock, a reopening and a second lock are a handful of clicks', async () => {
    expect(await clicksToLockTwice(await enter('p_henrik'))).toBeLessThanOrEqual(8);
  });
});
