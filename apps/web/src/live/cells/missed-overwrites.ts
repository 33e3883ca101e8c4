/**
 * Overwritten values that happened while the page was not there, read out of the history. The room tells only those who
 * are in it: somebody who comes back tomorrow learns it from the record.
 */
import type { HistoryChange, Moment } from '@tallystick/protocol/views-history';
import type { Overwritten } from '../../lines/cell-store.ts';

type Change = HistoryChange & { by: string };

/** Everything that stands under the mark `unseen` or `attempted`, of cells that nobody has changed since. */
export function missedOverwrites(
  moments: readonly Moment[],
  person: string,
): Map<string, Overwritten> {
  const byCell = new Map<string, Change[]>();
  for (const moment of moments) {
    if (moment.kind !== 'edit') continue;
    for (const change of moment.changes) {
      const earlier = byCell.get(change.cell) ?? [];
      byCell.set(change.cell, [...earlier, { ...change, by: moment.by.person }]);
    }
  }
  const found = new Map<string, Overwritten>();
  for (const [cell, changes] of byCell) {
    const what = overwrittenIn(changes);
    if (what && (what.lostBy === person || what.wonBy === person)) found.set(cell, what);
  }
  return found;
}

/** Newest first. An edit that lost changed nothing: the one before it stands. */
function overwrittenIn([last, ...earlier]: readonly Change[]): Overwritten | undefined {
  if (!last) return undefined;
  const before = earlier.find(({ attempted }) => attempted === undefined)?.by ?? '';
  if (last.attempted !== undefined)
    return { lost: last.attempted, lostBy: last.by, won: last.after, wonBy: before };
  if (last.unseen !== undefined)
    return { lost: last.unseen, lostBy: before, won: last.after, wonBy: last.by };
  return undefined;
}
