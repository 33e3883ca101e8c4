/** Cells of a locked submission that are reopened for a while. */
import type { Reopening } from '../state.ts';
import type { FieldsOf } from './fields.ts';
import type { EventNouns } from './noun.ts';
import { byRoomReaders } from './seen.ts';

type Listed = Omit<Reopening, 'cells' | 'rows'> & { cells: string[]; rows: string[] };

/** As it is told: with its names as lists. */
export const REOPENING_FIELDS: FieldsOf<Listed> = {
  number: 'all',
  submission: 'all',
  cells: 'all',
  rows: 'all',
  reason: 'all',
  until: 'all',
  by: 'all',
  at: 'all',
  ended: { by: 'all', at: 'all' },
};

export const REOPEN_EVENTS: EventNouns<'cells-reopened' | 'reopening-ended'> = {
  'cells-reopened': {
    isSeen: byRoomReaders,
    fields: { submission: 'all', cells: 'all', rows: 'all', reason: 'all', until: 'all' },
  },
  'reopening-ended': { isSeen: byRoomReaders, fields: { reopening: 'all' } },
};
