/**
 * Draws the selection over the cells: a tint and a frame for each range, a frame for the focus, the handle that fills.
 * It is plain elements laid over the grid: no cell is drawn again when the selection moves.
 */
import { type Box, boxOf, heightOf, sizeOf, widthOf, without } from './box.ts';
import { type GridScreen, PARTS, type Part, type Piece } from './grid-screen.ts';
import type { Range } from './port.ts';
import { ROW_HEAD } from './row-head.ts';
import { type ScreenOrder, spotOf } from './screen-order.ts';
import { boxesOf, type Selected } from './selection.ts';

/** Class of the square that is dragged to fill. */
export const HANDLE = 'ts-range-handle';

/** -1 stands for "no place", and is between no two edges. */
const isBetween = (at: number, from: number, to: number): boolean =>
  at >= 0 && at >= from && at <= to;

type Beside = {
  preview: Box | undefined;
  copied: readonly Range[];
  mayFill: (box: Box) => boolean;
};

export class RangePainter {
  private readonly screen: GridScreen;
  private readonly layers = new Map<Part, HTMLElement>();
  private marked: Element[] = [];
  private cut: string | undefined;
  private isLit = false;

  constructor(screen: GridScreen) {
    this.screen = screen;
  }

  /** `preview` is where a drag of the handle would fill; `copied` what lies on the clipboard; the handle stands where something may be filled. */
  paint(order: ScreenOrder, selected: Selected, more: Beside): void {
    if (this.screen.isGone || !this.place()) return;
    for (const layer of this.layers.values()) layer.replaceChildren();
    const boxes = boxesOf(order, selected);
    const focus = selected.focus && spotOf(order, selected.focus);
    for (const box of boxes) {
      if (sizeOf(box) === 1 && boxes.length === 1) continue;
      const tinted = focus ? without(box, focus) : [box];
      for (const each of tinted) this.draw(order, each, 'ts-range-tint');
      this.draw(order, box, 'ts-range-frame');
    }
    if (focus) this.draw(order, boxOf(focus, focus), 'ts-range-focus');
    if (more.preview) this.draw(order, more.preview, 'ts-range-preview');
    const spans = more.copied.map(({ from, to }) => ({ anchor: from, edge: to }));
    for (const box of boxesOf(order, { spans, focus: null }))
      this.draw(order, box, 'ts-range-copied');
    const [only] = boxes;
    if (only && boxes.length === 1 && more.mayFill(only)) this.drawHandle(order, only);
    this.clip();
  }

  /** Keeps what scrolls from showing over the pinned columns. To be called as the grid scrolls. */
  clip(): void {
    const layer = this.layers.get('center');
    const canvas = this.screen.canvas?.getBoundingClientRect();
    if (!layer || !canvas) return;
    const seen = this.screen.seen();
    const cut = `inset(0 ${canvas.right - seen.right}px 0 ${seen.left - canvas.left}px)`;
    if (cut !== this.cut) layer.style.clipPath = cut;
    this.cut = cut;
  }

  /** Says of the cells that are drawn whether they are selected. */
  mark(order: ScreenOrder, selected: Selected): void {
    const boxes = boxesOf(order, selected);
    const now = boxes.flatMap((box) => this.cellsIn(order, box));
    const kept = new Set(now);
    for (const cell of this.marked) if (!kept.has(cell)) cell.removeAttribute('aria-selected');
    for (const cell of kept) cell.setAttribute('aria-selected', 'true');
    this.marked = [...kept];
    this.light(order, boxes);
  }

