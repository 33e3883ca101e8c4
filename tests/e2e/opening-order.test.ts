/** A workbook opens in the order in which it can: its frame first, then the sheet with its figures at once, by whichever way they come. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { until, WorkbookPage } from './workbook-page.ts';

/** A figure of the demo, in the first rows of the sheet. */
const FIGURE = '[row-id="smart_water_meters.value"] [col-id="numerator"]';

await describeInBrowser('the order of opening', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    wen = await WorkbookPage.enter({ browser, url: server.url, person: 'p_wen' });
  });
  afterAll(async () => {
    await wen.close();
    await server.stop();
    await removeDataDir(server.dataDir);
  });

  /** Another page of the same person, whose room and, if so asked, whose requests for cells are as slow as `held` says. */
  async function open(held: { until: Promise<void> }, holdsCells: boolean): Promise<Page> {
    const page = await wen.page.context().newPage();
    await page.routeWebSocket(/collab/, (socket) => {
      const door = socket.connectToServer();
      socket.onMessage((message) => door.send(message));
      door.onMessage((message) => void held.until.then(() => socket.send(message)));
    });
    if (holdsCells)
      await page.route(/\/cells\?/, async (route) => {
        await held.until;
        await route.continue();
      });
    await page.goto(wen.page.url());
    return page;
  }

  test('the frame does not wait for the cells, the sheet does, and shows its figures from its first drawing on', async () => {
    let letGo: () => void = () => undefined;
    const held = { until: new Promise<void>((go) => (letGo = go)) };
    const page = await open(held, true);
    await page.getByTestId('versions-open').waitFor();
    expect(await page.locator('.ag-row').count()).toBe(0);
    const first = page.evaluate(
      (at) =>
        new Promise<string>((seen) => {
          const look = (): void => {
            const cell = document.querySelector(at);
            if (cell) seen(cell.textContent ?? '');
            else requestAnimationFrame(look);
          };
          look();
        }),
      FIGURE,
    );
    letGo();
    expect((await first).trim()).not.toBe('');
    await page.close();
  });

  test('a room that does not answer keeps nobody from the figures', async () => {
    let letGo: () => void = () => undefined;
    const held = { until: new Promise<void>((go) => (letGo = go)) };
    const page = await open(held, false);
    await until(
      async () => ((await page.locator(FIGURE).textContent()) ?? '').trim() !== '',
      'the figures did not come',
    );
    letGo();
    await page.close();
  });
});
