/** A phone: everything is on the screen, and large enough for a finger. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { WorkbookPage } from './workbook-page.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** A phone whose person chose the sheet; else it shows the form. */
const inSheet = (origin: string) => ({
  ...PHONE,
  storageState: {
    cookies: [],
    origins: [{ origin, localStorage: [{ name: 'tallystick.as', value: 'sheet' }] }],
  },
});
const METERS = 'smart_water_meters.value';

/** Nothing is wider than the screen but what scrolls inside itself. */
async function overflow_px(page: Page): Promise<number> {
  return await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

await describeInBrowser('a phone', (browser: Browser) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  test('on a phone a contributor signs in, finds their rows, types a figure and reads the panel', async () => {
    const context = await browser.newContext(PHONE);
    const page = await context.newPage();
    await page.goto(server.url);
    expect(await overflow_px(page)).toBe(0);
    await page.getByTestId('enter-as-p_wen').tap();
    await page.getByTestId('workbook-wb_riverton').waitFor();
    expect(await overflow_px(page)).toBe(0);
    await context.close();
    const wen = await WorkbookPage.enter({
      browser,
      url: server.url,
      person: 'p_wen',
      options: inSheet(server.url),
    });
    expect(await overflow_px(wen.page)).toBe(0);
    await wen.get('open-sheets').tap();
    await wen.get('view-mine').tap();
    await wen.get('filter-words').waitFor();
    await wen.type(METERS, 'numerator', '18350');
    await wen.shows(METERS, 'numerator', '18 350');
    await wen.saved();
    await wen.get('toggle-panel').tap();
    await wen.get('side-panel').waitFor();
    expect(await overflow_px(wen.page)).toBe(0);
    await wen.close();
  });

  test('on a phone every control of the head is on the screen and large enough for a finger', async () => {
    const henrik = await WorkbookPage.enter({
      browser,
      url: server.url,
      person: 'p_henrik',
      options: inSheet(server.url),
    });
    for (const id of [
      'open-sheets',
      'versions-open',
      'people-open',
      'lock-open',
      'toggle-panel',
      'me-menu',
    ]) {
      const box = await henrik.get(id).boundingBox();
      expect(box, id).not.toBeNull();
      // 24 px is the smallest target of WCAG 2.2 AA (2.5.8).
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), id).toBeGreaterThanOrEqual(24);
      expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= 390, id).toBe(true);
    }
    await henrik.close();
  });
});
