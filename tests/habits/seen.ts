/** What the page shows of a sheet, read inside of the browser. */
import type { Cell } from './bench.ts';

export type BenchView = {
  /** Every row of the bench lies between the header and the lower edge. */
  isInView: boolean;
  /** Shown texts by `row:column`. */
  texts: Record<string, string>;
};

/** In the page: the rows of the bench as they are drawn. */
export function benchView(rows: string[]): BenchView {
  const view = document.querySelector('.ag-grid-viewport')?.getBoundingClientRect();
  const header = document.querySelector('.ag-header')?.getBoundingClientRect().height ?? 0;
  const texts: Record<string, string> = {};
  let isInView = view !== undefined;
  for (const row of rows) {
    const line = document.querySelector(`[row-id="${row}"]`);
    const place = line?.getBoundingClientRect();
    if (!line || !place || !view || place.top < view.top + header || place.bottom > view.bottom)
      isInView = false;
    const cell = line?.querySelector('[col-id="override"]')?.getBoundingClientRect();
    if (!cell || !view || cell.right > view.right + 1) isInView = false;
    for (const cell of line?.querySelectorAll('[col-id]') ?? [])
      texts[`${row}:${cell.getAttribute('col-id')}`] =
        cell.querySelector('.ts-text')?.textContent?.trim() ?? '';
  }
  return { isInView, texts };
}

/** In the page: the cell that has the focus of the keyboard. */
export function activeCell(): Cell | undefined {
  const cell = document.activeElement?.closest('[col-id]');
  const row = cell?.closest('[row-id]')?.getAttribute('row-id');
  const column = cell?.getAttribute('col-id');
  return row && column ? { row, column } : undefined;
}

/** In the page: the cells that say that they are selected. */
export function selectedCells(): Cell[] {
  return [...document.querySelectorAll('[row-id] [col-id][aria-selected="true"]')].map((cell) => ({
    row: cell.closest('[row-id]')?.getAttribute('row-id') ?? '',
    column: cell.getAttribute('col-id') ?? '',
  }));
}

/** In the page: where the row of the active cell stands, group rows counted, and whether it lies in view. */
export function activeRow(): { index: number; isInView: boolean } {
  const row = document.activeElement?.closest('.ag-row');
  const view = document.querySelector('.ag-grid-viewport')?.getBoundingClientRect();
  const header = document.querySelector('.ag-header')?.getBoundingClientRect().height ?? 0;
  const place = row?.getBoundingClientRect();
  if (!row || !place || !view) return { index: -1, isInView: false };
  const isInView = place.top >= view.top + header - 1 && place.bottom <= view.bottom + 1;
  return { index: Number(row.getAttribute('row-index')), isInView };
}

/** In the page: whether a cell is drawn and lies between header and lower edge. */
export function isSeen([row, column]: string[]): boolean {
  const cell = document.querySelector(`[row-id="${row}"] [col-id="${column}"]`);
  const view = document.querySelector('.ag-grid-viewport')?.getBoundingClientRect();
  const header = document.querySelector('.ag-header')?.getBoundingClientRect().height ?? 0;
  const place = cell?.getBoundingClientRect();
  if (!place || !view) return false;
  return place.top >= view.top + header - 1 && place.bottom <= view.bottom + 1;
}

/** In the page: where the rows end. */
export function lowerEdge(): number {
  return document.querySelector('.ag-grid-viewport')?.getBoundingClientRect().bottom ?? 0;
}

/** In the page: the room between the words of a cell and its edges. */
export function textEdges([row, column]: string[]): { before: number; after: number } {
  const cell = document.querySelector(`[row-id="${row}"] [col-id="${column}"]`);
  const words = cell?.querySelector('.ts-text')?.firstChild;
  if (!cell || !words) return { before: 0, after: 0 };
  const range = document.createRange();
  range.selectNodeContents(words);
  const [inner, outer] = [range.getBoundingClientRect(), cell.getBoundingClientRect()];
  return { before: inner.left - outer.left, after: outer.right - inner.right };
}

/** In the page: the cells whose middle lies in the frame of what was copied, row by row. */
export function framedCells(): Cell[] {
  const frames = [...document.querySelectorAll('.ts-range-copied')].map((frame) =>
    frame.getBoundingClientRect(),
  );
  return [...document.querySelectorAll('[row-id] .ag-cell[col-id]')].flatMap((cell) => {
    const { left, right, top, bottom } = cell.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const isFramed = frames.some(
      (frame) => frame.left < x && x < frame.right && frame.top < y && y < frame.bottom,
    );
    const row = cell.closest('[row-id]')?.getAttribute('row-id') ?? '';
    return isFramed ? [{ row, column: cell.getAttribute('col-id') ?? '' }] : [];
  });
}

/** In the page: the shown texts of a column, from the top of what is drawn. */
export function columnTexts(column: string): string[] {
  return [...document.querySelectorAll(`[row-id] .ag-cell[col-id="${column}"]`)]
    .map((cell) => ({
      top: cell.getBoundingClientRect().top,
      text: cell.querySelector('.ts-text')?.textContent?.trim() ?? '',
    }))
    .toSorted((one, other) => one.top - other.top)
    .map(({ text }) => text);
}
