/**
 * The rows that pass the filters as they were when they were chosen: a row does not vanish under the hand that fills
 * it.
 */
import type { WorkbookState } from '@tallystick/domain/state';
import { useEffect, useMemo, useReducer, useState } from 'react';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { type Filtering, passing } from './filters.ts';
import type { Shown } from './view-state.ts';

/** Wait after a change before the rows are weighed again, in milliseconds: it is a note at the side, never urgent. */
const COMPARE_AFTER_MS = 500;

type Rows = ReadonlySet<string> | undefined;

function isSame(a: Rows, b: Rows): boolean {
  return a?.size === b?.size && [...(a ?? [])].every((row) => b?.has(row));
}

export function usePassing(
  looking: Filtering,
  { sheet, filters }: Shown,
  settled: number,
): { visible: Rows; isOutOfDate: boolean; again: () => void } {
  const { cells } = useWorkbook();
  const [asked, again] = useReducer((n: number) => n + 1, 0);
  const visible = useMemo(
    () => passing(looking, sheet, filters),
    // oxlint-disable-next-line react/exhaustive-deps -- `looking` moves with every event; the view stands still
    [sheet, filters, looking.changed, looking.screened === undefined, settled, asked],
  );
  const outOfDate = useOutOfDate(looking, { sheet, filters, visible, cells });
  return { visible, isOutOfDate: outOfDate === visible && visible !== undefined, again };
}

type Standing = Shown & { visible: Rows; cells: { subscribe(tell: () => void): () => void } };

/** The rows that stand, where other ones would pass now. */
function useOutOfDate(looking: Filtering, { sheet, filters, visible, cells }: Standing): Rows {
  const [outOfDate, setOutOfDate] = useState<Rows>();
  const state: WorkbookState = looking.state;
  useEffect(() => {
    if (!visible) return undefined;
    let later: ReturnType<typeof setTimeout> | undefined;
    const compare = (): void => {
      later = undefined;
      setOutOfDate(isSame(passing(looking, sheet, filters), visible) ? undefined : visible);
    };
    const look = (): void => {
      later ??= setTimeout(compare, COMPARE_AFTER_MS);
    };
    look();
    const stop = cells.subscribe(look);
    return () => {
      clearTimeout(later);
      stop();
    };
    // oxlint-disable-next-line react/exhaustive-deps -- of `looking` these two alone are other objects at an event
  }, [state, looking.screened, sheet, filters, visible, cells]);
  return outOfDate;
}
