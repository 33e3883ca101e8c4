/** What happens when a person types, clears, moves or asks in the grid. */
import type {
  CellClickedEvent,
  CellDoubleClickedEvent,
  CellEditRequestEvent,
  CellFocusedEvent,
  CellKeyDownEvent,
  FullWidthCellKeyDownEvent,
  GridApi,
  SuppressKeyboardEventParams,
} from 'ag-grid-community';
import { type RefObject, useMemo } from 'react';
import { takeKey } from './grid-keys.ts';
import { keyActions } from './key-actions.ts';
import type { SheetRow } from '../lines/sheet-rows.ts';
import type { GridContext } from './painting/cell-painters.ts';
import type { Handling } from './key-actions.ts';

type Keys = SuppressKeyboardEventParams<SheetRow, string, GridContext>;

function placeIn(api: GridApi<SheetRow> | undefined) {
  const cell = api?.getFocusedCell();
  const row = cell && api?.getDisplayedRowAtIndex(cell.rowIndex)?.data;
  if (!cell || !row || row.kind === 'group') return undefined;
  return { row, column: cell.column.getColId() };
}

/** The arrow of a list and the edge beside it, in CSS px: as wide as a finger hits. */
const ARROW_PX = 24;

/** A plain click on the arrow of a cell with a list: it stands where the line of writing ends. */
function isOnArrow(event: MouseEvent): boolean {
  const cell = event.target instanceof Element ? event.target.closest('.ag-cell.ts-choice') : null;
  if (!cell || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
  const { left, right } = cell.getBoundingClientRect();
  const isMirrored = document.documentElement.dir === 'rtl';
  return (isMirrored ? event.clientX - left : right - event.clientX) <= ARROW_PX;
}

/** Handlers that stay the same object as long as the sheet does; the latest of everything is read when they are called. */
export function useGridHandlers(latest: RefObject<Handling>) {
  return useMemo(() => {
    const now = (): Handling => latest.current;
    const here = () => placeIn(now().api.current);

    const keys = keyActions(now, here);

    return {
      key: (params: Keys) => takeKey(params, keys),
      edited: (event: CellEditRequestEvent<SheetRow, string>) => {
        const { data, colDef, newValue } = event;
        const column = colDef.colId;
        if (column === undefined || data.kind === 'group') return;
        keys.take(data, column, newValue ?? '');
      },
      focused: ({ rowIndex, column, api }: CellFocusedEvent<SheetRow>) => {
        const row = rowIndex === null ? undefined : api.getDisplayedRowAtIndex(rowIndex)?.data;
        const id = typeof column === 'object' ? column?.getColId() : undefined;
        if (!row || id === undefined) return;
        // The grid tells late: by now the focus may be elsewhere.
        const there = api.getFocusedCell();
        if (there?.rowIndex !== rowIndex || there?.column.getColId() !== id) return;
        now().sheet.followed({ row: row.id, column: id });
        if (row.kind === 'group') return;
        now().refusal.focused(row.id, id);
        now().onFocus?.({ row: row.id, column: id });
      },
      /** The keyboard has come to a cell: told at once, for a key may follow before the grid tells of it. */
      came: ({ target }: { target: EventTarget }) => {
        if (!(target instanceof Element) || !target.matches('.ag-cell')) return;
        const place = here();
        if (place) now().onFocus?.({ row: place.row.id, column: place.column });
      },
      groupKey: (event: CellKeyDownEvent<SheetRow> | FullWidthCellKeyDownEvent<SheetRow>) => {
        const { data, event: key } = event;
        if (!(key instanceof KeyboardEvent) || data?.kind !== 'group') return;
        if (key.key !== 'Enter' && key.key !== ' ') return;
        key.preventDefault();
        now().fold(data.id);
      },
      clicked: ({ event, api, node, column }: CellClickedEvent<SheetRow>) => {
        if (!(event instanceof MouseEvent) || !isOnArrow(event) || !column.isCellEditable(node))
          return;
        if (node.rowIndex !== null)
          api.startEditingCell({ rowIndex: node.rowIndex, colKey: column, key: 'F2' });
      },
      doubleClicked: ({ node, column }: CellDoubleClickedEvent<SheetRow>) => {
        if (!keys.enterElsewhere() && !column.isCellEditable(node)) keys.cannot();
      },
    };
  }, [latest]);
}
