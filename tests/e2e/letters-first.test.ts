/** What a person types comes first: before what others change, and key after key, also where the page was busy. */
import type { CellId } from '@tallystick/domain/cells/ids';
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
const INTERNET = 'household_internet_access.value';
const BUSY_MS = 400;

/** Of the keys without a letter (CDP `windowsVirtualKeyCode`), and of the Shift key among the modifiers. */
const CODES: Record<string, number> = { Escape: 27, F2: 113 };
const SHIFT = 8;

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

  test('keys pressed while the page is busy are taken in their order', async () => {
    const wen = await WorkbookPage.enter({ browser, url: server.url, person: 'p_wen' });
    const cdp = await wen.context.newCDPSession(wen.page);
    /** The keys go off together and lie before the page until it has time: it gets them one right after the other. */
    const pressTogether = async (...keys: { key: string; shift?: boolean }[]): Promise<void> => {
      await wen.page.evaluate((ms) => {
        setTimeout(() => {
          for (const until = performance.now() + ms; performance.now() < until; );
        });
      }, BUSY_MS);
      await Promise.all(
        keys.map(({ key, shift }) =>
          cdp.send('Input.dispatchKeyEvent', {
            type: key.length === 1 ? 'keyDown' : 'rawKeyDown',
            key,
            code: key.length === 1 ? `Digit${key}` : key,
            windowsVirtualKeyCode: CODES[key] ?? key.charCodeAt(0),
            ...(key.length === 1 && { text: key }),
            modifiers: shift ? SHIFT : 0,
          }),
        ),
      );
    };
    const editor = wen.page.locator('.ts-editor');

    await wen.focus(METERS, 'numerator');
    await wen.page.keyboard.press('F2');
    await editor.waitFor();
    await pressTogether({ key: 'Escape' }, { key: '7' });
    await until(
      async () => (await editor.inputValue()) === '7',
      'a figure begun right after Escape',
    );
    await pressTogether({ key: 'Escape' }, { key: 'F2', shift: true });
    await wen.page.locator('textarea:focus').waitFor();
    await wen.page.keyboard.press('Escape');

    const cell = await wen.show(INTERNET, 'numerator');
    const box = await cell.boundingBox();
    if (!box) throw new Error('the cell is not drawn');
    await wen.page.evaluate((ms) => {
      document.addEventListener(
        'mousedown',
        () => {
          for (const until = performance.now() + ms; performance.now() < until; );
        },
        { once: true },
      );
    }, BUSY_MS);
    const mouse = { x: box.x + 9, y: box.y + 9, button: 'left', clickCount: 1 } as const;
    await Promise.all([
      cdp.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...mouse }),
      cdp.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...mouse }),
      pressTogether({ key: 'F2' }),
    ]);
    await wen.get('refusal').waitFor();
    await until(async () => await wen.get('refusal').isVisible(), 'the refusal stays');
    await wen.close();
  });
});