  /** The heads of rows and columns show what is selected of them. */
  private light(order: ScreenOrder, boxes: readonly Box[]): void {
    // Nothing is selected, and nothing was: a sheet that scrolls by is left alone.
    if (boxes.length === 0 && !this.isLit) return;
    this.isLit = boxes.length > 0;
    const { root } = this.screen;
    const isLit = {
      row: (id: string | null | undefined) =>
        boxes.some((box) => isBetween(order.rowAt(id ?? ''), box.top, box.bottom)),
      column: (id: string | null) =>
        boxes.some((box) => isBetween(order.columnAt(id ?? ''), box.first, box.last)),
    };
    for (const head of root.querySelectorAll(`.ag-cell[col-id="${ROW_HEAD}"]`))
      head.classList.toggle('ts-lit', isLit.row(head.closest('[row-id]')?.getAttribute('row-id')));
    for (const head of root.querySelectorAll('.ag-header-cell'))
      head.classList.toggle('ts-lit', isLit.column(head.getAttribute('col-id')));
  }

  remove(): void {
    for (const layer of this.layers.values()) layer.remove();
    for (const cell of this.marked) cell.removeAttribute('aria-selected');
    this.layers.clear();
    this.marked = [];
  }

  private cellsIn(order: ScreenOrder, box: Box): Element[] {
    if (sizeOf(box) === 1) {
      const row = CSS.escape(order.rows[box.top] ?? '');
      const column = CSS.escape(order.columns[box.first] ?? '');
      const cell = this.screen.root.querySelector(`[row-id="${row}"] [col-id="${column}"]`);
      return cell ? [cell] : [];
    }
    const rows = new Set(order.rows.slice(box.top, box.bottom + 1));
    const columns = new Set(order.columns.slice(box.first, box.last + 1));
    return [...this.screen.root.querySelectorAll('.ag-row[row-id]')]
      .filter((row) => rows.has(row.getAttribute('row-id') ?? ''))
      .flatMap((row) => [...row.querySelectorAll('.ag-cell[col-id]')])
      .filter((cell) => columns.has(cell.getAttribute('col-id') ?? ''));
  }

  /** Puts the layers into the grid where they are not; false where the grid has not drawn itself yet. */
  private place(): boolean {
    const { canvas } = this.screen;
    if (!canvas) return false;
    for (const part of PARTS) {
      const layer = this.layers.get(part) ?? this.layerFor(part);
      if (layer.parentElement !== canvas) canvas.append(layer);
    }
    return true;
  }

  private layerFor(part: Part): HTMLElement {
    const layer = document.createElement('div');
    layer.className = `ts-ranges ts-ranges-${part}`;
    layer.setAttribute('role', 'presentation');
    this.layers.set(part, layer);
    return layer;
  }

  private draw(order: ScreenOrder, box: Box, kind: string): void {
    const pieces = this.screen.piecesOf(order, box);
    pieces.forEach((piece, at) => {
      const element = this.elementOf(piece, kind);
      // Where a range goes on in the next part of the grid, its frame is open.
      if (at > 0) element.classList.add('ts-range-open-left');
      if (at < pieces.length - 1) element.classList.add('ts-range-open-right');
      this.layers.get(piece.part)?.append(element);
    });
  }

  private drawHandle(order: ScreenOrder, box: Box): void {
    if (heightOf(box) === order.rows.length && widthOf(box) === order.columns.length) return;
    const corner = { row: box.bottom, column: box.last };
    for (const piece of this.screen.piecesOf(order, boxOf(corner, corner))) {
      const handle = document.createElement('div');
      handle.className = HANDLE;
      const x = this.screen.isMirrored ? piece.left : piece.left + piece.width;
      handle.style.left = `${x - this.offset(piece.part)}px`;
      handle.style.top = `${piece.top + piece.height}px`;
      this.layers.get(piece.part)?.append(handle);
    }
  }

  private elementOf(piece: Piece, kind: string): HTMLElement {
    const element = document.createElement('div');
    element.className = kind;
    element.style.left = `${piece.left - this.offset(piece.part)}px`;
    element.style.top = `${piece.top}px`;
    element.style.width = `${piece.width}px`;
    element.style.height = `${piece.height}px`;
    return element;
  }

  /** The layer on the right hangs on its right edge. */
  private offset(part: Part): number {
    return part === 'right' ? this.screen.widthOf('right') : 0;
  }
}
