/**
 * Folds archiving and deletion into the state. A deletion that was asked for stays there after it has lapsed: whether it
 * stands is asked of `standingDeletion`, which knows the time.
 */
import type { EventEntry } from '../entry.ts';
import type { Event } from '../events.ts';
import type { WorkbookState } from '../state.ts';

type Of<T extends Event['type']> = Extract<Event, { type: T }>;

export function foldArchive(
  state: WorkbookState,
  { by, at, number }: EventEntry,
  event: Of<'archived' | 'unarchived' | 'deletion-asked' | 'deletion-taken-back' | 'deleted'>,
): WorkbookState {
  switch (event.type) {
    case 'archived':
      state.archived = { number, reason: event.reason, by, at };
      return state;
    case 'unarchived':
      state.archived = null;
      state.deletion = null;
      return state;
    case 'deletion-asked':
      state.deletion = { number, reason: event.reason, until: event.until, by, at };
      return state;
    case 'deletion-taken-back':
      if (state.deletion?.number === event.asked) state.deletion = null;
      return state;
    case 'deleted':
      state.deleted = true;
      return state;
  }
}
