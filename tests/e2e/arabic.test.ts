/** Arabic, the first language from right to left: chosen, remembered, mirrored, and Arabic throughout. */
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { signIn, until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const TRAVEL = 'travel_time_index.value';
const IN_ARABIC = '/w/wb_riverton?lang=ar';
const LAPTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

async function overflow_px(page: Page): Promise<number> {
  return await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

async function isMirrored(page: Page): Promise<boolean> {
  return await page.evaluate(
    () => document.documentElement.dir === 'rtl' && document.documentElement.lang === 'ar',
  );
}

/** Texts of the English catalogues that are long enough to be no key, code or name, and stand in the page as they are. */
async function leftInEnglish(page: Page, english: string[]): Promise<string[]> {
  return await page.evaluate((texts) => {
    const known = new Set(texts);
    const seen: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement?.closest('.ts-text, bdi, [data-said]'))
        seen.push(node.textContent ?? '');
    for (const named of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder'])
        seen.push(named.getAttribute(name) ?? '');
    return seen.map((text) => text.trim()).filter((text) => known.has(text));
  }, english);
}

/** The English texts without values in them, by the catalogues' own files. */
function englishTexts(): string[] {
  const files = import.meta.glob<Record<string, unknown>>('../../apps/web/src/texts/en/*.json', {
    eager: true,
    import: 'default',
  });
  const texts: string[] = [];
  const gather = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(gather);
  };
  Object.values(files).forEach(gather);
  const same = new Set(['Tallystick', 'Esc', 'ITU', 'Alt + R']);
  return texts.filter((text) => /[A-Za-z]{3}/.test(text) && !same.has(text));
}

await describeInBrowser('Arabic', (browser: Browser) => {
  let server: ServerProcess;
  const english = englishTexts();
  beforeAll(async () => {
    server = await startServerProcess();
    expect(english.length).toBeGreaterThan(300);
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  test('is offered on the sign-in page, mirrors it, and is remembered', async () => {
    const context = await browser.newContext(LAPTOP);
    const page = await context.newPage();
    await page.goto(server.url);
    await page.getByTestId('language').selectOption({ label: 'العربية' });
    await until(async () => await isMirrored(page), 'the page is in Arabic');
    await page.getByTestId('enter-as-p_wen').waitFor();
    expect(await leftInEnglish(page, english)).toEqual([]);
    expect(await overflow_px(page)).toBe(0);
    expect(await graveFaults(page)).toEqual([]);
    await page.getByTestId('enter-as-p_wen').click();
    await page.getByTestId('workbook-wb_riverton').waitFor();
    await page.goto(server.url);
    await page.getByTestId('workbook-wb_riverton').waitFor();
    expect(await isMirrored(page)).toBe(true);
    expect(await leftInEnglish(page, english)).toEqual([]);
    await context.close();
  });

  test('has the sheet from right to left, takes a figure, and refuses in Arabic', async () => {
    const wen = await WorkbookPage.enter({
      browser,
      url: server.url,
      person: 'p_wen',
      path: IN_ARABIC,
      options: { viewport: { width: 1600, height: 950 } },
    });
    const name = await (await wen.show(METERS, 'kpi')).boundingBox();
    const number = await wen.at(METERS, 'row-head').boundingBox();
    expect(number?.x ?? 0).toBeGreaterThan(name?.x ?? Number.POSITIVE_INFINITY);
    const figure = await (await wen.show(METERS, 'numerator')).boundingBox();
    expect(name?.x ?? 0).toBeGreaterThan(figure?.x ?? Number.POSITIVE_INFINITY);
    // English words keep to their own side, where the dots of what is cut are in view.
    const words = (await wen.show(METERS, 'numeratorLabel')).locator('.ts-text');
    const sides = await words.evaluate((it) => {
      const { direction, textAlign } = getComputedStyle(it);
      return { direction, textAlign, isCut: it.scrollHeight > it.clientHeight };
    });
    expect(sides).toEqual({ direction: 'ltr', textAlign: 'start', isCut: true });
    await wen.type(METERS, 'numerator', '18351');
    await wen.shows(METERS, 'numerator', '18 351');
    await wen.saved();
    await wen.focus(METERS, 'numerator');
    await wen.page.keyboard.press('ArrowLeft');
    await until(
      async () => await isFocused(wen, 'denominatorLabel'),
      'the arrow to the left goes on to the next column',
    );
    await wen.page.keyboard.press('ArrowRight');
    await until(async () => await isFocused(wen, 'numerator'), 'the arrow to the right goes back');
    await wen.type(METERS, 'numerator', 'كثير');
    await until(
      async () => (await wen.page.locator('body').innerText()).includes('اكتب رقماً'),
      'the refusal reads in Arabic',
    );
    expect(await leftInEnglish(wen.page, english)).toEqual([]);
    // A name in Latin letters is set apart from the sentence around it.
    const named = await wen.at(METERS, 'numerator').getAttribute('aria-label');
    expect(named).toContain('\u2068');
    await wen.close();
  });

  test('asks in Arabic what a rule of the KPI set asks, and names in Arabic the bound that was passed', async () => {
    const lead = await WorkbookPage.enter({
      browser,
      url: server.url,
      person: 'p_amara',
      path: IN_ARABIC,
      options: LAPTOP,
    });
    const panel = lead.get('side-panel');
    await lead.type(TRAVEL, 'override', '0.5');
    await lead.saved();
    await lead.focus(TRAVEL, 'override');
    const asked = panel.getByTestId('row-warning').filter({ hasText: 'لا يُعقل أن يكون أقل من 1' });
    await asked.waitFor();
    expect(await asked.textContent()).not.toMatch(/[A-Za-z]/);
    await lead.type(TRAVEL, 'override', '9'.repeat(31));
    await until(
      async () => (await lead.page.locator('body').innerText()).includes('30 رقماً على الأكثر'),
      'the bound that was passed reads in Arabic',
    );
    await lead.close();
  });

  test('is chosen from the menu of every page and stays after a reload', async () => {
    const wen = await WorkbookPage.enter({
      browser,
      url: server.url,
      person: 'p_wen',
      options: LAPTOP,
    });
    await wen.get('me-menu').click();
    await wen.get('language').selectOption('ar');
    await until(async () => await isMirrored(wen.page), 'the workbook is in Arabic');
    await wen.saved();
    await wen.page.reload();
    await wen.saved();
    expect(await isMirrored(wen.page)).toBe(true);
    await wen.get('me-menu').click();
    await wen.get('language').selectOption('en');
    await until(async () => !(await isMirrored(wen.page)), 'the workbook is in English again');
    await wen.close();
  });

  test('fits a laptop and keeps its dialogs, its panel and its history in Arabic', async () => {
    const henrik = await WorkbookPage.enter({
      browser,
      url: server.url,
      person: 'p_henrik',
      path: IN_ARABIC,
      options: LAPTOP,
    });
    const { page } = henrik;
    expect(await overflow_px(page)).toBe(0);
    await henrik.focus(METERS, 'year');
    const panel = await henrik.get('side-panel').boundingBox();
    expect(panel?.x ?? 1280).toBeLessThan(640);
    for (const tab of ['tab-comments', 'tab-history']) {
      await henrik.get(tab).click();
      expect(await leftInEnglish(page, english), tab).toEqual([]);
    }
    for (const open of ['lock-open', 'people-open']) {
      await henrik.get(open).click();
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      await page.waitForLoadState('networkidle');
      expect(await leftInEnglish(page, english), open).toEqual([]);
      expect(await graveFaults(page, '[role="dialog"]'), open).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
    await page.goto(`${server.url}/w/wb_riverton/history?lang=ar`);
    await page.locator('.history-values, .history-said').first().waitFor();
    expect(await leftInEnglish(page, english)).toEqual([]);
    expect(await overflow_px(page)).toBe(0);
    await henrik.close();
  });

  test('fits a phone', async () => {
    const context = await browser.newContext(PHONE);
    await signIn(context, server.url, 'p_wen');
    const page = await context.newPage();
    await page.goto(server.url + IN_ARABIC);
    await page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
    expect(await isMirrored(page)).toBe(true);
    expect(await overflow_px(page)).toBe(0);
    expect(await leftInEnglish(page, english)).toEqual([]);
    expect(await graveFaults(page)).toEqual([]);
    await context.close();
  });
});

/** Whether the focus is in a column of the row of the meters. */
async function isFocused(wen: WorkbookPage, column: string): Promise<boolean> {
  return await wen.page.evaluate(
    ([row, col]) =>
      document.activeElement?.closest('[col-id]')?.getAttribute('col-id') === col &&
      document.activeElement.closest('[row-id]')?.getAttribute('row-id') === row,
    [METERS, column] as const,
  );
}
