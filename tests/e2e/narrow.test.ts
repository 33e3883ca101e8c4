/** A phone, and a language that is longer: what does not fit, and what was never translated. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { signIn, WorkbookPage } from './workbook-page.ts';

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

/** What stands around a text that is a person's, a city's or the catalogue's data, and not the product's. */
const DATA = [
  '.ts-text',
  'bdi',
  'time',
  'code',
  '[dir="auto"]',
  '[dir="ltr"]',
  '.panel-rules',
  '.panel-said',
  '[data-said]',
].join(', ');

/** Words of Latin letters that are neither inside the brackets of the pseudo-language nor data. */
async function untranslated(page: Page, known: string[]): Promise<string[]> {
  return await page.evaluate(
    ([data, names]) => {
      const found = new Set<string>();
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent?.trim() ?? '';
        const around = node.parentElement;
        if (!around || !/\p{L}{3}/u.test(text) || text.includes('[')) continue;
        if (around.closest('style, script, noscript') || around.closest(data)) continue;
        const block = around.closest('p, li, dd, td, h1, h2, h3, button, a, span, div');
        if (/^\[.*\]$/su.test(block?.textContent?.trim() ?? '')) continue;
        if (!names.some((name) => text.includes(name))) found.add(text.slice(0, 80));
      }
      for (const named of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
        for (const name of ['aria-label', 'title', 'placeholder']) {
          const text = named.getAttribute(name)?.trim() ?? '';
          if (!/\p{L}{3}/u.test(text) || text.includes('[') || named.closest(data)) continue;
          if (!names.some((each) => text.includes(each)))
            found.add(`${name}: ${text.slice(0, 80)}`);
        }
      }
      return [...found];
    },
    [DATA, known] as const,
  );
}

await describeInBrowser('narrow and long', (browser: Browser) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
    const henrik = await ApiClient.enter(server.url, 'p_henrik');
    await henrik.command({ type: 'lock' });
    await henrik.command({ type: 'unlock', reason: 'One figure was missing.' });
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

  test('in the pseudo-language no text of the product is left in English', async () => {
    const known = ['Riverton', '2026 assessment', 'Tallystick'];
    const yara = await WorkbookPage.enter({
      browser,
      url: server.url,
      person: 'p_yara',
      path: '/w/wb_riverton?lang=pseudo',
    });
    await yara.focus(METERS, 'numerator');
    await yara.get('verify-yes').waitFor();
    const words = new Set(await untranslated(yara.page, known));
    await yara.get('tab-comments').click();
    await yara.get('comment-text').waitFor();
    for (const each of await untranslated(yara.page, known)) words.add(each);
    expect([...words]).toEqual([]);
    await yara.close();
  });

  test('in the pseudo-language the sign-in page, the workbooks and a version are translated too', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const known = ['Riverton', '2026 assessment', 'Tallystick'];
    await page.goto(`${server.url}/?lang=pseudo`);
    await page.getByTestId('enter-as-p_wen').waitFor();
    const people = await page.locator('[data-testid^="enter-as-"]').allTextContents();
    const names = people
      .join(' ')
      .split(/(?=\p{Lu})/u)
      .map((each) => each.trim())
      .filter((each) => each.length > 1);
    expect(await untranslated(page, [...known, ...names])).toEqual([]);
    await signIn(context, server.url, 'p_mei');
    await page.goto(`${server.url}/?lang=pseudo`);
    await page.getByTestId('workbook-wb_riverton').waitFor();
    expect(await untranslated(page, known)).toEqual([]);
    await page.goto(`${server.url}/w/wb_riverton/v/1?lang=pseudo`);
    await page.getByTestId('results-same').waitFor();
    expect(await untranslated(page, [...known, 'sha-256', 'Henrik'])).toEqual([]);
    await context.close();
  });
});
