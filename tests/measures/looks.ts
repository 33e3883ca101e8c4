/**
 * P46: after 10,000 changes of others at random every drawn cell is held against a fresh look of the same state. The same
 * comparison follows each of the 120 habits (`habits`). `LOOKS_CHANGES` is how many, `SEED` the first.
 */
import { openBrowser } from '../e2e/browser.ts';
import { changeAtRandom } from '../e2e/changes-at-random.ts';
import { WorkbookPage } from '../e2e/workbook-page.ts';
import { randomFrom } from '../gate/random.ts';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { ApiClient } from '../process/api-client.ts';
import { removeDataDir, startServerProcess } from '../process/server-process.ts';
import { atLeast, exactly, type Figure, type Measure } from './measure.ts';

const CHANGES = 10_000;

export const measure: Measure = {
  name: 'looks',
  about:
    'Changes of others at random under an open sheet; after each round every drawn cell is compared with the same cell drawn anew.',
  run: async (say): Promise<Figure[]> => {
    const wanted = Number(process.env.LOOKS_CHANGES ?? CHANGES);
    const seed = chooseSeed();
    say(`seed ${seed}`);
    const opened = await openBrowser();
    if ('reason' in opened) throw new Error(opened.reason);
    const server = await startServerProcess();
    try {
      const page = await WorkbookPage.enter({
        browser: opened.browser,
        url: server.url,
        person: 'p_wen',
        options: { viewport: { width: 3200, height: 1000 } },
      });
      const api = await ApiClient.enter(server.url, 'p_amara');
      const done = await changeAtRandom({ page, api, random: randomFrom(seed) }, wanted);
      for (const line of done.stale.slice(0, 10)) say(line);
      await page.close();
      return [
        atLeast('P46 changes of others', done.changed, 'changes', wanted),
        atLeast('cells held against a fresh look', done.looked, 'cells', wanted),
        exactly('P46 cells that looked otherwise', done.stale.length, 'cells', 0),
      ];
    } finally {
      await opened.browser.close();
      await server.stop();
      await removeDataDir(server.dataDir);
    }
  },
};
