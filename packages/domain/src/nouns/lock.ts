/** Locked versions, and the room's generations that begin with them. */
import type { Submission } from '../state.ts';
import type { FieldsOf } from './fields.ts';
import type { EventNouns } from './noun.ts';
import { byMembers, byRoomReaders } from './seen.ts';

/** To observers it is told without who (`present-observer.ts`). */
export const SUBMISSION_FIELDS: FieldsOf<Submission> = {
  submission: 'all',
  upTo: 'all',
  number: 'all',
  snapshot: 'all',
  by: 'all',
  at: 'all',
  reported: 'all',
  missing: 'all',
  released: 'all',
  releasedUpTo: 'all',
  consent: 'all',
  unlocked: { by: 'all', at: 'all', reason: 'all' },
};

export const LOCK_EVENTS: EventNouns<'locked' | 'unlocked' | 'generation-started'> = {
  locked: {
    isSeen: byMembers,
    fields: {
      submission: 'all',
      upTo: 'all',
      snapshot: 'all',
      generation: 'all',
      reported: 'all',
      missing: 'all',
    },
  },
  unlocked: { isSeen: byRoomReaders, fields: { submission: 'all', reason: 'all' } },
  'generation-started': { isSeen: byRoomReaders, fields: { generation: 'all', upTo: 'all' } },
};
