/** What people type where a figure belongs: understood, or refused at the cell, and never lost. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { plainText, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const LOSS = 'water_supply_loss.value';
const DRAINAGE = 'drainage_storm_water_system_ict_monitoring.value';

/** Typed under an English browser, and what the cell then shows. */
const UNDERSTOOD = [
  ['1 234 567', '1 234 567'],
  ['1,234,567', '1 234 567'],
  ['1.234.567,8', '1 234 567.8'],
  ['12,5', '12.5'],
  ['1,234', '1 234'],
  ['  42  ', '42'],
  ['٤٢', '42'],
  ['< 5', 'less than 5'],
] as const;
/** Typed where a number of things is asked, and what the refusal says would be taken. */
const REFUSED = [
  ['12,5 %', 'This unit measures something else than the cell.'],
  ['n/a', 'Leave the cell empty: NR is shown by itself.'],
  ['N.A.', '“Not available …” of the row says so, with its reason.'],
  ['about forty', 'Type a number, for example 1234.5 or 1 234,5.'],
  ['1.2.3', 'Type a number'],
  ['=SUM(A1:A3)', 'This formula cannot be read.'],
] as const;

await describeInBrowser('what people type', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  let bruno: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    const { url } = server;
    [wen, bruno] = await Promise.all([
      WorkbookPage.enter({ browser, url, person: 'p_wen', options: { locale: 'en-GB' } }),
      WorkbookPage.enter({ browser, url, person: 'p_bruno', options: { locale: 'de-DE' } }),
    ]);
  });
  afterAll(async () => {
    for (const each of [wen, bruno]) await each.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  test.each(UNDERSTOOD)('"%s" is understood as %s', async (typed, shown) => {
    await wen.type(LOSS, 'numerator', typed);
    await wen.shows(LOSS, 'numerator', shown);
    expect(await wen.get('refusal').count()).toBe(0);
  });

  test.each(REFUSED)('"%s" is refused at the cell, which says: %s', async (typed, sentence) => {
    const stood = await bruno.text(METERS, 'numerator');
    expect(stood).toMatch(/^18 \d{3}$/);
    await wen.type(METERS, 'numerator', typed);
    const refusal = wen.get('refusal');
    await refusal.waitFor();
    const said = await plainText(refusal);
    expect(said).toContain(sentence);
    expect(said).toContain(typed);
    // The cell keeps what was typed, marked; the result goes on with the last value that was taken.
    await wen.shows(METERS, 'numerator', typed);
    expect(await wen.at(METERS, 'numerator').getAttribute('class')).toContain('ts-refused');
    await bruno.shows(METERS, 'numerator', stood);
    await wen.get('draft-drop').click();
    await wen.shows(METERS, 'numerator', stood);
  });

  test('a final value with a percent sign is understood where a percentage is asked', async () => {
    await wen.type(DRAINAGE, 'override', '12,5 %');
    // As a figure in the reader's own way; the cell keeps what was typed.
    await wen.shows(DRAINAGE, 'result', '12.5');
    await wen.shows(DRAINAGE, 'reported', 'YES');
    await (await wen.focus(DRAINAGE, 'override')).press('Delete');
    await wen.shows(DRAINAGE, 'result', 'NR');
  });

  test('a refused value outlives the way to another cell and a reload, and can be mended', async () => {
    await wen.type(METERS, 'numerator', 'about forty');
    await wen.focus(LOSS, 'numerator');
    await wen.page.reload();
    await wen.saved();
    await wen.shows(METERS, 'numerator', 'about forty');
    expect(await wen.get('drafts').textContent()).toContain('1 value was not taken');
    await wen.focus(METERS, 'numerator');
    await wen.get('draft-edit').click();
    const editor = wen.page.locator('.ts-editor');
    expect(await editor.inputValue()).toBe('about forty');
    await editor.fill('18400');
    await editor.press('Enter');
    await wen.shows(METERS, 'numerator', '18 400');
    await bruno.shows(METERS, 'numerator', '18 400');
    await wen.get('drafts').waitFor({ state: 'detached' });
  });

  test('Escape leaves a cell as it was', async () => {
    const stood = await wen.text(METERS, 'numerator');
    expect(stood).toMatch(/^18 \d{3}$/);
    await wen.focus(METERS, 'numerator');
    await wen.page.keyboard.type('99');
    await wen.page.locator('.ts-editor').press('Escape');
    await wen.shows(METERS, 'numerator', stood);
  });

  test.each(['source', 'notes', 'quality'])(
    'a text for %s is typed to its end where its cell is given the keyboard meanwhile',
    async (column) => {
      const cell = await wen.focus(METERS, column);
      await wen.page.keyboard.type('Es');
      // As the grid does a moment after it has drawn a cell: by then the first letters may be there.
      await cell.evaluate((each: HTMLElement) => each.focus());
      await wen.page.keyboard.type('timation');
      const editor = wen.page.locator('.ts-editor');
      expect(await editor.inputValue()).toBe('Estimation');
      await wen.page.keyboard.press('Escape');
      await editor.waitFor({ state: 'detached' });
      expect(await cell.evaluate((each) => each === document.activeElement)).toBe(true);
    },
  );

  test('a German browser shows and reads the comma as the decimal mark', async () => {
    await bruno.type(LOSS, 'numerator', '12,5');
    await bruno.shows(LOSS, 'numerator', '12,5');
    await wen.shows(LOSS, 'numerator', '12.5');
    await bruno.type(LOSS, 'numerator', '1.234');
    await bruno.shows(LOSS, 'numerator', '1 234');
    await wen.shows(LOSS, 'numerator', '1 234');
    await bruno.shows('water_supply_ict_monitoring.value', 'result', '40,05');
  });

  test('a year, a quality and a yes or no are taken in their own words', async () => {
    await wen.type(METERS, 'year', '25');
    await wen.get('refusal').waitFor();
    expect(await wen.get('refusal').textContent()).toContain('four digits');
    await wen.type(METERS, 'year', '2024');
    await bruno.shows(METERS, 'year', '2024');
    await wen.focus(METERS, 'quality');
    await wen.page.keyboard.press('Alt+ArrowDown');
    await wen.page.getByText('Estimation', { exact: false }).first().click();
    await bruno.show(METERS, 'quality');
    await expect
      .poll(async () => await bruno.text(METERS, 'quality'), { timeout: 15_000 })
      .toMatch(/estimation/i);
  });
});
