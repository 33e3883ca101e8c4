/** The network goes away and comes back: nothing typed is lost, and the screen never says "saved" too early. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const LOSS = 'water_supply_loss.value';

/** In the page: what of the state and its buttons is cut or out of the window. */
function notWhole(): string[] {
  return ['save-state', 'queued-open', 'drafts', 'save-waiting'].flatMap((id) => {
    const shown = document.querySelector(`[data-testid="${id}"]`);
    if (!shown) return [`${id}: not there`];
    const { left, right, top, bottom } = shown.getBoundingClientRect();
    const isOut = left < 0 || right > innerWidth || top < 0 || bottom > innerHeight;
    const isCut = [shown, ...shown.querySelectorAll('*')].some(
      (each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0,
    );
    return isOut || isCut ? [`${id}: ${isOut ? 'out' : 'cut'}`] : [];
  });
}

await describeInBrowser('without a network', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  let bruno: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    const { url } = server;
    wen = await WorkbookPage.enter({ browser, url, person: 'p_wen' });
    bruno = await WorkbookPage.enter({ browser, url, person: 'p_bruno' });
  });
  afterAll(async () => {
    for (const each of [wen, bruno]) await each.close();
    await server.stop();
    await removeDataDir(server.dataDir);
  });

  test('a value typed offline waits, says so, and is saved when the network is back', async () => {
    const stood = await bruno.text(METERS, 'numerator');
    await wen.focus(METERS, 'numerator');
    await wen.page.keyboard.press('F2');
    await wen.page.locator('.ts-editor').fill('2');
    await wen.goOffline();
    await wen.page.locator('.ts-editor').fill('21000');
    await wen.page.locator('.ts-editor').press('Enter');
    await wen.shows(METERS, 'numerator', '21 000');
    await wen.shows(METERS, 'result', '29.49');
    await wen.get('save-state').filter({ hasText: '1 value waits and is kept here' }).waitFor();
    const cell = await wen.show(METERS, 'numerator');
    expect(await cell.getAttribute('class')).toContain('ts-saving');
    expect(stood).toMatch(/^\d/);
    expect(await bruno.text(METERS, 'numerator')).toBe(stood);
    await wen.goOnline();
    await bruno.shows(METERS, 'numerator', '21 000');
    expect(await cell.getAttribute('class')).not.toContain('ts-saving');
  });

  test('what others typed meanwhile is there after coming back', async () => {
    const stood = await wen.text(LOSS, 'numerator');
    await wen.goOffline();
    await bruno.type(LOSS, 'numerator', '14000000');
    await bruno.saved();
    expect(stood).toBe('14 210 000');
    expect(await wen.text(LOSS, 'numerator')).toBe(stood);
    await wen.goOnline();
    await wen.shows(LOSS, 'numerator', '14 000 000');
    await wen.shows(LOSS, 'result', '17.26');
  });

  test('a value typed offline whose page is closed is saved when the page is opened again', async () => {
    const stood = await bruno.text(METERS, 'numerator');
    await wen.goOffline();
    await wen.type(METERS, 'numerator', '22222');
    await wen.get('save-state').filter({ hasText: '1 value waits' }).waitFor();
    wen.page.once('dialog', (dialog) => void dialog.accept());
    await wen.page.goto('about:blank');
    await wen.context.setOffline(false);
    expect(stood).toMatch(/^\d/);
    expect(await bruno.text(METERS, 'numerator')).toBe(stood);
    await wen.page.goto(`${server.url}/w/wb_riverton`);
    await bruno.shows(METERS, 'numerator', '22 222');
    await wen.saved();
    await wen.shows(METERS, 'numerator', '22 222');
  });

  test('a refused draft is still there after a reload', async () => {
    const stood = await wen.text(LOSS, 'numerator');
    expect(stood).toMatch(/^14 /);
    await wen.type(LOSS, 'numerator', 'fourteen million');
    await wen.get('refusal').waitFor();
    await wen.page.reload();
    await wen.saved();
    await wen.shows(LOSS, 'numerator', 'fourteen million');
    await wen.focus(LOSS, 'numerator');
    await wen.get('draft-drop').click();
    await wen.shows(LOSS, 'numerator', stood);
  });

  test('a server that is killed and started again takes up where it was', async () => {
    const { dataDir, port } = server;
    const stood = await bruno.text(LOSS, 'numerator');
    expect(stood).toMatch(/^14 /);
    await server.kill();
    await wen.page.locator('[data-testid="save-state"][data-state="offline"]').waitFor();
    await wen.type(METERS, 'numerator', '23000');
    await wen.get('save-state').filter({ hasText: '1 value waits' }).waitFor();
    server = await startServerProcess({ dataDir, port });
    await wen.saved();
    await bruno.shows(METERS, 'numerator', '23 000');
    await bruno.shows(LOSS, 'numerator', stood);
  });

  test.each(['en', 'ar'])(
    'what waits and the way to save it are whole in windows of 1280 and 1024 px: %s',
    async (lang) => {
      const one = await WorkbookPage.enter({
        browser,
        url: server.url,
        person: 'p_wen',
        path: `/w/wb_riverton?lang=${lang}`,
      });
      await one.type(LOSS, 'numerator', 'fourteen');
      await one.get('drafts').waitFor();
      await one.goOffline();
      await one.type(METERS, 'numerator', '23000');
      await one.focus(METERS, 'numerator');
      await one.page.keyboard.press('Shift+F2');
      await one.get('comment-text').fill('Is this the year?');
      await one.get('comment-send').click();
      await one.get('queued-open').waitFor();
      await one.get('save-waiting').waitFor();
      for (const width of [1280, 1024]) {
        await one.page.setViewportSize({ width, height: 800 });
        // The button stands beside the words: the notice must not eat the sheet. The list gives way a moment later.
        await until(
          async () => ((await one.get('offline-notice').boundingBox())?.height ?? 999) < 75,
          `the notice takes more than three lines at ${width} px`,
        );
        expect(await one.page.evaluate(notWhole), `${width} px`).toEqual([]);
      }
      await one.goOnline();
      await one.focus(LOSS, 'numerator');
      await one.get('draft-drop').click();
      await one.close();
    },
  );
});
