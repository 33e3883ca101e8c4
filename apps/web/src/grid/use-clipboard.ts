/**
 * Copy and paste between the sheet and a spreadsheet. Own file because the grid has none of its own: a block is laid out
 * from the cell in focus over the cells that may be typed into, and everything else is stepped over.
 */
import type { GridApi } from 'ag-grid-community';
import { type RefObject, useEffect } from 'react';
import type { GridContext } from './cell-painter.ts';
import { beginText, editable } from './column-defs.ts';
import type { RefusalHandle } from './refusal-at-cell.tsx';
import type { LineRow, SheetRow } from './sheet-rows.ts';
import { readTsv, writeTsvCell } from '../sheet/tsv.ts';

type Board = {
  wrapper: RefObject<HTMLDivElement | null>;
  api: RefObject<GridApi<SheetRow> | undefined>;
  context: GridContext;
  refusal: RefusalHandle;
};

const isEditing = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Rows with cells from a place on, in the order of the screen. */
function linesFrom(api: GridApi<SheetRow>, index: number, count: number): LineRow[] {
  const lines: LineRow[] = [];
  for (let at = index; lines.length < count && at < api.getDisplayedRowCount(); at += 1) {
    const data = api.getDisplayedRowAtIndex(at)?.data;
    if (data && data.kind !== 'group') lines.push(data);
  }
  return lines;
}

/** The cells that a pasted block falls on, with their texts. */
function layOut({ api, context }: Board, block: string[][]): [string, string][] {
  const grid = api.current;
  const focus = grid?.getFocusedCell();
  if (!grid || !focus) return [];
  const columns = grid.getAllDisplayedColumns().map((column) => column.getColId());
  const from = columns.indexOf(focus.column.getColId());
  const changes: [string, string][] = [];
  linesFrom(grid, focus.rowIndex, block.length).forEach((data, line) => {
    for (const [step, typed] of (block[line] ?? []).entries()) {
      const column = columns[from + step];
      if (column === undefined || !editable({ data, context }, column)) continue;
      if (typed !== beginText({ data, context }, column))
        changes.push([`${data.id}:${column}`, typed]);
    }
  });
  return changes;
}

export function useClipboard(board: Board): void {
  const { wrapper, api, context, refusal } = board;
  useEffect(() => {
    const area = wrapper.current;
    const copied = (event: ClipboardEvent): void => {
      const focus = api.current?.getFocusedCell();
      const data = focus && api.current?.getDisplayedRowAtIndex(focus.rowIndex)?.data;
      if (isEditing(event.target) || !focus || !data || !window.getSelection()?.isCollapsed) return;
      const column = focus.column.getColId();
      const text = document.activeElement?.querySelector('.ts-text')?.textContent ?? '';
      const stored = beginText({ data, context }, column);
      event.clipboardData?.setData('text/plain', writeTsvCell(stored === '' ? text : stored));
      event.preventDefault();
    };
    const pasted = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (isEditing(event.target) || text === '') return;
      event.preventDefault();
      const changes = layOut({ wrapper, api, context, refusal }, readTsv(text));
      const first = context.source.setMany?.(changes)[0];
      const [change] = changes;
      const at = change?.[0].lastIndexOf(':') ?? -1;
      // A single refused cell says so at once; in a block each refused cell keeps its own mark.
      if (first && change && changes.length === 1) {
        const [row, column] = [change[0].slice(0, at), change[0].slice(at + 1)];
        refusal.setJustRefused({ row, column, refusal: first });
      }
    };
    area?.addEventListener('copy', copied);
    area?.addEventListener('paste', pasted);
    return () => {
      area?.removeEventListener('copy', copied);
      area?.removeEventListener('paste', pasted);
    };
  }, [wrapper, api, context, refusal]);
}
