/**
 * What happens when a person types, clears, moves or asks in the grid. Own file because the component is only its layout.
 */
import type {
  CellDoubleClickedEvent,
  CellEditRequestEvent,
  CellFocusedEvent,
  CellKeyDownEvent,
  FullWidthCellKeyDownEvent,
  GridApi,
  SuppressKeyboardEventParams,
} from 'ag-grid-community';
import { type RefObject, useMemo } from 'react';
import { filledFacts } from './cell-facts.ts';
import type { GridContext } from './cell-painter.ts';
import { beginText } from './column-defs.ts';
import { type KeyActions, takeKey } from './grid-keys.ts';
import type { RefusalHandle } from './refusal-at-cell.tsx';
import type { LineRow, SheetRow } from './sheet-rows.ts';
import type { GridFocus } from './use-focus-following.ts';

export type Handling = {
  context: GridContext;
  api: RefObject<GridApi<SheetRow> | undefined>;
  refusal: RefusalHandle;
  fold: (group: string) => void;
  onFocus: ((focus: GridFocus) => void) | undefined;
  onHome: ((cell: string) => void) | undefined;
  onComment: (() => void) | undefined;
};

type Keys = SuppressKeyboardEventParams<SheetRow, string, GridContext>;

function placeIn(api: GridApi<SheetRow> | undefined) {
  const cell = api?.getFocusedCell();
  const row = cell && api?.getDisplayedRowAtIndex(cell.rowIndex)?.data;
  if (!cell || !row || row.kind === 'group') return undefined;
  return { row, column: cell.column.getColId() };
}

/** Handlers that stay the same object as long as the sheet does; the latest of everything is read when they are called. */
export function useGridHandlers(latest: RefObject<Handling>) {
  return useMemo(() => {
    const now = (): Handling => latest.current;
    const here = () => placeIn(now().api.current);

    const write = (row: string, column: string, typed: string): boolean => {
      const { context, refusal } = now();
      const outcome = context.source.set?.(`${row}:${column}`, typed);
      if (outcome && !outcome.ok) refusal.setJustRefused({ row, column, refusal: outcome.refusal });
      return outcome?.ok ?? false;
    };

    /** Opened and left as it was, nothing was said: a figure is not read a second time. */
    const take = (data: LineRow, column: string, typed: string): boolean =>
      typed === beginText({ data, context: now().context }, column) ||
      write(data.id, column, typed);

    /** Goes to where the figure of this cell is typed. */
    const home = (): boolean => {
      const { context, onHome } = now();
      const place = here();
      if (!place || !onHome) return false;
      const facts = filledFacts(context.source, place.row, place.column);
      if (facts.home === undefined) return false;
      onHome(facts.home);
      return true;
    };

    const keys: KeyActions = {
      clear: () => {
        const place = here();
        if (place) write(place.row.id, place.column, '');
      },
      enterElsewhere: home,
      commit: (typed) => {
        const place = here();
        return place ? take(place.row, place.column, typed) : false;
      },
      cannot: () => {
        const place = here();
        if (place) now().refusal.cannot(place.row, place.column);
      },
      escape: () => now().refusal.close(),
      comment: () => now().onComment?.(),
    };

    return {
      key: (params: Keys) => takeKey(params, keys),
      edited: (event: CellEditRequestEvent<SheetRow, string>) => {
        const { data, colDef, newValue } = event;
        const column = colDef.colId;
        if (column === undefined || data.kind === 'group') return;
        take(data, column, newValue ?? '');
      },
      focused: ({ rowIndex, column, api }: CellFocusedEvent<SheetRow>) => {
        const row = rowIndex === null ? undefined : api.getDisplayedRowAtIndex(rowIndex)?.data;
        const id = typeof column === 'object' ? column?.getColId() : undefined;
        if (!row || row.kind === 'group' || id === undefined) return;
        now().refusal.focused(row.id, id);
        now().onFocus?.({ row: row.id, column: id });
      },
      groupKey: (event: CellKeyDownEvent<SheetRow> | FullWidthCellKeyDownEvent<SheetRow>) => {
        const { data, event: key } = event;
        if (!(key instanceof KeyboardEvent) || data?.kind !== 'group') return;
        if (key.key !== 'Enter' && key.key !== ' ') return;
        key.preventDefault();
        now().fold(data.id);
      },
      doubleClicked: ({ node, column }: CellDoubleClickedEvent<SheetRow>) => {
        if (!home() && !column.isCellEditable(node)) keys.cannot();
      },
    };
  }, [latest]);
}
