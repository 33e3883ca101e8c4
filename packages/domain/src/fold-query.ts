/**
 * Folds questions on KPIs and ITU's rulings into the state. Own file because they have a life of their own, which no
 * lock ends.
 */
import type { EventEntry } from './entry.ts';
import type { Event } from './events.ts';
import type { WorkbookState } from './state.ts';

type Of<T extends Event['type']> = Extract<Event, { type: T }>;

/** Applies a question, a ruling on it or its closing; what names no question is passed over. */
export function foldQuery(
  state: WorkbookState,
  entry: EventEntry,
  event: Of<'asked' | 'ruled' | 'query-closed'>,
): WorkbookState {
  const { by, at, number } = entry;
  if (event.type === 'asked') {
    const { query, row, kpi, text } = event;
    const asked = { id: query, row, kpi, text, by, at, number };
    state.queries.set(query, { ...asked, status: 'open', ruling: null });
    return state;
  }
  const found = state.queries.get(event.query);
  if (!found) return state;
  if (event.type === 'query-closed') found.status = 'closed';
  else {
    found.status = 'answered';
    found.ruling = { text: event.text, scope: event.scope, by, at, number };
  }
  return state;
}
