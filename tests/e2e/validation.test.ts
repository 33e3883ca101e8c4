/** What is said while somebody types: what a text becomes, in which unit, which choices there are, and what is asked. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { isNamed, plainText, until, WorkbookPage } from './workbook-page.ts';

const PIPES = 'water_supply_ict_monitoring.value';
const METERS = 'smart_water_meters.value';
const POTABLE = 'potable_water_supply.value';
const NO2 = 'air_pollution.no2';
const RD = 'randd_expenditure.value';
const QUALITIES = [
  'Based on accurate measurements',
  'Extrapolated based on survey of inhabitants',
  'Extrapolated based on higher-level data',
  'Estimation based on certain assumptions',
  'Personal estimation',
  'Unknown methodology, not traceable',
];

/** What was not there when axe looked at the page as a whole. */
const PARTS_OF_A_HINT = ['.ts-hint', '.ag-cell:has(.ts-editor)'];
const PARTS_OF_A_LIST = ['.ts-choices', '.ag-cell:has(.ts-editor)'];

/** Typed, and the whole hint or a part of it. */
const HINTS = [
  [PIPES, 'numerator', '412 500 m', '412 500 m × 0.001 = 412.5 km'],
  [PIPES, 'numerator', '256 miles', '256 mi × 1.609344 = 411.992064 km'],
  [PIPES, 'numerator', '12,5', '12.5 km – read with a decimal comma'],
  [PIPES, 'numerator', '5 ha', 'This unit measures something else than the cell.'],
  [PIPES, 'numerator', 'about forty', 'Not a number. Type for example 1 234.5.'],
  [METERS, 'numerator', '12.5', 'Type a whole number of meters.'],
  [METERS, 'numerator', '0.02 million', '0.02 million = 20 000 meters'],
  [METERS, 'year', '20255', 'Not a year. Type four digits, 1900 to 2100.'],
] as const;

