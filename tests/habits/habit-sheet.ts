/**
 * One person's sheet under the hands of a habit: keys, mouse and clipboard in, and out what a person can perceive, by
 * the bench's names.
 */
import type { Locator } from 'playwright';
import { expect } from 'vitest';
import { plainText, type WorkbookPage } from '../e2e/workbook-page.ts';
import { DEMO_WORKBOOK } from '../process/api-client.ts';
import { type Cell, cellOf, cellsOf, benchTexts, BENCH_ROWS, nameOf } from './bench.ts';
import { ClipboardOf } from './clipboard-of.ts';
import {
  activeCell,
  activeRow,
  type BenchView,
  benchView,
  columnTexts,
  framedCells,
  isSeen,
  lowerEdge,
  selectedCells,
  textEdges,
} from './seen.ts';
import type { WorkbookCells } from './workbook-cells.ts';

/** How long something may take to be so, in milliseconds: the machine may be busy. */
const SEE_MS = 12_000;
const POLL_MS = 15;
/** Steps of the mouse while it drags. */
const DRAG_STEPS = 6;

/** What Escape closes. */
const OPEN = '.ts-editor, .ag-popup, [role="dialog"], [role="menu"], [role="listbox"]';

/** A cell of the bench by name (`P1`), or any other by its ids. */
export type Named = string | Cell;

const idOf = ({ row, column }: Cell): string => `${row}:${column}`;
/** Without thousands' spaces and line breaks. */
const bare = (text: string): string => text.replaceAll(/\s/gu, '');
const asCell = (named: Named): Cell => (typeof named === 'string' ? cellOf(named) : named);

export class HabitSheet {
  readonly workbook: WorkbookPage;
  readonly clipboard: ClipboardOf;
  private readonly cells: WorkbookCells;

  constructor(workbook: WorkbookPage, cells: WorkbookCells) {
    this.workbook = workbook;
    this.cells = cells;
    this.clipboard = new ClipboardOf(workbook.page);
    workbook.page.setDefaultTimeout(SEE_MS * 2);
  }

  get page() {
    return this.workbook.page;
  }

  /** The bench as it stands before each habit, with these texts besides; waits until this page shows it. */
  async given(texts: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.workbook.saved();
    const wanted = new Map(
      [...benchTexts(texts)].map(([name, text]) => [idOf(cellOf(name)), text] as const),
    );
    await this.cells.set(wanted);
    await this.seesBench(wanted);
  }

  /** Nothing is open or refused, and KPI data is shown: as a person would put it in order. */
  async rest(): Promise<void> {
    for (let left = 3; left > 0 && (await this.page.locator(OPEN).count()) > 0; left -= 1)
      await this.page.keyboard.press('Escape');
    if ((await this.workbook.get('sheet-kpi').count()) === 0) await this.workbook.openSheet('kpi');
    const refused = this.page.locator('[row-id] .ts-refused');
    while ((await refused.count()) > 0) {
      const before = await refused.count();
      await refused.first().click();
      await this.workbook.get('draft-drop').click();
      await this.soon(async () => await refused.count(), 'a draft to be dropped').toBeLessThan(
        before,
      );
    }
  }

  /** Loads the page anew. */
  async again(): Promise<void> {
    await this.page.goto(new URL(this.page.url()).origin + `/w/${DEMO_WORKBOOK}`);
    await this.workbook.saved();
  }

  /** The whole bench is on the screen, and each of its cells shows what it holds. */
  private async seesBench(wanted: ReadonlyMap<string, string>): Promise<void> {
    const see = async (): Promise<BenchView> =>
      await this.page.evaluate(benchView, [...BENCH_ROWS]);
    if (!(await see()).isInView) {
      await this.workbook.show(BENCH_ROWS[0], 'override');
      await this.workbook.show(BENCH_ROWS[8], 'override');
    }
    await this.soon(async () => {
      const { texts } = await see();
      // A narrow screen draws only some columns.
      return [...wanted].filter(([cell, text]) => bare(texts[cell] ?? text) !== bare(text));
    }, 'the bench as it is given').toEqual([]);
  }

  /** What is asked becomes so within a while. */
  soon<T>(ask: () => Promise<T> | T, what?: string) {
    return expect.poll(ask, { timeout: SEE_MS, interval: POLL_MS, ...(what && { message: what }) });
  }

  /** The id of a row of the bench. */
  row(number: number): string {
    return cellOf(`P${number}`).row;
  }

