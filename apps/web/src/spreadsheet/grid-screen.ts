/**
 * The grid as the layer needs it: what stands where, in order and in pixels, and how to get there. It alone knows the
 * grid's interface and elements; everything else of the layer counts in places.
 */
import type { Column, GridApi } from 'ag-grid-community';
import type { Box } from './box.ts';
import type { Place } from './port.ts';
import { ROW_HEAD } from './row-head.ts';
import type { ScreenOrder, Spot } from './screen-order.ts';

/** The parts of the grid that scroll apart from each other, left and right as on the screen. */
export const PARTS = ['left', 'center', 'right'] as const;
export type Part = (typeof PARTS)[number];

/**
 * A rectangle in one part, in CSS px: from the top of the rows, and from the left edge of a pinned part; what scrolls
 * is counted from the left edge of the canvas.
 */
export type Piece = { part: Part; left: number; top: number; width: number; height: number };

/** Rows that stay in view when a page is turned. */
const PAGE_OVERLAP_ROWS = 1;

export class GridScreen {
  readonly api: GridApi;
  readonly root: HTMLElement;

  constructor(api: GridApi, root: HTMLElement) {
    this.api = api;
    this.root = root;
  }

  get isGone(): boolean {
    return this.api.isDestroyed();
  }

  get isMirrored(): boolean {
    return this.api.getGridOption('enableRtl') === true;
  }

  /** What scrolls. */
  get viewport(): HTMLElement | null {
    return this.root.querySelector<HTMLElement>('.ag-grid-viewport');
  }

  /** What the rows stand in. */
  get canvas(): HTMLElement | null {
    return this.root.querySelector<HTMLElement>('.ag-grid-scrolling-container');
  }

  rows(): string[] {
    const rows: string[] = [];
    for (let at = 0; at < this.api.getDisplayedRowCount(); at += 1) {
      const id = this.api.getDisplayedRowAtIndex(at)?.id;
      if (id) rows.push(id);
    }
    return rows;
  }

  columns(): string[] {
    return this.api
      .getAllDisplayedColumns()
      .map((column) => column.getColId())
      .filter((id) => id !== ROW_HEAD);
  }

  /** The cell that has the grid's focus; rows without cells too. */
  focused(): Place | undefined {
    const cell = this.api.getFocusedCell();
    const row = cell && this.api.getDisplayedRowAtIndex(cell.rowIndex)?.id;
    return !row || !cell ? undefined : { row, column: cell.column.getColId() };
  }

  /** Brings a place into view. */
  reveal({ row, column }: Place): void {
    const index = this.api.getRowNode(row)?.rowIndex;
    if (index === null || index === undefined) return;
    this.api.ensureIndexVisible(index);
    this.api.ensureColumnVisible(column);
  }

  /** Back to where the columns begin: those that are held there are in view wherever the sheet is slid to. */
  toStart(): void {
    if (this.viewport) this.viewport.scrollLeft = 0;
  }

  /** Takes what is being typed, as going elsewhere does. */
  endTyping(): void {
    this.api.stopEditing();
  }

  /** Gives a place the keyboard. */
  focus({ row, column }: Place): void {
    const index = this.api.getRowNode(row)?.rowIndex;
    if (index !== null && index !== undefined) this.api.setFocusedCell(index, column);
  }

  /** The row before or after that the grid shows, with or without cells. */
  beside(row: string, by: 1 | -1): string | undefined {
    const index = this.api.getRowNode(row)?.rowIndex;
    if (index === null || index === undefined) return undefined;
    return this.api.getDisplayedRowAtIndex(index + by)?.id ?? undefined;
  }

  /** How many rows Page Up and Page Down go. */
  pageRows(row: string): number {
    const height = this.api.getRowNode(row)?.rowHeight ?? 1;
    const seen = this.seen();
    return Math.max(1, Math.floor((seen.bottom - seen.top) / height) - PAGE_OVERLAP_ROWS);
  }

  /** How many columns Alt with Page Up and Page Down go. */
  pageColumns(): number {
    const { left, right } = this.api.getHorizontalPixelRange();
    const seen = this.api.getDisplayedCenterColumns().filter((column) => {
      const start = column.getLeft() ?? 0;
      return start >= left && start + column.getActualWidth() <= right;
    });
    return Math.max(1, seen.length);
  }

  /** The part of the window in which cells that scroll are seen. */
  seen(): { left: number; right: number; top: number; bottom: number } {
    const box = this.viewport?.getBoundingClientRect() ?? new DOMRect();
    const header = this.root.querySelector('.ag-header')?.getBoundingClientRect().height ?? 0;
    return {
      left: box.left + this.widthOf('left'),
      right: box.right - this.widthOf('right'),
      top: box.top + header,
      bottom: box.bottom,
    };
  }

