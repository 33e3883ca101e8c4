/** Which columns are cut by the edges of the visible sheet; looked at again whenever others may be. */
import type { GridApi } from 'ag-grid-community';
import { useCallback, useState } from 'react';
import { type Cut, cutColumns } from './painting/grid-style.ts';
import type { SheetRow } from '../lines/sheet-rows.ts';

type Look = (event: { api: GridApi<SheetRow> }) => void;

export function useCut(): [readonly Cut[], Look] {
  const [cut, setCut] = useState<readonly Cut[]>([]);
  const look = useCallback<Look>(({ api }) => setCut((was) => sameOr(was, cutColumns(api))), []);
  return [cut, look];
}

/** The old list where the new one says the same: the sheet is not drawn again for it. */
function sameOr(was: readonly Cut[], now: readonly Cut[]): readonly Cut[] {
  return JSON.stringify(was) === JSON.stringify(now) ? was : now;
}

/** The cell with the keyboard must not be left behind an edge that has come nearer. */
export function keepInView(grid: GridApi<SheetRow>): void {
  const focused = grid.getFocusedCell();
  if (focused && !focused.rowPinned) grid.ensureIndexVisible(focused.rowIndex);
}