  at(named: Named): Locator {
    const { row, column } = asCell(named);
    return this.workbook.at(row, column);
  }

  /** Clicks; with keys held down. */
  async click(named: Named, ...modifiers: ('Control' | 'Shift')[]): Promise<void> {
    await this.at(named).click({ modifiers });
  }

  /** Makes a cell active and nothing else selected, as a click does. */
  async go(named: Named): Promise<void> {
    await this.click(named);
    await this.active(named);
  }

  /** Selects a block by a click and a click with shift. */
  async select(block: string): Promise<void> {
    const [from = '', to = ''] = block.split(':');
    await this.go(from);
    await this.click(to, 'Shift');
    await this.selected(block);
  }

  /** Presses keys one after the other. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Types a text, key by key. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Where the middle of a cell is on the screen. */
  async middle(named: Named): Promise<{ x: number; y: number }> {
    const box = await this.at(named).boundingBox();
    if (!box) throw new Error(`${JSON.stringify(named)} is not on the screen`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Drags with the mouse from one cell to another, or from a point. */
  async drag(from: Named | { x: number; y: number }, to: Named): Promise<void> {
    const start = typeof from === 'object' && 'x' in from ? from : await this.middle(from);
    const end = await this.middle(to);
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    await this.page.mouse.move(end.x, end.y, { steps: DRAG_STEPS });
    await this.page.mouse.up();
  }

  /** The name of the active cell: where the keys go. */
  async activeName(): Promise<string> {
    const cell = await this.page.evaluate(activeCell);
    return cell ? nameOf(cell) : 'none';
  }

  /** Waits until this cell is the active one. */
  async active(named: Named): Promise<void> {
    const name = typeof named === 'string' ? named : nameOf(named);
    await this.soon(async () => await this.activeName(), 'the active cell').toBe(name);
  }

  /** The selected cells that are drawn, by name and sorted. */
  async selectedNames(): Promise<string[]> {
    const cells = await this.page.evaluate(selectedCells);
    return cells.map(nameOf).toSorted();
  }

  /** Waits until exactly these blocks are selected: `P1:P3 V1`. */
  async selected(blocks: string): Promise<void> {
    await this.soon(async () => await this.selectedNames(), 'the selection').toEqual(
      cellsOf(blocks),
    );
  }

  /** The text that a cell shows, thousands parted by plain spaces. */
  async text(named: Named): Promise<string> {
    return await plainText(this.at(named).locator('.ts-text'));
  }

  /** Waits until cells show exactly this. */
  async shows(texts: Readonly<Record<string, string>>): Promise<void> {
    const names = Object.keys(texts);
    await this.soon(async () => {
      const seen = await Promise.all(names.map(async (name) => [name, await this.text(name)]));
      return Object.fromEntries(seen) as Record<string, string>;
    }, 'the cells').toEqual(texts);
  }

  /** The texts as they are kept, with their line breaks; waits until the cell holds exactly this. */
  async holds(name: string, text: string): Promise<void> {
    const cell = idOf(cellOf(name));
    await this.soon(
      async () => (await this.cells.kept()).get(cell) ?? '',
      `what ${name} holds`,
    ).toBe(text);
  }

  /** What a person types into now. */
  get editor(): Locator {
    return this.page.locator('.ts-editor');
  }

  /** Waits until an editor is open and holds this. */
  async edits(text: string): Promise<void> {
    await this.soon(async () => (await this.editor.count()) === 1, 'an editor').toBe(true);
    await this.soon(async () => await this.editor.inputValue(), 'the text in the editor').toBe(
      text,
    );
  }

  /** No editor is open. */
  async editsNothing(): Promise<void> {
    await this.soon(async () => await this.editor.count(), 'open editors').toBe(0);
  }

  /** The selected cells that are drawn, by ids. */
  async selectedCells(): Promise<Cell[]> {
    return await this.page.evaluate(selectedCells);
  }

  /** The selected columns of a row that is drawn. */
  async selectedIn(row: string): Promise<string[]> {
    const cells = await this.selectedCells();
    return cells.filter((cell) => cell.row === row).map(({ column }) => column);
  }

  /** Waits until this column, and no other, is selected in every row that is drawn. */
  async selectsColumn(column: string): Promise<void> {
    const drawn = await this.page.locator(`.ag-cell[col-id="${column}"]`).count();
    expect(drawn).toBeGreaterThan(BENCH_ROWS.length);
    await this.soon(async () => {
      const cells = await this.selectedCells();
      return [cells.length, [...new Set(cells.map((cell) => cell.column))]];
    }, 'the selected column').toEqual([drawn, [column]]);
  }

  /** How many columns are shown; the numbers of the rows are none. */
  async columnCount(): Promise<number> {
    return await this.page.locator('.ag-header-cell:not([col-id="row-head"])').count();
  }

  /** The number of a row of the bench. */
  number(row: number): Locator {
    return this.page.locator(`[row-id="${this.row(row)}"] .ts-row-head`);
  }

  /** How many cells are drawn. */
  async drawnCells(): Promise<number> {
    return await this.page.locator('[row-id] .ag-cell[col-id]:not(.ts-row-head)').count();
  }

  header(column: string): Locator {
    return this.page.locator(`.ag-header-cell[col-id="${column}"]`);
  }

  /** How wide a column is, in CSS px. */
  async widthOf(column: string): Promise<number> {
    const box = await this.header(column).boundingBox();
    return box?.width ?? 0;
  }

  /** A list to choose from. */
  get list(): Locator {
    return this.page.locator('[role="listbox"]:visible');
  }

  /** What the status line says of the selection. */
  async figures(): Promise<Record<string, string>> {
    const parts = this.page.locator('[data-area="status"] [data-figure]');
    const said = await parts.evaluateAll((all) =>
      all.map((each) => [
        each.getAttribute('data-figure') ?? '',
        each.querySelector('dd')?.textContent ?? '',
      ]),
    );
    return Object.fromEntries(said) as Record<string, string>;
  }

  /** A figure of the City profile, typed elsewhere. */
  async setProfile(row: string, text: string): Promise<void> {
    await this.cells.set(new Map([[`${row}:value`, text]]));
  }

  /** Where the active cell's row stands, and whether it is seen. */
  async activeRow(): Promise<{ index: number; isInView: boolean }> {
    return await this.page.evaluate(activeRow);
  }

  async isInView(named: Named): Promise<boolean> {
    const { row, column } = asCell(named);
    return await this.page.evaluate(isSeen, [row, column]);
  }

  /** Where the rows end on the screen, in CSS px from its top. */
  async lowerEdge(): Promise<number> {
    return await this.page.evaluate(lowerEdge);
  }

  /** The number of a row in the sheet, group rows counted. */
  async indexOf(named: Named): Promise<number> {
    const row = this.page.locator(`.ag-row[row-id="${asCell(named).row}"]`);
    return Number(await row.first().getAttribute('row-index'));
  }

  /** The number of the last row that is drawn and selected. */
  async lastSelectedIndex(): Promise<number> {
    const rows = this.page.locator('.ag-row:has([aria-selected="true"])');
    const indexes = await rows.evaluateAll((all) =>
      all.map((row) => Number(row.getAttribute('row-index'))),
    );
    return Math.max(-1, ...indexes);
  }

  /** The room between a cell's text and its cell's edges, at the start and at the end. */
  async textEdges(named: Named): Promise<{ before: number; after: number }> {
    const { row, column } = asCell(named);
    return await this.page.evaluate(textEdges, [row, column]);
  }

  /** Waits until exactly these cells stand in the frame of what was copied; none where empty. */
  async framed(blocks: string): Promise<void> {
    await this.soon(async () => await this.page.evaluate(framedCells), 'the frame').toEqual(
      blocks === '' ? [] : cellsOf(blocks).map(cellOf),
    );
  }

  /** The middle of the handle that fills. */
  async handle(): Promise<{ x: number; y: number }> {
    const box = await this.page.locator('.ts-range-handle').boundingBox();
    if (!box) throw new Error('no handle is drawn');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** The texts of a column as they are drawn, from the top. */
  async columnTexts(column: string): Promise<string[]> {
    return await this.page.evaluate(columnTexts, column);
  }

  /** Somebody comments on a cell. */
  async commented(named: Named): Promise<void> {
    await this.cells.comment(idOf(asCell(named)));
  }

  /** Waits until a sentence about the cell in hand is on the screen. */
  async says(sentence: RegExp): Promise<void> {
    await this.soon(
      async () => await plainText(this.workbook.get('refusal')),
      'the sentence',
    ).toMatch(sentence);
  }

  /** Waits until the list of what was left out names this. */
  async saysLeftOut(name: string): Promise<void> {
    await this.workbook.get('left-out-list').click();
    const list = this.page.locator('.ts-left-out-list');
    await this.soon(
      async () => (await list.allTextContents()).join(' '),
      'what was left out',
    ).toContain(name);
  }
}
