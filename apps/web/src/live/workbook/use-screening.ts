/**
 * What the screening finds in the open workbook, for those who may know it. The server is asked, because other workbooks
 * are compared with; once more when the cells have rested after a change, and after a lock.
 */
import type { RowId } from '@tallystick/domain/cells/ids';
import { may } from '@tallystick/domain/rights';
import type {
  ScreeningResultView,
  ScreeningView,
} from '@tallystick/protocol/audit/views-screening';
import { useMemo, useSyncExternalStore } from 'react';
import { workbookApi } from '../../addresses/workbook-paths.ts';
import type { CellStore } from '../../lines/cell-store.ts';
import { useAsked } from '../../server/use-asked.ts';
import { SCREEN_AFTER_MS } from '../kept/limits.ts';
import { type Dismissal, useDismissals } from './use-dismissals.ts';
import { useWorkbook } from './use-workbook.ts';

/** `results` are those that nobody has dismissed; both are told by the row at which they are read as well. */
export type Screening = {
  last: ScreeningView['last'];
  results: readonly ScreeningResultView[];
  byRow: ReadonlyMap<string, readonly ScreeningResultView[]>;
  dismissed: ReadonlyMap<string, readonly DismissedResult[]>;
};
export type DismissedResult = { result: ScreeningResultView; dismissal: Dismissal };
export type AskedScreening = {
  value: Screening | undefined;
  isRefused: boolean;
  again: () => Promise<void>;
};

/** Counts how often the cells came to rest after changes; one counter for all who look at the same workbook. */
class Rests {
  private readonly cells: Pick<CellStore, 'subscribe'>;
  private readonly listeners = new Set<() => void>();
  private stop: (() => void) | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  count = 0;

  constructor(cells: Pick<CellStore, 'subscribe'>) {
    this.cells = cells;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    this.stop ??= this.cells.subscribe(() => this.wait());
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      clearTimeout(this.timer);
      this.timer = undefined;
      this.stop?.();
      this.stop = undefined;
    };
  };

  private wait(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.count += 1;
      for (const listener of this.listeners) listener();
    }, SCREEN_AFTER_MS);
  }
}

const rests = new WeakMap<object, Rests>();

function restsOf(cells: CellStore): Rests {
  const known = rests.get(cells) ?? new Rests(cells);
  rests.set(cells, known);
  return known;
}

const NEVER = (): (() => void) => () => undefined;

/** Nothing is asked by those who may not know. */
export function useScreening(): AskedScreening {
  const { id, state, actor, cells, isKnown } = useWorkbook();
  const reads = isKnown && may(actor, 'read-screening', { state }) === undefined;
  const rested = restsOf(cells);
  const count = useSyncExternalStore(reads ? rested.subscribe : NEVER, () => rested.count);
  const { submissions, locked, reopened } = state;
  const mark = [count, submissions.length, locked, reopened.length].join(' ');
  const path = reads ? `${workbookApi(id)}/screening` : undefined;
  const { value, refusal, again } = useAsked<ScreeningView>(path, { mark });
  const { dismissals } = useDismissals();
  const screening = useMemo(
    () => value && dismissals && withoutDismissed(value, dismissals),
    [value, dismissals],
  );
  return { value: screening, isRefused: refusal !== undefined && value === undefined, again };
}

function withoutDismissed(
  { last, results }: ScreeningView,
  dismissals: ReadonlyMap<string, Dismissal>,
): Screening {
  const byRow = new Map<string, ScreeningResultView[]>();
  const dismissed = new Map<string, DismissedResult[]>();
  for (const result of results) {
    const dismissal = dismissals.get(result.id);
    for (const row of rowsOf(result)) {
      if (dismissal === undefined) byRow.set(row, [...(byRow.get(row) ?? []), result]);
      else dismissed.set(row, [...(dismissed.get(row) ?? []), { result, dismissal }]);
    }
  }
  const open = results.filter(({ id }) => !dismissals.has(id));
  return { last, results: open, byRow, dismissed };
}

/** A result is read at its row, and at the other rows of its KPI that it is about: all parts of a sum. */
function rowsOf({ row, cells }: ScreeningResultView): Set<string> {
  if (row === null) return new Set([WHOLE]);
  const kpi = kpiOf(row);
  const rows = cells.map((cell) => cell.slice(0, cell.lastIndexOf(':')) as RowId);
  return new Set([row, ...rows.filter((each) => kpi !== 'city' && kpiOf(each) === kpi)]);
}

/** In place of a row, of what is about the submission as a whole. */
export const WHOLE = '';

const kpiOf = (row: string): string => row.slice(0, row.indexOf('.'));
