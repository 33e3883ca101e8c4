/**
 * Whether a cell is open, and until when: the one home of that question. The gate, the routes and the greyed-out cell ask
 * through `rights.ts`, which also knows who may; the store asks by itself, as the last line behind the gate. Pure.
 */
import { type CellId, splitCellId } from '../cells/ids.ts';
import type { Reopening, WorkbookState } from '../state.ts';

/** What a reopening opens: cells, rows for all their cells, and until when. */
export type Opening = Pick<Reopening, 'cells' | 'rows' | 'until' | 'ended'>;

/** As much of a workbook as decides whether its cells are open. */
export type Closing = {
  /** null or false: it is not archived. */
  archived: object | boolean | null;
  locked: boolean;
  reopened: readonly Opening[];
};

/**
 * What closes a cell at `now` (milliseconds since 1970, UTC); undefined where it is open. An archived workbook opens none.
 * Without a cell or a moment it is asked of the workbook as a whole, which no reopening opens.
 */
export function closedBy(
  at: Closing,
  cell: CellId | undefined,
  now: number | undefined,
): 'archived' | 'locked' | undefined {
  if (at.archived !== null && at.archived !== false) return 'archived';
  if (!at.locked) return undefined;
  const isOpen = cell !== undefined && now !== undefined && isReopened(at, cell, now);
  return isOpen ? undefined : 'locked';
}

/** Whether a reopening stands at `now` (milliseconds since 1970, UTC): not ended, and its end not reached. */
export function isStanding(reopening: Pick<Reopening, 'ended' | 'until'>, now: number): boolean {
  return reopening.ended === null && now < reopening.until;
}

/** Whether a reopening names the cell, by itself or with its row. */
export function namesCell(reopening: Pick<Reopening, 'cells' | 'rows'>, cell: CellId): boolean {
  if (reopening.cells.has(cell)) return true;
  const row = splitCellId(cell)?.row;
  return row !== undefined && reopening.rows.has(row);
}

/** The end of a cell's reopening, the latest where there are several; undefined where it is not open at `now`. */
export function endOfReopening(
  state: Pick<WorkbookState, 'locked' | 'reopened'>,
  cell: CellId,
  now: number,
): number | undefined {
  if (!state.locked) return undefined;
  const ends = state.reopened
    .filter((each) => isStanding(each, now) && namesCell(each, cell))
    .map(({ until }) => until);
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/** Whether a cell is reopened at `now`. Says nothing of a workbook that is not locked. */
export function isReopened(state: Pick<Closing, 'reopened'>, cell: CellId, now: number): boolean {
  return state.reopened.some((each) => isStanding(each, now) && namesCell(each, cell));
}

/** The reopenings that stand at `now`, the one that ends first in front. */
export function standing(state: Pick<WorkbookState, 'reopened'>, now: number): Reopening[] {
  return state.reopened
    .filter((each) => isStanding(each, now))
    .sort((a, b) => a.until - b.until || a.number - b.number);
}
