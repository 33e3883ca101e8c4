/** Folds reopenings into the state. */
import type { EventEntry } from '../entry.ts';
import type { Event } from '../events.ts';
import type { WorkbookState } from '../state.ts';

type Of<T extends Event['type']> = Extract<Event, { type: T }>;

/** Applies a reopening or its end; an end that names nothing is passed over. */
export function foldReopening(
  state: WorkbookState,
  entry: EventEntry,
  event: Of<'cells-reopened' | 'reopening-ended'>,
): WorkbookState {
  const { by, at, number } = entry;
  if (event.type === 'reopening-ended') {
    const found = state.reopened.find((each) => each.number === event.reopening);
    if (found) found.ended ??= { by, at };
    return state;
  }
  const { submission, cells, rows, reason, until } = event;
  const named = { cells: new Set(cells), rows: new Set(rows) };
  state.reopened.push({ number, submission, ...named, reason, until, by, at, ended: null });
  return state;
}
