/** Folds what was said of rows into the state. */
import type { EventEntry } from '../entry.ts';
import type { Event } from '../events.ts';
import type { WorkbookState } from '../state.ts';

/** The last word on a row stands; "in progress" takes back the one before. */
export function foldMark(
  state: WorkbookState,
  entry: EventEntry,
  event: Extract<Event, { type: 'rows-marked' }>,
): WorkbookState {
  const { by, at, number } = entry;
  const { as, reason, why, expected } = event;
  const absent = { ...(why && { why }), ...(expected && { expected }) };
  for (const [i, row] of event.rows.entries()) {
    if (as === 'in-progress') state.marks.delete(row);
    else {
      const print = event.prints[i] ?? '';
      state.marks.set(row, { row, as, print, reason, by, at, number, ...absent });
    }
  }
  return state;
}
