/**
 * Takes the grid to the cell that the page asks for. Own file because unfolding, scrolling and focusing take two frames
 * and must not fight the person's own moves.
 */
import type { GridApi } from 'ag-grid-community';
import { type Dispatch, type RefObject, type SetStateAction, useEffect } from 'react';
import { groupsAbove, type SheetRow } from './sheet-rows.ts';
import type { SheetSource } from './sheet-source.ts';

export type GridFocus = { row: string; column: string } | null;

type Following = {
  source: SheetSource;
  api: RefObject<GridApi<SheetRow> | undefined>;
  focus: GridFocus | undefined;
  rows: readonly SheetRow[];
  folded: ReadonlySet<string>;
  setFolded: Dispatch<SetStateAction<ReadonlySet<string>>>;
};

function isThere(api: GridApi<SheetRow>, focus: { row: string; column: string }): boolean {
  const now = api.getFocusedCell();
  if (!now || now.column.getColId() !== focus.column) return false;
  return api.getDisplayedRowAtIndex(now.rowIndex)?.data?.id === focus.row;
}

function go(api: GridApi<SheetRow>, focus: { row: string; column: string }): void {
  const index = api.getRowNode(focus.row)?.rowIndex;
  if (index === null || index === undefined) return;
  const column = api.getColumn(focus.column)?.isVisible() ? focus.column : undefined;
  api.ensureIndexVisible(index);
  if (column === undefined) return;
  api.ensureColumnVisible(column);
  api.setFocusedCell(index, column);
}

export function useFocusFollowing({
  source,
  api,
  focus,
  rows,
  folded,
  setFolded,
}: Following): void {
  useEffect(() => {
    const grid = api.current;
    if (!focus || !grid || grid.isDestroyed() || isThere(grid, focus)) return undefined;
    const above = groupsAbove(source.catalogue, focus.row).filter((id) => folded.has(id));
    const request = requestAnimationFrame(() => {
      // Unfolding brings new rows, and with them this effect again.
      if (above.length > 0)
        setFolded((was) => new Set([...was].filter((id) => !above.includes(id))));
      else if (!grid.isDestroyed()) go(grid, focus);
    });
    return () => cancelAnimationFrame(request);
    // `folded` comes with `rows`.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [focus, rows, source]);
}
