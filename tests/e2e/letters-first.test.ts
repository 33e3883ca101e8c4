/** A letter that is typed is on the screen before what others change: no cell is painted in its frame. */
import type { CellId } from '@tallystick/domain/ids';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setAgainAndAgain } from '../frames/busy-room.ts';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
/** Figures above it, which somebody else sets all the time. */
const BUSY = ['household_internet_access.value:numerator', 'household_internet_access.value:year'];
const LETTERS = 30;

type Counted = { letters: number; beside: number; all: number };

/** In the page: counts cells painted at all, and those between a letter and the end of its frame. */
function countBeside(): void {
  const counted: Counted = { letters: 0, beside: 0, all: 0 };
  const seen = new MutationObserver((records) => {
    counted.all += records.length;
  });
  const grid = document.querySelector('.ag-root');
  if (grid) seen.observe(grid, { subtree: true, characterData: true });
  document.addEventListener('keydown', () => {
    counted.all += seen.takeRecords().length;
    const before = counted.all;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        counted.letters += 1;
        counted.beside += seen.takeRecords().length + counted.all - before;
      };
      port2.postMessage(null);
    });
  });
  Object.assign(window, { counted });
}
const read = (page: Page) =>
  page.evaluate(() => (window as unknown as { counted: Counted }).counted);

await describeInBrowser('letters first', (browser: Browser) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
  });
  afterAll(async () => {
    await server.stop();
    await removeDataDir(server.dataDir);
  });

  test('no cell is painted in the frame of a letter', async () => {
    const wen = await WorkbookPage.enter({ browser, url: server.url, person: 'p_wen' });
    await wen.focus(METERS, 'numerator');
    await wen.page.keyboard.press('F2');
    await wen.page.evaluate(countBeside);
    const api = await ApiClient.enter(server.url, 'p_amara');
    const room = (await api.view(DEMO_WORKBOOK)).room ?? '';
    const busy = await setAgainAndAgain(api, room, BUSY as CellId[]);
    await until(async () => (await read(wen.page)).all > 10, 'nothing was painted');
    for (let letter = 0; letter < LETTERS; letter += 1)
      await wen.page.keyboard.press(letter % 2 === 0 ? '5' : 'Backspace');
    await until(async () => (await read(wen.page)).letters === LETTERS, 'letters were not counted');
    const { beside, all } = await read(wen.page);
    busy.stop();
    expect(beside).toBe(0);
    expect(all).toBeGreaterThan(10);
    expect(wen.errors).toEqual([]);
    await wen.close();
  });
});