await describeInBrowser('validation while typing', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  /** Fills any row. */
  let amara: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    const { url } = server;
    [wen, amara] = await Promise.all([
      WorkbookPage.enter({ browser, url, person: 'p_wen', options: { locale: 'en-GB' } }),
      WorkbookPage.enter({ browser, url, person: 'p_amara', options: { locale: 'en-GB' } }),
    ]);
  });
  afterAll(async () => {
    for (const each of [wen, amara]) await each.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  /** Types over the cell and leaves the editor open. */
  const begin = async (who: WorkbookPage, row: string, column: string, typed: string) => {
    await who.focus(row, column);
    await who.page.keyboard.press('F2');
    const editor = who.page.locator('.ts-editor');
    await editor.fill(typed);
    return editor;
  };
  const says = async (who: WorkbookPage, part: string): Promise<void> =>
    await until(
      async () => (await plainText(who.get('typing-hint'))).includes(part),
      `the hint says: ${part}`,
    );

  test.each(HINTS)(
    '%s:%s: while "%s" is typed the hint says %s',
    async (row, column, typed, said) => {
      const editor = await begin(wen, row, column, typed);
      await says(wen, said);
      // The editor names the hint for a screen reader and calls a wrong text wrong; it never stops anybody.
      const hint = await wen.get('typing-hint').getAttribute('id');
      expect(await editor.getAttribute('aria-describedby')).toBe(hint);
      const isWrong = /^(Not|Type|This)/.test(said);
      expect(await editor.getAttribute('aria-invalid')).toBe(isWrong ? 'true' : null);
      expect(await editor.inputValue()).toBe(typed);
      await editor.press('Escape');
      await until(async () => (await wen.get('typing-hint').count()) === 0, 'the hint is gone');
    },
  );

  test('an empty editor says what is expected, and a screen reader hears when the typing rests', async () => {
    const editor = await begin(wen, METERS, 'numerator', '');
    await says(wen, 'meters · a whole number · 0 or more');
    await editor.pressSequentially('76');
    await says(wen, 'Was the final value typed as the numerator? 100 × 76 ÷ 71 200 = 0.11');
    const status = wen.page.locator('.ts-sheet [role="status"]', {
      hasText: 'Was the final value',
    });
    await until(async () => (await status.count()) === 1, 'the question is told once');
    await editor.press('Escape');
  });

  test('a figure in another unit is stored in the unit of its cell, and the notes are offered', async () => {
    await wen.type(PIPES, 'numerator', '412 500 m');
    await wen.shows(PIPES, 'numerator', '412.5');
    const offer = wen.page.getByRole('alert').filter({ hasText: 'Converted' });
    expect(await plainText(offer)).toContain('412 500 m × 0.001 = 412.5 km');
    await offer.getByRole('button', { name: 'Write it into the notes' }).click();
    await wen.shows(
      PIPES,
      'notes',
      'Length of the water distribution network monitored by ICT: 412 500 m converted, 412 500 m × 0.001 = 412.5 km.',
    );
    await amara.shows(PIPES, 'numerator', '412.5');
  });

  test('parts of volume become a mass by the factor that is shown, for a gas alone', async () => {
    const editor = await begin(amara, NO2, 'numerator', '0.02 ppm');
    await says(amara, '0.02 ppm × 1 900 = 38 µg/m³');
    await says(amara, 'at 25 °C and 101.325 kPa, not 20 °C');
    await editor.press('Enter');
    await amara.shows(NO2, 'numerator', '38');
    const other = await begin(amara, 'air_pollution.pm10', 'numerator', '0.02 ppm');
    await says(amara, 'for a named gas only');
    await other.press('Escape');
  });

  test('the six qualities are read in full and chosen by keys alone', async () => {
    const cell = await wen.focus(METERS, 'quality');
    await wen.page.keyboard.press('Alt+ArrowDown');
    const list = wen.page.getByRole('listbox', { name: 'Choices for Data quality' });
    expect(await list.getByRole('option').allTextContents()).toEqual(QUALITIES);
    for (const option of await list.getByRole('option').all()) {
      const isWhole = await option.evaluate((each) => each.scrollWidth <= each.clientWidth);
      expect(isWhole).toBe(true);
    }
    const editor = wen.page.getByRole('combobox', { name: 'Data quality' });
    expect(await editor.getAttribute('aria-expanded')).toBe('true');
    await editor.press('ArrowDown');
    await editor.press('ArrowDown');
    const active = (await editor.getAttribute('aria-activedescendant')) ?? '';
    expect(await wen.page.locator(`[id="${active}"]`).textContent()).toBe(QUALITIES[1]);
    await editor.press('Enter');
    await wen.shows(METERS, 'quality', QUALITIES[1] ?? '');
    // Escape leaves what stood there, Delete clears it.
    await cell.click();
    await wen.page.keyboard.press('F2');
    await editor.press('ArrowDown');
    await editor.press('Escape');
    await wen.shows(METERS, 'quality', QUALITIES[1] ?? '');
    await wen.page.keyboard.press('Delete');
    await wen.shows(METERS, 'quality', '');
  });

  test('typing filters, Enter takes the first; what is not in the list is said and not lost', async () => {
    await wen.focus(METERS, 'quality');
    await wen.page.keyboard.type('higher');
    await until(
      async () => (await wen.page.getByRole('option').allTextContents()).join() === QUALITIES[2],
      'one choice is left',
    );
    await wen.page.keyboard.press('Enter');
    await wen.shows(METERS, 'quality', QUALITIES[2] ?? '');
    await wen.focus(METERS, 'quality');
    await wen.page.keyboard.type('good');
    await says(wen, 'Not in the list.');
    await wen.page.keyboard.press('Enter');
    await wen.shows(METERS, 'quality', 'good');
    await wen.get('draft-drop').click();
    await wen.shows(METERS, 'quality', QUALITIES[2] ?? '');
    await (await wen.focus(METERS, 'quality')).press('Delete');
    await wen.shows(METERS, 'quality', '');
  });

  test('the mouse chooses too, and a currency by its name', async () => {
    await (await wen.show(METERS, 'origin')).dblclick();
    await wen.page.getByRole('option', { name: 'Statistics office' }).click();
    await wen.shows(METERS, 'origin', 'Statistics office');
    await amara.focus(RD, 'unit');
    await amara.page.keyboard.type('swiss');
    await amara.page.getByRole('option', { name: /CHF/ }).click();
    await amara.shows(RD, 'unit', 'CHF');
  });

  test('a question stands at its cells, in words, and goes when another person mends the figure', async () => {
    const mark = async (who: WorkbookPage): Promise<string> =>
      (await (await who.show(POTABLE, 'numerator')).getAttribute('class')) ?? '';
    expect(await mark(wen)).not.toContain('ts-asks');
    const before = Number(await plainText(wen.get('view-warnings').locator('span').last()));
    await amara.type(POTABLE, 'numerator', '110 200');
    await until(async () => (await mark(wen)).includes('ts-asks'), 'the cell asks');
    await isNamed(wen.at(POTABLE, 'numerator'), 'Must not exceed Basic Water Supply');
    const counted = async () =>
      Number(await plainText(wen.get('view-warnings').locator('span').last()));
    await until(async () => (await counted()) === before + 1, 'the view counts it');
    await amara.type(POTABLE, 'numerator', '109 410');
    await until(async () => !(await mark(wen)).includes('ts-asks'), 'the cell asks no more');
    await until(async () => (await counted()) === before, 'nor does the view');
  });

  test.each(['light', 'dark'] as const)(
    'axe finds nothing grave beside an open editor, %s',
    async (scheme) => {
      await wen.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      const editor = await begin(wen, PIPES, 'numerator', '5 ha');
      await says(wen, 'This unit');
      for (const part of PARTS_OF_A_HINT) expect(await graveFaults(wen.page, part)).toEqual([]);
      await editor.press('Escape');
      await wen.focus(PIPES, 'quality');
      await wen.page.keyboard.press('Alt+ArrowDown');
      await wen.page.keyboard.press('ArrowDown');
      for (const part of PARTS_OF_A_LIST) expect(await graveFaults(wen.page, part)).toEqual([]);
      await wen.page.keyboard.press('Escape');
    },
  );

  test.each(['en', 'pseudo-rtl'])(
    'hints and lists stay in the window and beside their cell, %s',
    async (lang) => {
      const path = `/w/wb_riverton?lang=${lang}`;
      const options = { viewport: { width: 1280, height: 560 }, locale: 'en-GB' };
      const wen2 = await WorkbookPage.enter({
        browser,
        url: server.url,
        person: 'p_wen',
        path,
        options,
      });
      try {
        for (const column of ['numerator', 'override', 'quality', 'origin']) {
          await wen2.focus(POTABLE, column);
          await wen2.page.keyboard.press('F2');
          const box = wen2.page.locator('.ts-hint:visible, .ts-choices:visible').first();
          await box.waitFor();
          const cell = await wen2.at(POTABLE, column).boundingBox();
          await until(async () => {
            const at = await box.boundingBox();
            if (!at || !cell) return false;
            const isInside =
              at.x >= 0 && at.y >= 0 && at.x + at.width <= 1280 && at.y + at.height <= 560;
            const isApart = at.y >= cell.y + cell.height - 1 || at.y + at.height <= cell.y + 1;
            const isBeside = at.x < cell.x + cell.width && at.x + at.width > cell.x;
            return isInside && isApart && isBeside;
          }, `the words at ${column} are seen whole, and the cell with them`);
          await wen2.page.keyboard.press('Escape');
        }
      } finally {
        await wen2.close();
      }
    },
  );
});
