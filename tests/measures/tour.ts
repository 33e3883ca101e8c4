/** What the way through a workbook costs a person, beside what it cost before (`tests/e2e/tour.ts`), in a real browser. */
import { openBrowser } from '../e2e/browser.ts';
import {
  BEFORE,
  clicksForSheet,
  clicksToLockTwice,
  firstFigure,
  keysForVerdicts,
  tabsToSheet,
} from '../e2e/tour.ts';
import { tabsInRows } from '../e2e/tour-tabs.ts';
import { WorkbookPage } from '../e2e/workbook-page.ts';
import { removeDataDir, startServerProcess } from '../process/server-process.ts';
import { atMost, exactly, type Figure, informative, type Measure } from './measure.ts';

/** Data points that are verified; the demo has more to verify. */
const POINTS = 20;

export const measure: Measure = {
  name: 'tour',
  about:
    'Keys and clicks that people need for a verdict, a first figure, ten rows and two locks; each beside what it was before.',
  run: async (): Promise<Figure[]> => {
    const opened = await openBrowser();
    if ('reason' in opened) throw new Error(opened.reason);
    const { browser } = opened;
    const server = await startServerProcess();
    const enter = async (person: string) =>
      await WorkbookPage.enter({ browser, url: server.url, person });
    try {
      const amara = await enter('p_amara');
      const toSheet = await tabsToSheet(amara);
      const { stops, inVain } = await tabsInRows(amara);
      await amara.close();
      const yara = await enter('p_yara');
      const keys = await keysForVerdicts(yara, POINTS);
      const sheet = await clicksForSheet(yara);
      await yara.close();
      const henrik = await enter('p_henrik');
      const locks = await clicksToLockTwice(henrik);
      await henrik.close();
      const first = await firstFigure(browser);
      return [
        informative('before: keys a sound data point', BEFORE.keys, 'keys'),
        atMost('keys a sound data point', keys.perPoint, 'keys', 2),
        informative('keys from opening into the sheet', keys.toSheet, 'keys'),
        informative('before: clicks for a sheet by mouse', BEFORE.clicksForSheet, 'clicks'),
        atMost(`clicks for the other ${sheet.rows} rows by mouse`, sheet.clicks, 'clicks', 5),
        informative('before: Tabs to the sheet', BEFORE.tabsToSheet, 'Tabs'),
        exactly('Tabs to the sheet', toSheet, 'Tabs', 0),
        informative(`before: Tabs in vain of ${BEFORE.stops}`, BEFORE.inVain, 'Tabs'),
        informative('Tabs in ten rows', stops, 'Tabs'),
        exactly('Tabs in vain in ten rows', inVain, 'Tabs', 0),
        atMost('clicks from an invitation to the first saved figure', first.clicks, 'clicks', 2),
        informative('keys from an invitation to the first saved figure', first.keys, 'keys'),
        informative('time from an invitation to the first saved figure', first.seconds, 's'),
        atMost('clicks for lock, reopen, lock', locks, 'clicks', 8),
      ];
    } finally {
      await browser.close();
      await server.stop();
      await removeDataDir(server.dataDir);
    }
  },
};
