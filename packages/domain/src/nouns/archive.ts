/** The end of a workbook: archived and brought back, deleted for good. */
import type { Archived, AskedDeletion } from '../state.ts';
import type { FieldsOf } from './fields.ts';
import type { EventNouns } from './noun.ts';
import { byMembers, byRoomReaders } from './seen.ts';

/** To observers it is told without who and why (`present-observer.ts`). */
export const ARCHIVED_FIELDS: FieldsOf<Archived> = {
  number: 'all',
  reason: 'all',
  by: 'all',
  at: 'all',
};
export const DELETION_FIELDS: FieldsOf<AskedDeletion> = { ...ARCHIVED_FIELDS, until: 'all' };

export const ARCHIVE_EVENTS: EventNouns<
  'archived' | 'unarchived' | 'deletion-asked' | 'deletion-taken-back' | 'deleted'
> = {
  archived: { isSeen: byMembers, fields: { reason: 'all' } },
  unarchived: { isSeen: byMembers, fields: {} },
  'deletion-asked': { isSeen: byRoomReaders, fields: { reason: 'all', until: 'all' } },
  'deletion-taken-back': { isSeen: byRoomReaders, fields: { asked: 'all' } },
  deleted: { isSeen: byMembers, fields: { archived: 'all', asked: 'all' } },
};
