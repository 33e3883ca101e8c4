/** What a cell shows is true now: nothing of what was true before stays on it, whoever has changed it and however. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putOnBoard } from '../clipboard/board.ts';
import { randomFrom } from '../gate/random.ts';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { ApiClient } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { changeAtRandom } from './changes-at-random.ts';
import { staleLooks } from './looks.ts';
import { until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
/** A part of what the measure `looks` changes. */
const CHANGES = 600;

await describeInBrowser('looks', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    wen = await WorkbookPage.enter({
      browser,
      url: server.url,
      person: 'p_wen',
      options: { viewport: { width: 3200, height: 1000 } },
    });
  });
  afterAll(async () => {
    await wen.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  const isRefused = async (): Promise<boolean> =>
    /ts-refused/.test((await wen.at(METERS, 'numerator').getAttribute('class')) ?? '');

  test('a cell that was refused and typed anew is no longer marked as refused', async () => {
    await wen.type(METERS, 'numerator', 'abc');
    await until(isRefused, 'the cell to be marked as refused');
    await wen.type(METERS, 'numerator', '5');
    await wen.saved();
    await until(async () => !(await isRefused()), 'the mark to go');
    expect((await staleLooks(wen.page)).stale).toEqual([]);
  });

  test('a value pasted over a refused one takes its mark and its words away', async () => {
    await wen.type(METERS, 'numerator', 'abc');
    await until(isRefused, 'the cell to be marked as refused');
    await wen.focus(METERS, 'numerator');
    await wen.get('refusal').waitFor();
    await putOnBoard(wen.page, { html: '', text: '5' });
    await wen.page.keyboard.press('Control+V');
    await wen.get('refusal').waitFor({ state: 'detached' });
    expect(await isRefused()).toBe(false);
    expect((await staleLooks(wen.page)).stale).toEqual([]);
  });

  test('after changes of others at random each cell looks as it does when it is drawn anew', async () => {
    const seed = chooseSeed();
    console.log(`seed ${seed}`);
    const api = await ApiClient.enter(server.url, 'p_amara');
    const done = await changeAtRandom({ page: wen, api, random: randomFrom(seed) }, CHANGES);
    expect(done.stale.slice(0, 5)).toEqual([]);
    expect(done.changed).toBeGreaterThanOrEqual(CHANGES);
    expect(done.looked).toBeGreaterThan(CHANGES);
  });
});
