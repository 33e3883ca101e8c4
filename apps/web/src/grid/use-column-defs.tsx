/** The definitions of a sheet's columns as they are laid out now. */
import type { ColDef } from 'ag-grid-community';
import { type ReactNode, useMemo } from 'react';
import { useTextStretch } from '../look/text-stretch.ts';
import type { GridView } from '../views/use-grid-view.ts';
import { CellTip } from './cell-tip.ts';
import { columnDef } from './column-defs.ts';
import { rowHeadColumn } from './painting/row-head-column.ts';
import { columnsOf, type SheetName } from '../lines/sheet-columns.ts';
import type { SheetRow } from '../lines/sheet-rows.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import type { Room } from './use-room.ts';
import type { GridContext } from './painting/cell-painters.ts';

type Defs = ColDef<SheetRow, string>[];
type Place = {
  sheet: SheetName;
  t: GridContext['t'];
  narrow: boolean;
  room: Room;
  source: SheetSource;
};
type Assign = ((rows: string[]) => ReactNode) | undefined;

export function useColumnDefs(
  { sheet, t, narrow, room, source: { judges = false } }: Place,
  view: GridView,
  assign: Assign,
): Defs {
  const { hidden, pinned, widths, sort } = view;
  const stretch = useTextStretch();
  return useMemo(() => {
    const all = columnsOf(sheet).map((column) =>
      columnDef(column, {
        t,
        narrow,
        room,
        judges,
        hidden: hidden.has(column.id),
        held: pinned[column.id],
        drawn: widths[column.id],
        sorted: sort?.column === column.id ? sort.direction : undefined,
      }),
    );
    const defs = assign ? withAssign(all, assign) : all;
    // Asked for by the widths.
    void stretch;
    // A phone has no room for it, and no mouse that would press it.
    return narrow ? defs : [rowHeadColumn(t), ...defs];
  }, [sheet, t, narrow, room, judges, hidden, pinned, widths, sort, assign, stretch]);
}

/** What all columns have in common. */
export function useDefaultDef({
  key,
}: {
  key: NonNullable<ColDef<SheetRow, string>['suppressKeyboardEvent']>;
}): ColDef<SheetRow, string> {
  return useMemo(
    () => ({
      sortable: false,
      resizable: true,
      suppressMovable: true,
      suppressKeyboardEvent: key,
      tooltipComponent: CellTip,
    }),
    [key],
  );
}

/** The entity column with the menu that assigns, for those who may. */
function withAssign(defs: Defs, assign: (rows: string[]) => ReactNode): Defs {
  return defs.map(({ cellRendererParams, ...def }) =>
    def.colId === 'entity'
      ? {
          ...def,
          cellRenderer: ({ data }: { data?: SheetRow }) =>
            data && data.kind !== 'group' ? (
              <span className="ts-assign">{assign([data.id])}</span>
            ) : null,
        }
      : { ...def, cellRendererParams },
  );
}
