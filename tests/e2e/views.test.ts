/** Filters, order, columns, and a view as a link that others can follow as far as they may see. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { hasKeyboard, plainText, reads, until, WorkbookPage } from './workbook-page.ts';

const METERS = 'smart_water_meters.value';
const LOSS = 'water_supply_loss.value';
const WORKBOOK = '/w/wb_riverton';

const query = ({ page }: WorkbookPage): URLSearchParams => new URL(page.url()).searchParams;

/** Row ids from above, as far as they are drawn. */
async function drawn({ page }: WorkbookPage): Promise<string[]> {
  return await page.locator('.ag-row[row-id]').evaluateAll((rows) =>
    rows
      .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
      .map((row) => row.getAttribute('row-id') ?? '')
      .filter((id) => !id.startsWith('group:')),
  );
}

async function numberOfRows(person: WorkbookPage): Promise<number> {
  return Number(/^\d+/.exec(await plainText(person.get('filter-words')))?.[0]);
}

await describeInBrowser('views', (browser: Browser) => {
  let server: ServerProcess;
  let amara: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    const { url } = server;
    const henrik = await ApiClient.enter(url, 'p_henrik');
    await henrik.command({ type: 'lock' });
    await henrik.command({ type: 'unlock', reason: 'One figure was missing.' });
    amara = await WorkbookPage.enter({ browser, url, person: 'p_amara' });
  });
  afterAll(async () => {
    await amara.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  test('filters narrow each other, say so, stand in the address, and the browser’s back takes them back', async () => {
    await amara.get('filter-menu').click();
    await amara.get('filter-empty').click();
    await until(async () => (await amara.get('filter-words').count()) === 1, 'the words');
    const empty = await numberOfRows(amara);
    await amara.get('filter-level-core').click();
    await until(() => query(amara).get('show') === 'empty,level:core', 'the address to follow');
    const both = await numberOfRows(amara);
    expect(both).toBeGreaterThan(0);
    expect(both).toBeLessThan(empty);
    await reads(amara.get('filter-words'), `${both} rows: Not reported · Core`);
    expect(await graveFaults(amara.page, '[data-testid="filter-list"]')).toEqual([]);
    await amara.page.keyboard.press('Escape');
    await amara.page.goBack();
    await until(() => query(amara).get('show') === 'empty', 'one step back');
    await until(async () => (await numberOfRows(amara)) === empty, 'its rows');
    await amara.page.goForward();
    await until(async () => (await numberOfRows(amara)) === both, 'the rows of both');
    // The same address, opened anew: its rows are weighed when the figures are there.
    await amara.page.reload();
    await amara.saved();
    await until(async () => (await numberOfRows(amara)) === both, 'the rows of both again');
    await amara.get('clear-filter').click();
    await until(() => !query(amara).has('show'), 'the address without filters');
  });

  test('the panel goes with the view to its first row, and the keyboard stays in the list', async () => {
    await amara.focus(METERS, 'numerator');
    const title = amara.get('side-panel').locator('.panel-title');
    await reads(title, 'Smart Water Meters');
    await amara.get('view-empty').click();
    await reads(title, 'Wireless Broadband Subscriptions');
    await hasKeyboard(amara.get('view-empty'), 'the view in the list');
    // A row that the next view shows as well is still spoken of.
    await amara.get('view-all').click();
    await amara.get('filter-words').waitFor({ state: 'detached' });
    await reads(title, 'Wireless Broadband Subscriptions');
  });

  test('a link carries sheet, filters, order, words and cell to another person', async () => {
    const path = `${WORKBOOK}?sheet=kpi&show=level:core&sort=result:down&find=water&cell=${LOSS}:kpi`;
    const mei = await WorkbookPage.enter({ browser, url: server.url, person: 'p_mei', path });
    await until(async () => (await mei.get('sort-words').count()) === 1, 'the order');
    expect(await mei.get('find-words').inputValue()).toBe('water');
    await mei.page.locator('.ts-found').first().waitFor();
    expect(await mei.get('left-out').count()).toBe(0);
    // The order was weighed with the figures, not before they came.
    const figures = (await mei.page.locator('[col-id="result"] .ts-text').allTextContents())
      .slice(0, 3)
      .map((text) => Number(text.replaceAll(/[^\d.]/gu, '')));
    expect(figures.length).toBe(3);
    expect(figures).toEqual(figures.toSorted((a, b) => b - a));
    expect(await mei.get('sort-again').count()).toBe(0);
    await mei.close();
  });

  test('what is not for this person, or nothing at all, is left out of a link with a sentence', async () => {
    const path = `${WORKBOOK}?show=mine,unverified,level:gold&sort=rank:up&cell=nowhere:x`;
    const olu = await WorkbookPage.enter({ browser, url: server.url, person: 'p_amara', path });
    const said = await plainText(olu.get('left-out'));
    for (const part of [
      'show=mine',
      'show=unverified',
      'show=level:gold',
      'sort=rank:up',
      'cell=nowhere:x',
    ])
      expect(said).toContain(part);
    expect(await olu.get('filter-words').count()).toBe(0);
    await olu.get('filter-menu').click();
    await olu.get('filter-empty').waitFor();
    expect(await olu.get('filter-unverified').count()).toBe(0);
    await olu.close();
    const yara = await WorkbookPage.enter({
      browser,
      url: server.url,
      person: 'p_yara',
      path: `${WORKBOOK}?show=unverified`,
    });
    await yara.get('filter-words').waitFor();
    expect(await yara.get('left-out').count()).toBe(0);
    await yara.close();
  });

  test('the menu copies a link to the view and one to the cell', async () => {
    const { context, page } = amara;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = async (): Promise<string> =>
      await page.evaluate(() => navigator.clipboard.readText());
    await amara.focus(METERS, 'numerator');
    await amara.get('link-menu').click();
    await amara.get('link-cell').click();
    await until(
      async () => (await copied()).endsWith(`?cell=${encodeURIComponent(`${METERS}:numerator`)}`),
      'the link to the cell',
    );
    await amara.get('link-menu').click();
    await amara.get('link-view').click();
    await until(
      async () => (await copied()).endsWith('?sheet=kpi&sort=template'),
      'the link to the view',
    );
    await page.evaluate(() => navigator.clipboard.writeText(''));
  });

  test('only rows that changed since a version are shown, and its filter is offered by number', async () => {
    await amara.type(METERS, 'numerator', '18351');
    await amara.saved();
    await amara.get('filter-menu').click();
    await amara.get('filter-changed-1').click();
    await until(
      async () => (await plainText(amara.get('filter-words'))) === '1 row: Changed since version 1',
      'the one row',
    );
    await amara.page.keyboard.press('Escape');
    expect(await drawn(amara)).toEqual([METERS]);
    await amara.get('clear-filter').click();
  });

  test('Alt and arrow down opens the menu of the column; a sorted row does not jump until it is asked to', async () => {
    await amara.focus(METERS, 'result');
    await amara.page.keyboard.press('Alt+ArrowDown');
    await amara.get('header-menu').waitFor();
    expect(await graveFaults(amara.page, '[data-testid="header-menu"]')).toEqual([]);
    await amara.get('sort-down').press('Enter');
    await reads(amara.get('sort-words'), 'Sorted by Result, downwards');
    await until(() => query(amara).get('sort') === 'result:down', 'the address to follow');
    expect(await amara.page.locator('[row-id^="group:"]').count()).toBe(0);
    const header = amara.page.locator('.ag-header-cell[col-id="result"]');
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    const before = await drawn(amara);
    const [, , third = ''] = before;
    await amara.type(third, 'override', '0.001');
    await amara.saved();
    await amara.get('sort-again').waitFor();
    expect(await drawn(amara)).toEqual(before);
    await amara.get('sort-again').click();
    await until(async () => (await drawn(amara))[2] !== third, 'the row to take its place');
    await amara.get('clear-sort').click();
    await amara.page.locator('[row-id^="group:"]').first().waitFor();
    await amara.type(third, 'override', '');
  });

  test('columns are hidden, held and drawn, and stay so for this person after coming back, without filters', async () => {
    const { page } = amara;
    const header = (id: string) => page.locator(`.ag-header-cell[col-id="${id}"]`);
    await header('level').hover();
    await amara.get('menu-of-level').click();
    await amara.get('hide').click();
    await until(async () => (await header('level').count()) === 0, 'the column to go');
    await header('year').hover();
    await amara.get('menu-of-year').click();
    await amara.get('pin').click();
    const isHeld = async (): Promise<boolean> =>
      await header('year').evaluate((cell) => cell.closest('[class*="pinned-left"]') !== null);
    await until(isHeld, 'the column to be held');
    await header('unit').focus();
    await page.keyboard.press('Enter');
    await amara.get('fit').click();
    const width = async (): Promise<number> => (await header('unit').boundingBox())?.width ?? 0;
    await amara.get('view-empty').click();
    await amara.get('filter-words').waitFor();
    const fitted = await width();
    await page.goto(`${server.url}${WORKBOOK}`);
    await amara.saved();
    await header('unit').waitFor();
    expect(await amara.get('filter-words').count()).toBe(0);
    expect(await header('level').count()).toBe(0);
    await until(isHeld, 'the column to be held still');
    expect(await width()).toBe(fitted);
    await amara.get('columns-menu').click();
    await amara.get('columns-reset').click();
    await header('level').waitFor();
    await until(async () => !(await isHeld()), 'the template');
    await page.keyboard.press('Escape');
  });

  test('a row that passes no more stays until it is asked for, and the sheet says so', async () => {
    await amara.get('view-empty').click();
    await amara.get('filter-words').waitFor();
    const rows = await numberOfRows(amara);
    await amara.page.evaluate(() => document.querySelector('.ag-grid-viewport')?.scrollTo(0, 0));
    await amara.page.locator('.ag-row[row-index="0"]').waitFor();
    const [first = ''] = await drawn(amara);
    await amara.type(first, 'override', '12');
    await amara.saved();
    await amara.get('filter-again').waitFor();
    expect((await drawn(amara))[0]).toBe(first);
    await amara.get('filter-again').click();
    await until(async () => (await numberOfRows(amara)) === rows - 1, 'the row to go');
    expect(await drawn(amara)).not.toContain(first);
    await amara.get('clear-filter').click();
    await amara.type(first, 'override', '');
  });

  test('groups fold by level', async () => {
    await amara.get('fold-levels').click();
    await amara.get('fold-level-0').click();
    await until(async () => (await drawn(amara)).length === 0, 'the rows to go');
    const groups = await amara.page
      .locator('.ag-row[row-id^="group:"], .ag-full-width-row')
      .count();
    expect(groups).toBe(3);
    await amara.get('fold-all').click();
    await until(async () => (await drawn(amara)).length > 0, 'the rows to come back');
  });
});
