/** The selection on the screen: it lies over its cells, is said, and outlives what others do. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { describeInBrowser } from './browser.ts';
import { plainText, reads, until, WorkbookPage } from './workbook-page.ts';

const SUPPLY = 'basic_water_supply.value';
const LOSS = 'water_supply_loss.value';
const SANITATION = 'household_sanitation.value';
/** Of another entity. */
const WASTE = 'solid_waste_collection.value';
/** A line may lie a border's width beside its cell, in CSS px. */
const NEAR_PX = 1.5;

/** In the page: how far each corner of the frame of a range lies from the cells that it should enclose, in CSS px. */
function frameOff([from, to, part]: string[][]): number[] {
  const cell = ([row, column]: string[] = []): DOMRect | undefined =>
    document.querySelector(`[row-id="${row}"] [col-id="${column}"]`)?.getBoundingClientRect();
  const frame = document
    .querySelector(`.ts-ranges-${part?.[0]} > .ts-range-frame`)
    ?.getBoundingClientRect();
  const [first, last] = [cell(from), cell(to)];
  if (!frame || !first || !last) return [Number.POSITIVE_INFINITY];
  return [
    frame.left - Math.min(first.left, last.left),
    frame.right - Math.max(first.right, last.right),
    frame.top - first.top,
    frame.bottom - last.bottom,
  ].map(Math.abs);
}

async function encloses(page: Page, part: string, from: string[], to: string[]): Promise<void> {
  await expect
    .poll(async () => Math.max(...(await page.evaluate(frameOff, [from, to, [part]]))), {
      timeout: 15_000,
    })
    .toBeLessThanOrEqual(NEAR_PX);
}

/** In the page: whether the tint of a range is what is seen in the middle of a cell. */
function isTinted([row, column]: string[]): boolean {
  const cell = document.querySelector(`[row-id="${row}"] [col-id="${column}"]`);
  const { left, top, width, height } = cell?.getBoundingClientRect() ?? new DOMRect();
  // Ranges let the mouse through, so they are not met by it: for a moment they do not.
  const layers = [...document.querySelectorAll<HTMLElement>('.ts-range-tint')];
  for (const layer of layers) layer.style.pointerEvents = 'auto';
  const seen = document.elementFromPoint(left + width / 2, top + height / 2);
  for (const layer of layers) layer.style.pointerEvents = '';
  return seen?.classList.contains('ts-range-tint') ?? false;
}

const selected = (page: Page): Promise<number> =>
  page.locator('[row-id] [col-id][aria-selected="true"]').count();

const selects = async (page: Page, cells: number): Promise<void> =>
  await until(async () => (await selected(page)) === cells, `${cells} cells to be selected`);

const activeRow = async (page: Page): Promise<string | null | undefined> =>
  await page.evaluate(() => document.activeElement?.closest('[row-id]')?.getAttribute('row-id'));

