/** Brings the keyboard into the grid of a sheet. */
import type { GridApi } from 'ag-grid-community';
import { ROW_HEAD } from '../spreadsheet/row-head.ts';
import type { SheetRow } from '../lines/sheet-rows.ts';

/** Back to the cell that had the focus last, else to the first one; false where there is none. */
export function enterGrid(api: GridApi<SheetRow> | undefined): boolean {
  if (!api || api.isDestroyed()) return false;
  const last = api.getFocusedCell();
  const columns = api.getAllDisplayedColumns();
  const column = last?.column ?? columns.find((each) => each.getColId() !== ROW_HEAD);
  let index = last?.rowIndex ?? 0;
  if (!last) while (api.getDisplayedRowAtIndex(index)?.data?.kind === 'group') index += 1;
  if (!column || !api.getDisplayedRowAtIndex(index)) return false;
  api.ensureIndexVisible(index);
  api.ensureColumnVisible(column);
  api.setFocusedCell(index, column);
  return true;
}
