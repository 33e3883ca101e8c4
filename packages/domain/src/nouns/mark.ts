/** What people say of rows: ready, not available, back in progress. */
import type { RowMark } from '../state.ts';
import type { FieldsOf } from './fields.ts';
import type { EventNouns } from './noun.ts';
import { byRoomReaders } from './seen.ts';

export const MARK_FIELDS: FieldsOf<RowMark> = {
  row: 'all',
  as: 'all',
  print: 'all',
  reason: 'all',
  by: 'all',
  at: 'all',
  number: 'all',
  why: 'all',
  expected: 'all',
};

export const MARK_EVENTS: EventNouns<'rows-marked'> = {
  'rows-marked': {
    isSeen: byRoomReaders,
    fields: {
      rows: 'all',
      as: 'all',
      prints: 'all',
      reason: 'all',
      why: 'all',
      expected: 'all',
    },
  },
};
