/** The menus of a sheet: of its columns, and of its cells and rows. */
import type { GridApi } from 'ag-grid-community';
import { type RefObject, useCallback } from 'react';
import type { SheetName } from '../lines/sheet-columns.ts';
import type { SheetRow } from '../lines/sheet-rows.ts';
import type { Sheet } from '../spreadsheet/sheet.ts';
import { HeaderMenu } from '../views/header-menu.tsx';
import type { useSheetViews } from '../views/use-sheet-views.ts';
import { CellMenu } from './cell-menu.tsx';
import type { MoreLines } from './menu-line.ts';
import { type RowsOfGroup, useCellMenu } from './use-cell-menu.ts';

/** What the page around the sheet offers. */
export type MoreMenu = { lines: MoreLines; filter: () => void };

type Props = {
  sheet: SheetName;
  api: RefObject<GridApi<SheetRow> | undefined>;
  wrapper: RefObject<HTMLElement | null>;
  working: Sheet;
  looked: ReturnType<typeof useSheetViews>;
  more: MoreMenu | undefined;
};

export function SheetMenus({ sheet, api, wrapper, working, looked, more }: Props) {
  const { menu, view, backToCell } = looked;
  const rowsOf = useCallback<RowsOfGroup>(
    (heading) => {
      const row = api.current?.getRowNode(heading)?.data;
      return row?.kind === 'group' ? row.rows : undefined;
    },
    [api],
  );
  const cells = useCellMenu(wrapper, { sheet: working, rowsOf }, menu.open);
  const edit = (): void => {
    const at = api.current?.getFocusedCell();
    if (at) api.current?.startEditingCell({ rowIndex: at.rowIndex, colKey: at.column, key: 'F2' });
  };
  const header = { sheet, menu, view, api, backToCell, filter: more?.filter };
  return (
    <>
      <HeaderMenu {...header} />
      <CellMenu sheet={working} menu={cells} edit={edit} more={more?.lines} />
    </>
  );
}
