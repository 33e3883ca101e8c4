/** The order of sorted rows as it was when it was asked for: a row does not jump away under the hand that fills it. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { SheetName } from '../lines/sheet-columns.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import { sortedIds } from './sorted-rows.ts';
import type { Sort } from './view-state.ts';
import type { LookWords } from '../lines/quick-words.ts';

type Sorting = {
  source: SheetSource;
  sheet: SheetName;
  sort: Sort | null;
  visible: ReadonlySet<string> | undefined;
  t: LookWords;
  /** Another number weighs the order anew. */
  settled: number;
};

/** Wait after a change before the order is compared, in milliseconds: it is a note at the side, never urgent. */
const COMPARE_AFTER_MS = 400;

export function useStandingOrder({ source, sheet, sort, visible, t, settled }: Sorting): {
  order: readonly string[] | undefined;
  isOutOfDate: boolean;
  again: () => void;
} {
  const [asked, setAsked] = useState(0);
  const order = useMemo(
    () => (sort ? sortedIds(source, sheet, { sort, t }) : undefined),
    // oxlint-disable-next-line react/exhaustive-deps -- asked for anew by `asked`, and by another set of rows
    [source, sheet, sort, t, asked, visible, settled],
  );
  const [outOfDate, setOutOfDate] = useState<readonly string[]>();
  useEffect(() => {
    if (!sort || !order) return undefined;
    let later: ReturnType<typeof setTimeout> | undefined;
    const isThere = (row: string): boolean => visible?.has(row) ?? true;
    const compare = (): void => {
      later = undefined;
      const now = sortedIds(source, sheet, { sort, t }).filter(isThere);
      const stands = order.filter(isThere);
      setOutOfDate(now.some((row, n) => row !== stands[n]) ? order : undefined);
    };
    const look = (): void => {
      later ??= setTimeout(compare, COMPARE_AFTER_MS);
    };
    const stops = [source.subscribe?.(look), source.subscribeMarks?.(look)];
    return () => {
      clearTimeout(later);
      for (const stop of stops) stop?.();
    };
  }, [source, sheet, sort, order, visible, t]);
  const again = useCallback(() => setAsked((n) => n + 1), []);
  return { order, isOutOfDate: order !== undefined && outOfDate === order, again };
}