  columnsIn(part: Part): Column[] {
    switch (part) {
      case 'left':
        return this.api.getDisplayedLeftColumns();
      case 'center':
        return this.api.getDisplayedCenterColumns();
      case 'right':
        return this.api.getDisplayedRightColumns();
    }
  }

  widthOf(part: Part): number {
    return this.columnsIn(part).reduce((sum, column) => sum + column.getActualWidth(), 0);
  }

  /** The spot under a point of the window; what lies beyond the sheet is drawn to its edge. */
  spotAt(order: ScreenOrder, point: { x: number; y: number }): Spot | undefined {
    const canvas = this.canvas?.getBoundingClientRect();
    const column = this.columnAt(point.x);
    if (!canvas || column === undefined || order.rows.length === 0) return undefined;
    return {
      row: this.rowAt(order, point.y - canvas.top),
      column: order.columnAt(column.getColId()),
    };
  }

  /** The first row with cells of which all is seen. */
  firstSeenRow(order: ScreenOrder): string | undefined {
    const canvas = this.canvas?.getBoundingClientRect();
    if (!canvas) return undefined;
    const from = this.seen().top - canvas.top;
    const at = this.rowAt(order, from);
    const isCut = (this.api.getRowNode(order.rows[at] ?? '')?.rowTop ?? 0) < from - 1;
    return order.rows[isCut ? Math.min(at + 1, order.rows.length - 1) : at];
  }

  /** The rectangles of a box, one for each part of the grid that it touches. */
  piecesOf(order: ScreenOrder, box: Box): Piece[] {
    const first = this.api.getRowNode(order.rows[box.top] ?? '');
    const last = this.api.getRowNode(order.rows[box.bottom] ?? '');
    if (!first || !last) return [];
    const top = first.rowTop ?? 0;
    const height = (last.rowTop ?? 0) + (last.rowHeight ?? 0) - top;
    const wanted = new Set(order.columns.slice(box.first, box.last + 1));
    return PARTS.flatMap((part) => {
      const columns = this.columnsIn(part).filter((column) => wanted.has(column.getColId()));
      if (columns.length === 0) return [];
      const lefts = this.leftsIn(part);
      const left = Math.min(...columns.map((column) => lefts.get(column) ?? 0));
      const right = Math.max(
        ...columns.map((column) => (lefts.get(column) ?? 0) + column.getActualWidth()),
      );
      return [{ part, left, top, width: right - left, height }];
    });
  }

  /** Where each column of a part begins, counted as in a `Piece`. */
  private leftsIn(part: Part): ReadonlyMap<Column, number> {
    const columns = this.columnsIn(part);
    if (part === 'center') return this.leftsInCenter(columns);
    const order = this.api.getAllDisplayedColumns();
    const rank = (column: Column): number => order.indexOf(column);
    const sorted = columns.toSorted((one, other) => rank(one) - rank(other));
    let left = 0;
    const lefts = new Map<Column, number>();
    for (const column of this.isMirrored ? sorted.toReversed() : sorted) {
      lefts.set(column, left);
      left += column.getActualWidth();
    }
    return lefts;
  }

  /** Mirrored, the grid counts from the right, where its first column stands. */
  private leftsInCenter(columns: readonly Column[]): ReadonlyMap<Column, number> {
    const from = this.isMirrored
      ? (this.canvas?.clientWidth ?? 0) - this.widthOf('right')
      : this.widthOf('left');
    const leftOf = (column: Column): number =>
      this.isMirrored
        ? from - (column.getLeft() ?? 0) - column.getActualWidth()
        : from + (column.getLeft() ?? 0);
    return new Map(columns.map((column) => [column, leftOf(column)]));
  }

  private columnAt(x: number): Column | undefined {
    const box = this.viewport?.getBoundingClientRect();
    const canvas = this.canvas?.getBoundingClientRect();
    if (!box || !canvas) return undefined;
    const seen = this.seen();
    const left = this.columnsIn('left');
    const right = this.columnsIn('right');
    if (x < seen.left && left.length > 0) return nearest(this.leftsIn('left'), x - box.left);
    if (x >= seen.right && right.length > 0) return nearest(this.leftsIn('right'), x - seen.right);
    return nearest(this.leftsIn('center'), x - canvas.left);
  }

  /** The last row with cells that begins at or above a height. */
  private rowAt(order: ScreenOrder, y: number): number {
    let low = 0;
    let high = order.rows.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.api.getRowNode(order.rows[middle] ?? '')?.rowTop ?? 0) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function nearest(lefts: ReadonlyMap<Column, number>, x: number): Column | undefined {
  const away = ([column, left]: [Column, number]): number =>
    Math.max(left - x, x - left - column.getActualWidth() + 1, 0);
  return [...lefts]
    .filter(([column]) => column.getColId() !== ROW_HEAD)
    .toSorted((one, other) => away(one) - away(other))[0]?.[0];
}
