/** A part of the page that does not come, or fails, says so in its place; the rest goes on, and it can be tried again. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { part } from './part.ts';
import { WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';

await describeInBrowser('a part that fails', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
  });
  afterAll(async () => {
    await wen.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  test('a sheet that does not come, then a defect in the panel', async () => {
    await part('a sheet that does not come is asked for again by its reader', async () => {
      const sheet = /\/assets\/kpi-grid-[^/]*\.js/u;
      wen = await WorkbookPage.enter({
        browser,
        url: server.url,
        person: 'p_wen',
        before: async (context) => {
          await context.route(sheet, (route) => route.abort());
        },
      });
      const failed = wen.get('part-failed');
      await failed.getByText('This part of the app did not come').waitFor();
      expect(await wen.get('people-open').isVisible()).toBe(true);
      expect(await graveFaults(wen.page)).toEqual([]);
      await wen.context.unroute(sheet);
      await failed.getByRole('button', { name: 'Try again' }).click();
      await wen.show(METERS, 'numerator');
      await failed.waitFor({ state: 'detached' });
    });

    await part('a defect in the panel leaves the sheet as it is', async () => {
      await wen.focus(METERS, 'numerator');
      await wen.page.evaluate(() => {
        const { DateTimeFormat } = Intl;
        // The exact time behind a moment of the history.
        const Broken = new Proxy(DateTimeFormat, {
          construct(Whole, [locale, options]: [string, Intl.DateTimeFormatOptions?]) {
            if (options?.timeZone === 'UTC') throw new Error('planned defect');
            return new Whole(locale, options);
          },
        });
        Object.assign(Intl, { DateTimeFormat: Broken, whole: DateTimeFormat });
      });
      await wen.get('tab-history').click();
      const failed = wen.get('part-failed');
      await failed.getByText('planned defect').waitFor();
      await wen.type(METERS, 'notes', 'typed beside it');
      await wen.shows(METERS, 'notes', 'typed beside it');
      await wen.saved();
      await wen.page.evaluate(() => {
        const { whole } = Intl as unknown as { whole: typeof Intl.DateTimeFormat };
        Object.assign(Intl, { DateTimeFormat: whole });
      });
      await failed.getByRole('button', { name: 'Try again' }).click();
      await wen.get('history-list').waitFor();
      await failed.waitFor({ state: 'detached' });
      // What was caught is told all the same: to the console of who looks, and to these tests.
      expect(new Set(wen.errors)).toEqual(new Set(['Error: planned defect']));
      wen.errors.length = 0;
    });
  });
});
