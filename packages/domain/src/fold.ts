/**
 * Folds events into the state of a workbook. Rebuilding from the journal and following it live must be one function.
 */
import type { EventEntry } from './entry.ts';
import { nounOf } from './nouns/nouns.ts';
import { emptyParts } from './nouns/parts.ts';
import type { WorkbookState } from './state.ts';

/**
 * Applies one event. For speed it changes the maps of `state` and returns the same object: whoever keeps an older
 * state gives it a copy. Events are facts, so nothing is refused; what names nothing is passed over.
 */
export function fold(state: WorkbookState, entry: EventEntry): WorkbookState {
  nounOf(entry.event)?.fold(state, entry.event, entry);
  return state;
}

/** The state before the first event. */
export function emptyState(): WorkbookState {
  return {
    ...emptyParts(),
    city: '',
    title: '',
    edition: '',
    due: null,
    zone: null,
    locked: false,
    generation: 0,
    entities: new Map(),
    formerEntities: new Map(),
    members: new Map(),
    formerMembers: new Set(),
    served: new Map(),
    assignments: new Map(),
    submissions: [],
    reopened: [],
    verifications: new Map(),
    shown: new Map(),
    archived: null,
    deletion: null,
    deleted: false,
  };
}
