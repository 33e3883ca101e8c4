/**
 * How a sheet is laid out now: columns, folds, order and the rows that follow from them. The grid draws this, and
 * menus, toolbar and what is remembered change it.
 */
import { type Dispatch, type SetStateAction, useCallback, useMemo } from 'react';
import { columnsOf, type SheetColumn, type SheetName } from '../lines/sheet-columns.ts';
import { rowsOf, type SheetRow } from '../lines/sheet-rows.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import { AS_TEMPLATE, MAX_WIDTH, MIN_WIDTH, type RememberedView } from './remembered-view.ts';
import { linesInOrder } from './sorted-rows.ts';
import { useStandingOrder } from './use-standing-order.ts';
import type { Sort } from './view-state.ts';
import type { LookWords } from '../lines/quick-words.ts';

type Looking = {
  source: SheetSource;
  sheet: SheetName;
  visible: ReadonlySet<string> | undefined;
  /** Columns that this sheet cannot fill. */
  unfit: (column: SheetColumn) => boolean;
  remembered: RememberedView;
  t: LookWords;
  settled: number;
};

export type GridView = {
  rows: SheetRow[];
  /** Ids of all rows of the sheet, where they are sorted. */
  order: readonly string[] | undefined;
  hidden: ReadonlySet<string>;
  setHidden(hidden: ReadonlySet<string> | undefined): void;
  pinned: Readonly<Record<string, boolean>>;
  pin(column: string, isHeld: boolean): void;
  widths: Readonly<Record<string, number>>;
  setWidth(column: string, width: number | undefined): void;
  folded: ReadonlySet<string>;
  setFolded: Dispatch<SetStateAction<ReadonlySet<string>>>;
  sort: Sort | null;
  setSort(sort: Sort | null): void;
  /** The rows have changed so that their order would now be another one. */
  isOutOfDate: boolean;
  sortAgain(): void;
  /** Everything as in the template. */
  reset(): void;
};

export function useGridView({
  source,
  sheet,
  visible,
  unfit,
  remembered,
  t,
  settled,
}: Looking): GridView {
  const { layouts, keep } = remembered;
  const layout = layouts[sheet];
  const hidden = useMemo(() => {
    const columns = columnsOf(sheet);
    const usual =
      layout.hidden ?? columns.filter((each) => each.hidden === true).map((each) => each.id);
    return new Set([...usual, ...columns.filter(unfit).map((each) => each.id)]);
  }, [sheet, layout.hidden, unfit]);
  const folded = useMemo<ReadonlySet<string>>(() => new Set(layout.folded), [layout.folded]);
  const setFolded = useCallback(
    (change: SetStateAction<ReadonlySet<string>>) =>
      keep(sheet, (was) => ({
        folded: [...(typeof change === 'function' ? change(new Set(was.folded)) : change)],
      })),
    [keep, sheet],
  );
  const setWidth = useCallback(
    (column: string, width: number | undefined) =>
      keep(sheet, ({ widths }) => {
        const { [column]: _, ...others } = widths;
        if (width === undefined) return { widths: others };
        const fit = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, Math.round(width)));
        return { widths: { ...others, [column]: fit } };
      }),
    [keep, sheet],
  );
  // A column that is not there (any more) orders nothing.
  const isSortable = columnsOf(sheet).some(({ id }) => id === layout.sort?.column);
  const sort = isSortable ? layout.sort : null;
  const standing = useStandingOrder({ source, sheet, sort, visible, t, settled });
  const { order } = standing;
  const rows = useMemo<SheetRow[]>(
    () =>
      order
        ? linesInOrder(source.catalogue, sheet, { order, visible })
        : rowsOf(source.catalogue, sheet, { visible, folded }),
    [source, sheet, visible, folded, order],
  );
  return {
    rows,
    order,
    hidden,
    setHidden: (next) => keep(sheet, { hidden: next ? [...next] : null }),
    pinned: layout.pinned,
    pin: (column, isHeld) =>
      keep(sheet, (was) => ({ pinned: { ...was.pinned, [column]: isHeld } })),
    widths: layout.widths,
    setWidth,
    folded,
    setFolded,
    sort,
    setSort: (next) => keep(sheet, { sort: next }),
    isOutOfDate: standing.isOutOfDate,
    sortAgain: standing.again,
    reset: () => keep(sheet, { ...AS_TEMPLATE, folded: layout.folded }),
  };
}
