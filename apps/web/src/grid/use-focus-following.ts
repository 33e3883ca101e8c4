/**
 * Takes the grid to the cell that the page asks for. Unfolding, scrolling and focusing take two frames and must not
 * fight the person's own moves.
 */
import type { Focus } from '../lines/focus.ts';
import type { GridApi } from 'ag-grid-community';
import { type Dispatch, type SetStateAction, useEffect, useRef } from 'react';
import { groupsAbove, type SheetRow } from '../lines/sheet-rows.ts';
import { type AtGrid, useHalfTyped } from './use-half-typed.ts';
import { atFrames } from '../look/at-frames.ts';

type Following = AtGrid & {
  rows: readonly SheetRow[];
  folded: ReadonlySet<string>;
  setFolded: Dispatch<SetStateAction<ReadonlySet<string>>>;
};

function isThere(api: GridApi<SheetRow>, focus: { row: string; column: string }): boolean {
  const now = api.getFocusedCell();
  if (!now || now.column.getColId() !== focus.column) return false;
  return api.getDisplayedRowAtIndex(now.rowIndex)?.data?.id === focus.row;
}

/** True where the cell was reached. */
function go(api: GridApi<SheetRow>, focus: { row: string; column: string }): boolean {
  const index = api.getRowNode(focus.row)?.rowIndex;
  if (index === null || index === undefined) return false;
  api.ensureIndexVisible(index);
  if (!api.getColumn(focus.column)?.isVisible()) return true;
  api.ensureColumnVisible(focus.column);
  // Whoever goes from match to match, or from view to view, stays there: the next key is not for the cell.
  const bar = document.activeElement?.closest('[data-keeps-keyboard]')
    ? document.activeElement
    : null;
  api.setFocusedCell(index, focus.column);
  if (bar instanceof HTMLElement) bar.focus();
  else withKeyboard(api, focus);
  return true;
}

/** A cell far away is drawn some frames after it was gone to: only then can it take the keyboard. */
function withKeyboard(api: GridApi<SheetRow>, focus: { row: string; column: string }): void {
  atFrames(() => {
    // Whoever is elsewhere by now stays there; around the sheet is nowhere yet.
    const { activeElement } = document;
    const isNowhere = activeElement === document.body || activeElement?.matches('main');
    if (!isNowhere || api.isDestroyed() || !isThere(api, focus)) return true;
    const index = api.getRowNode(focus.row)?.rowIndex;
    if (typeof index === 'number') api.setFocusedCell(index, focus.column);
    return false;
  });
}

export function useFocusFollowing(following: Following): void {
  const { source, api, ready, focus, rows, folded, setFolded } = following;
  useHalfTyped(following);
  /** Where the page has asked to go and the grid is not yet. Folding or filtering by hand asks for nothing. */
  const wanted = useRef<Focus>(null);
  useEffect(() => {
    wanted.current = focus ?? null;
  }, [focus]);
  useEffect(() => {
    const grid = api.current;
    const target = wanted.current;
    if (!target || !grid || grid.isDestroyed()) return undefined;
    if (isThere(grid, target)) {
      wanted.current = null;
      return undefined;
    }
    const above = groupsAbove(source.catalogue, target.row).filter((id) => folded.has(id));
    const request = requestAnimationFrame(() => {
      // Unfolding brings new rows, and with them this effect again.
      if (above.length > 0)
        setFolded((was) => new Set([...was].filter((id) => !above.includes(id))));
      else if (!grid.isDestroyed() && go(grid, target)) wanted.current = null;
    });
    return () => cancelAnimationFrame(request);
  }, [focus, rows, folded, source, api, ready, setFolded]);
}
