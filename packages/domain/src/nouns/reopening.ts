/** Which cells of a locked workbook are open, and until when. Pure. */
import { type CellId, splitCellId } from '../cells/ids.ts';
import type { Reopening, WorkbookState } from '../state.ts';

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
export function isReopened(
  state: Pick<WorkbookState, 'reopened'>,
  cell: CellId,
  now: number,
): boolean {
  return state.reopened.some((each) => isStanding(each, now) && namesCell(each, cell));
}

/** The reopenings that stand at `now`, the one that ends first in front. */
export function standing(state: Pick<WorkbookState, 'reopened'>, now: number): Reopening[] {
  return state.reopened
    .filter((each) => isStanding(each, now))
    .sort((a, b) => a.until - b.until || a.number - b.number);
}
