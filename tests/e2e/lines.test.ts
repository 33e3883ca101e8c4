/** Lines as cities have them: few requests an edit; what the page says of its line is true; nothing is lost. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Line } from '../lines/line.ts';
import { typeDown } from '../lines/requests.ts';
import { NOTICED_S, untrue, wordsOf } from '../lines/words.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';

await describeInBrowser('lines', (browser: Browser) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
  });
  afterAll(async () => {
    await server.stop();
    await removeDataDir(server.dataDir);
  });

  test('an edit costs at most one and a half requests, also beside its history', async () => {
    const wen = await WorkbookPage.enter({ browser, url: server.url, person: 'p_wen' });
    for (const tab of ['kpi', 'history'] as const) {
      const { edits, requests } = await typeDown(wen, { edits: 6, tab });
      expect(requests.length / edits, requests.join('\n')).toBeLessThanOrEqual(1.5);
    }
    await wen.close();
  });

  test('a line that takes all and brings nothing is noticed, and after a sleep nothing is claimed', async () => {
    const line = await Line.lay();
    const { url } = server;
    const options = { proxy: line.proxy };
    const wen = await WorkbookPage.enter({ browser, url, person: 'p_wen', options });
    const truth = { silent_s: 0, unsaved: 0, reported: Number.NaN };
    line.conditions = { swallows: true };
    const began = performance.now();
    await until(async () => {
      truth.silent_s = (performance.now() - began) / 1_000;
      const words = await wordsOf(wen);
      expect(untrue({ ...words, reported: '' }, truth)).toEqual([]);
      return words.notices.includes('Not connected');
    }, 'the page to say that it has no line');
    expect(truth.silent_s).toBeLessThanOrEqual(NOTICED_S);
    await wen.type(METERS, 'numerator', '20555');
    await wen.get('save-state').filter({ hasText: '1 value waits' }).waitFor();
    line.mend();
    await wen.saved();
    // It swallows again, and the computer sleeps for three minutes.
    line.conditions = { swallows: true };
    await wen.page.evaluate(() => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + 180_000;
    });
    await wen.get('save-state').filter({ hasText: 'Connecting' }).waitFor();
    line.mend();
    await wen.saved();
    await wen.shows(METERS, 'numerator', '20 555');
    await wen.close();
    await line.close();
  });
});
