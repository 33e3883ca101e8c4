/** Folds clarifications of KPIs and ITU's rulings into the state. */
import type { EventEntry } from '../entry.ts';
import type { Event } from '../events.ts';
import type { WorkbookState } from '../state.ts';

type Of<T extends Event['type']> = Extract<Event, { type: T }>;

/** Applies a clarification that is asked, ruled on or closed; what names none is passed over. */
export function foldClarification(
  state: WorkbookState,
  entry: EventEntry,
  event: Of<'clarification-asked' | 'ruled' | 'clarification-closed'>,
): WorkbookState {
  const { by, at, number } = entry;
  if (event.type === 'clarification-asked') {
    const { clarification, row, kpi, text } = event;
    const asked = { id: clarification, row, kpi, text, by, at, number };
    state.clarifications.set(clarification, { ...asked, status: 'open', ruling: null });
    return state;
  }
  const found = state.clarifications.get(event.clarification);
  if (!found) return state;
  if (event.type === 'clarification-closed') found.status = 'closed';
  else {
    found.status = 'answered';
    found.ruling = { text: event.text, scope: event.scope, by, at, number };
  }
  return state;
}
