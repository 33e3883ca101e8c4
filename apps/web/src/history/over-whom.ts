/**
 * Whose value a change replaced. Of the changes of one cell, newest first, it is the author of the next one in the
 * list.
 */
import type { HistoryChange, Moment } from '@tallystick/protocol/views-history';

type Author = { person: string; name: string };

/** By moment and cell. Only where a page had the other's value on the screen: what a program replaced, nobody looked at. */
export type OverWhom = ReadonlyMap<string, Author>;

export const overKey = (moment: Moment, cell: string): string => `${moment.number} ${cell}`;

const hasStood = ({ attempted, after, before }: HistoryChange): boolean =>
  attempted === undefined || after !== before;

export function overWhom(moments: readonly Moment[]): OverWhom {
  const over = new Map<string, Author>();
  /** Changes that wait for the one before them, by cell. */
  const later = new Map<string, { moment: Moment; change: HistoryChange }>();
  for (const moment of moments) {
    if (moment.kind !== 'edit') continue;
    for (const change of moment.changes) {
      if (!hasStood(change)) continue;
      const next = later.get(change.cell);
      const isSeen = next?.moment.door === 'socket' && next.change.unseen === undefined;
      const isOthers = next !== undefined && next.moment.by.person !== moment.by.person;
      // A history that leaves entries out may lack the one between.
      if (isSeen && isOthers && next.change.before !== null && next.change.before === change.after)
        over.set(overKey(next.moment, change.cell), moment.by);
      later.set(change.cell, { moment, change });
    }
  }
  return over;
}
