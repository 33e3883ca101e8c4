/** The menus of cells, rows and columns: by the right button and by keys, and back to the cell. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { graveFaults } from './axe.ts';
import { describeInBrowser } from './browser.ts';
import { until, WorkbookPage } from './workbook-page.ts';

const LOSS = 'water_supply_loss.value';
const METERS = 'smart_water_meters.value';
const INTERNET = 'household_internet_access.value';

/** In the page: the menu that has the keyboard when the task of a key has ended, with no other task let in. */
async function menuAfterKey(key: KeyboardEventInit | undefined): Promise<string | undefined> {
  const keys = { bubbles: true, cancelable: true, ...key };
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', keys));
  for (let turn = 0; turn < 100; turn++) await Promise.resolve();
  return document.activeElement?.closest<HTMLElement>('[role="menu"]')?.dataset.testid;
}

await describeInBrowser('the menu of a cell', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  let amara: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    const { url } = server;
    [wen, amara] = await Promise.all([
      WorkbookPage.enter({ browser, url, person: 'p_wen' }),
      WorkbookPage.enter({ browser, url, person: 'p_amara' }),
    ]);
    await wen.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
  });
  afterAll(async () => {
    for (const each of [wen, amara]) await each.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  const open = async (at: WorkbookPage, row: string, column: string): Promise<void> => {
    const cell = await at.show(row, column);
    await cell.click({ button: 'right' });
    await at.get('cell-menu').waitFor();
  };
  const hasKeyboard = async (at: WorkbookPage, row: string, column: string): Promise<void> =>
    await until(
      async () => await at.at(row, column).evaluate((cell) => cell === document.activeElement),
      `the keyboard to be in ${row} ${column}`,
    );
  const shut = async (at: WorkbookPage): Promise<void> => {
    await at.page.keyboard.press('Escape');
    await at.get('cell-menu').waitFor({ state: 'detached' });
  };

  test('the right button opens it at the cell, each line with its key, and Escape gives the keyboard back', async () => {
    await open(wen, LOSS, 'numerator');
    const keys = async (id: string): Promise<string> =>
      (await wen.get(`cell-menu-${id}`).locator('.cell-menu-keys').textContent()) ?? '';
    expect(await keys('copy')).toBe('Ctrl + C');
    expect(await keys('fill-down')).toBe('Ctrl + D');
    expect(await keys('comment')).toBe('Shift + F2');
    expect(await keys('ready')).toBe('Alt + R');
    expect(await graveFaults(wen.page)).toEqual([]);
    await shut(wen);
    await hasKeyboard(wen, LOSS, 'numerator');
  });

  test('Shift and F10, or the menu key, open it; arrows and Enter choose, and it is one undo', async () => {
    await wen.type(LOSS, 'notes', 'to be cleared');
    await wen.focus(LOSS, 'notes');
    await wen.page.keyboard.press('ContextMenu');
    await wen.get('cell-menu').waitFor();
    await shut(wen);
    await wen.page.keyboard.press('Shift+F10');
    await wen.get('cell-menu').waitFor();
    const clear = wen.get('cell-menu-clear');
    await until(async () => {
      await wen.page.keyboard.press('ArrowDown');
      return await clear.evaluate((line) => line === document.activeElement);
    }, 'the arrows to reach “Clear”');
    await wen.page.keyboard.press('Enter');
    await wen.shows(LOSS, 'notes', '');
    await hasKeyboard(wen, LOSS, 'notes');
    await wen.page.keyboard.press('Control+Z');
    await wen.shows(LOSS, 'notes', 'to be cleared');
  });

  test('the heading of a group has the menu of its rows, folded or not, by mouse and by key', async () => {
    const heading = amara.page.locator('[row-id="group:Economy/ICT/Electricity Supply"]');
    const says = async (): Promise<void> => {
      await amara.get('cell-menu').waitFor();
      await amara.get('cell-menu-assign').click();
      await amara.page.getByRole('dialog').getByText('Assign 3 rows to').waitFor();
      await amara.page.keyboard.press('Escape');
      await amara.page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    await amara.show('smart_electricity_meters.value', 'kpi');
    await heading.locator('.ts-group-count').click({ button: 'right' });
    await says();
    await heading.locator('.ts-fold').click();
    await amara.at('smart_electricity_meters.value', 'kpi').waitFor({ state: 'detached' });
    await heading.locator('.ts-group-count').click({ button: 'right' });
    await says();
    await amara.focus('smart_electricity_meters.value', 'numerator');
    await amara.page.keyboard.press('Alt+ArrowUp');
    await amara.page.keyboard.press('Shift+F10');
    await says();
  });

  test('the menu has the keyboard before the next key: an arrow typed right behind is the menu’s', async () => {
    await wen.focus(LOSS, 'notes');
    const keys = [
      { key: 'F10', shiftKey: true },
      { key: 'ArrowDown', altKey: true },
      { key: 'L', code: 'KeyL', ctrlKey: true, shiftKey: true },
    ];
    for (const [at, menu] of ['cell-menu', 'header-menu', 'filter-list'].entries()) {
      expect(await wen.page.evaluate(menuAfterKey, keys[at])).toBe(menu);
      await wen.page.keyboard.press('Tab');
      await wen.get(menu).waitFor({ state: 'detached' });
      await hasKeyboard(wen, LOSS, 'notes');
    }
  });

  test('what cannot be done says why, is read with the line, and does nothing', async () => {
    await open(wen, LOSS, 'result');
    const paste = wen.get('cell-menu-paste');
    expect(await paste.getAttribute('aria-disabled')).toBe('true');
    // Said once for all lines that it holds for, and read with each.
    const why = wen.page.locator(`#${await paste.getAttribute('aria-describedby')}`);
    expect(await why.textContent()).toBe('This column is computed or decided elsewhere.');
    expect(await wen.get('cell-menu').getByText('computed or decided elsewhere').count()).toBe(1);
    // A press on it does nothing, and Playwright would wait until it can.
    await paste.click({ force: true });
    expect(await wen.get('cell-menu').count()).toBe(1);
    expect(await wen.get('cell-menu-assign').textContent()).toContain('Assign …');
    expect(await wen.get('cell-menu-assign').getAttribute('aria-disabled')).toBe('true');
    expect(await wen.get('cell-menu-reopen').getAttribute('aria-disabled')).toBe('true');
    await shut(wen);
    await open(wen, INTERNET, 'numerator');
    expect(await wen.get('cell-menu').textContent()).toContain('another entity');
    await shut(wen);
  });

  test('copies, and pastes what was copied, as the keys do', async () => {
    // A browser hands its clipboard to the page in front alone.
    await wen.page.bringToFront();
    await wen.type(LOSS, 'source', 'Copied by the menu');
    await open(wen, LOSS, 'source');
    await wen.get('cell-menu-copy').click();
    await hasKeyboard(wen, LOSS, 'source');
    await open(wen, METERS, 'source');
    await wen.get('cell-menu-paste').click();
    await wen.shows(METERS, 'source', 'Copied by the menu');
  });

  test('on a block it is about the block, and a press beside it takes the cell that was pressed', async () => {
    await wen.focus(METERS, 'source');
    await wen.page.keyboard.press('Shift+ArrowRight');
    await open(wen, METERS, 'notes');
    expect(await wen.get('cell-menu').textContent()).toContain('2 cells');
    await shut(wen);
    await open(wen, LOSS, 'year');
    expect(await wen.get('cell-menu').textContent()).not.toContain('2 cells');
    await shut(wen);
    await hasKeyboard(wen, LOSS, 'year');
    await wen.page.locator(`[row-id="${LOSS}"] [col-id="row-head"]`).click({ button: 'right' });
    await wen.get('cell-menu').waitFor();
    expect(await wen.get('cell-menu').textContent()).toMatch(/\d\d cells/u);
    await shut(wen);
  });

  test('a comment, the history and the way back', async () => {
    await wen.focus(METERS, 'year');
    await open(wen, LOSS, 'numerator');
    await wen.get('cell-menu-comment').click();
    await until(
      async () => await wen.get('comment-text').evaluate((box) => box === document.activeElement),
      'the box of comments to have the keyboard',
    );
    await wen.page.keyboard.press('Escape');
    await hasKeyboard(wen, LOSS, 'numerator');
    await open(wen, LOSS, 'numerator');
    await wen.get('cell-menu-history').click();
    await wen.get('history-tab').waitFor();
    await until(
      async () => await wen.get('tab-history').evaluate((tab) => tab === document.activeElement),
      'the keyboard to be at the history',
    );
    await wen.page.keyboard.press('Escape');
    await hasKeyboard(wen, LOSS, 'numerator');
  });

  test('a coordinator assigns, and says that a row is not available', async () => {
    const place = await amara.show(INTERNET, 'entity');
    const before = (await place.getByTestId('assign-open').textContent()) ?? '';
    await open(amara, INTERNET, 'numerator');
    await amara.get('cell-menu-assign').click();
    await amara.get('assign-entity').selectOption({ label: 'Riverton Water' });
    await amara.get('assign-confirm').click();
    await amara.get('assign-confirm').waitFor({ state: 'detached' });
    await amara.show(INTERNET, 'entity');
    await place.filter({ hasText: 'Riverton Water' }).waitFor();
    await open(amara, INTERNET, 'numerator');
    await amara.get('cell-menu-assign').click();
    await amara.get('assign-entity').selectOption({ label: before });
    await amara.get('assign-confirm').click();
    await amara.get('assign-confirm').waitFor({ state: 'detached' });
    await open(amara, INTERNET, 'numerator');
    expect(await amara.get('cell-menu-not-available').textContent()).toContain('A figure stands');
    await shut(amara);
  });

  test('a column has its own: it sorts, hides, filters and shows the entry columns', async () => {
    await amara.focus(LOSS, 'level');
    await amara.page.locator('.ag-header-cell[col-id="level"]').click({ button: 'right' });
    await amara.get('header-menu').waitFor();
    await amara.get('header-entry').click();
    await amara.page.locator('.ag-header-cell[col-id="level"]').waitFor({ state: 'detached' });
    await amara.page.locator('.ag-header-cell[col-id="numerator"]').click({ button: 'right' });
    expect(await amara.get('header-entry').getAttribute('aria-current')).toBe('true');
    await amara.get('header-entry').click();
    await amara.page.locator('.ag-header-cell[col-id="level"]').waitFor();
    await amara.page.locator('.ag-header-cell[col-id="level"]').click({ button: 'right' });
    await amara.get('header-filter').click();
    await amara.get('filter-list').waitFor();
    await amara.page.keyboard.press('Escape');
  });

  test('a link in a source opens from panel and menu, in a page of its own; what is no web address is a text', async () => {
    await wen.type(
      LOSS,
      'source',
      'Register (https://example.org/water?y=2024), javascript:alert(1) ftp://example.org/x',
    );
    await wen.focus(LOSS, 'source');
    await wen.get('tab-kpi').click();
    const links = wen.get('link-source');
    await links.first().waitFor();
    expect(await links.count()).toBe(1);
    expect(await links.getAttribute('href')).toBe('https://example.org/water?y=2024');
    expect(await links.getAttribute('rel')).toBe('noopener noreferrer');
    expect(await links.getAttribute('target')).toBe('_blank');
    await wen.context.route('https://example.org/**', (route) => route.fulfill({ body: 'there' }));
    await open(wen, LOSS, 'source');
    const [page] = await Promise.all([
      wen.context.waitForEvent('page'),
      wen.get('cell-menu-link-0').click(),
    ]);
    await page.waitForURL('https://example.org/water?y=2024');
    expect(await page.evaluate(() => window.opener === null)).toBe(true);
    await page.close();
  });
});