await describeInBrowser('the selection', (browser: Browser) => {
  let server: ServerProcess;
  let wen: WorkbookPage;
  beforeAll(async () => {
    server = await startServerProcess();
    const henrik = await ApiClient.enter(server.url, 'p_henrik');
    expect((await henrik.command({ type: 'lock' })).status).toBe(200);
    expect((await henrik.command({ type: 'unlock', reason: 'To go on' })).status).toBe(200);
    wen = await WorkbookPage.enter({ browser, url: server.url, person: 'p_wen' });
  });
  afterAll(async () => {
    await wen.close();
    expect(await server.stop()).toBe(0);
    await removeDataDir(server.dataDir);
  });

  test('lies over its cells, over pinned columns and those that scroll', async () => {
    const { page } = wen;
    await wen.focus(SUPPLY, 'kpi');
    await wen.at(LOSS, 'denominator').click({ modifiers: ['Shift'] });
    await selects(page, 3 * 6);
    await encloses(page, 'left', [SUPPLY, 'kpi'], [LOSS, 'kpi']);
    await encloses(page, 'center', [SUPPLY, 'level'], [LOSS, 'denominator']);
    for (const column of ['kpi', 'level'])
      expect([column, await page.evaluate(isTinted, [LOSS, column])]).toEqual([column, true]);
    await wen.show(LOSS, 'notes');
    await encloses(page, 'left', [SUPPLY, 'kpi'], [LOSS, 'kpi']);
    await wen.show(LOSS, 'level');
  });

  test('takes rows by their numbers: a press, a drag, ctrl; the corner takes everything', async () => {
    const { page } = wen;
    const number = (row: string) => page.locator(`[row-id="${row}"] .ts-row-head`);
    await wen.show(SUPPLY, 'kpi');
    const columns = await page.locator(`[row-id="${LOSS}"] .ag-cell:not(.ts-row-head)`).count();
    const lit = (): Promise<string[]> => page.locator('.ts-row-head.ts-lit').allTextContents();
    await number(LOSS).click();
    await selects(page, columns);
    expect(await lit()).toEqual([await number(LOSS).textContent()]);
    await number(SUPPLY).hover();
    await page.mouse.down();
    await number(LOSS).hover();
    await page.mouse.up();
    await selects(page, 3 * columns);
    expect((await lit()).map(Number)).toEqual([27, 28, 29]);
    await number(SANITATION).click({ modifiers: ['Control'] });
    await selects(page, 4 * columns);
    await page.locator('.ag-header-cell[col-id="row-head"]').click();
    const drawn = await page.locator('[row-id] .ag-cell:not(.ts-row-head)').count();
    await selects(page, drawn);
    await wen.at(SUPPLY, 'kpi').click();
  });

  test('is said once the hand rests, and added up in the line at the bottom', async () => {
    await wen.focus(SUPPLY, 'numerator');
    for (const key of ['Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight'])
      await wen.page.keyboard.press(key);
    await reads(wen.get('selection-words'), '3 rows by 2 columns selected');
    expect(await plainText(wen.get('selection-figures'))).toContain('Count6');
    await wen.page.keyboard.press('Escape');
    await wen.get('selection-figures').waitFor({ state: 'detached' });
    await wen.get('my-progress').waitFor();
  });

  test('stays while others write, comment and report in its rows', async () => {
    const { url } = server;
    const bruno = await WorkbookPage.enter({ browser, url, person: 'p_bruno' });
    await wen.focus(SUPPLY, 'override');
    await wen.page.keyboard.press('Shift+ArrowDown');
    await wen.page.keyboard.press('Shift+ArrowDown');
    await bruno.type(LOSS, 'override', '12.5');
    await wen.shows(LOSS, 'result', '12.5');
    await selects(wen.page, 3);
    expect(await activeRow(wen.page)).toBe(SUPPLY);
    await (await bruno.focus(LOSS, 'override')).press('Delete');
    await wen.shows(LOSS, 'override', '');
    await bruno.close();
  });

  test('filled over cells of others, it fills its own and names the rest with the reason', async () => {
    await wen.type(SANITATION, 'override', '5');
    await wen.focus(SANITATION, 'override');
    await wen.page.keyboard.press('Shift+ArrowDown');
    await wen.page.keyboard.press('Control+d');
    await reads(wen.get('left-out-words'), '0 cells filled, 1 left out');
    await wen.get('left-out-list').click();
    const line = wen.page.locator('.ts-left-out-place');
    expect(await plainText(line)).toContain('Solid Waste Collection');
    expect(await plainText(line)).toContain('assigned to another entity');
    await line.click();
    await until(async () => (await activeRow(wen.page)) === WASTE, 'the focus on the line');
    await wen.get('left-out-close').click();
    await wen.get('left-out').waitFor({ state: 'detached' });
    await (await wen.focus(SANITATION, 'override')).press('Delete');
    await wen.shows(SANITATION, 'override', '');
  });

  test('by keyboard alone the heading of a group is reached, folded and left', async () => {
    const { page } = wen;
    await wen.focus(SUPPLY, 'numerator');
    await page.keyboard.press('Alt+ArrowUp');
    await until(
      async () => (await activeRow(page))?.startsWith('group:') === true,
      'the focus on the heading',
    );
    await page.keyboard.press('ArrowLeft');
    await wen.at(SUPPLY, 'numerator').waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowRight');
    await wen.at(SUPPLY, 'numerator').waitFor();
    await page.keyboard.press('ArrowDown');
    await until(async () => (await activeRow(page)) === SUPPLY, 'the focus back in the cells');
  });

  test('lies over its cells in a mirrored sheet, and left there is on', async () => {
    const mirrored = await WorkbookPage.enter({
      browser,
      url: server.url,
      person: 'p_amara',
      path: '/w/wb_riverton?lang=pseudo-rtl',
    });
    const { page } = mirrored;
    await mirrored.focus(SUPPLY, 'numerator');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Shift+ArrowDown');
    await selects(page, 4);
    await encloses(
      page,
      'center',
      [SUPPLY, 'numerator'],
      ['potable_water_supply.value', 'denominatorLabel'],
    );
    await mirrored.focus(SUPPLY, 'code');
    await mirrored.at(LOSS, 'kpi').click({ modifiers: ['Shift'] });
    await encloses(page, 'right', [SUPPLY, 'code'], [LOSS, 'kpi']);
    await mirrored.close();
  });

  test('works in a locked version, where nothing is typed', async () => {
    const context = await browser.newContext({ viewport: { width: 1600, height: 950 } });
    await context.request.post(`${server.url}/api/session/demo`, {
      data: { person: 'p_mei' },
      headers: { origin: server.url },
    });
    const page = await context.newPage();
    await page.goto(`${server.url}/w/wb_riverton/v/1`);
    await page.locator('[row-id] [col-id="kpi"]').first().click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    await selects(page, 4);
    // The frame is there, and no handle that would fill nothing.
    expect(await page.locator('.ts-range-frame').count()).toBeGreaterThan(0);
    expect(await page.locator('.ts-range-handle').count()).toBe(0);
    await page.keyboard.type('7');
    await page.keyboard.press('Delete');
    expect(await page.locator('.ts-editor').count()).toBe(0);
    await selects(page, 4);
    await context.close();
  });
});
