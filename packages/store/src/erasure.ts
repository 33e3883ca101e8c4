/**
 * What is left of a deleted workbook: of each entry its place in the log and its leaf hash, and the events that tell of
 * the deletion whole. Every proof goes on holding; nothing that anybody typed can be read.
 */
import type { Event } from '@tallystick/domain/events';
import { PROJECTED_TABLES } from './projections/tables.ts';

/** In the place of an erased entry's kind. Its text and author are empty, its time is 0. */
export const ERASED = 'erased';

/** Events that are kept whole: who archived and deleted, when and why. They name people by id alone. */
export const KEPT_EVENTS: readonly Event['type'][] = [
  'archived',
  'unarchived',
  'deletion-asked',
  'deletion-taken-back',
  'deleted',
];

/**
 * Tables of which a deleted workbook's rows go. Those of the first list follow from the journal and are empty once its
 * last entry is `deleted`; those of the second are of the workbook and no part of the journal.
 */
export const JOURNAL_TABLES = [
  ...PROJECTED_TABLES.filter((table) => table !== 'workbook'),
  'mention',
  'mentioned',
  'listing',
  'listing_row',
  'listing_entity',
  'listing_version',
  'listing_thread',
];
export const OTHER_TABLES = [
  'refused_draft',
  'seen',
  'invitation',
  'webhook',
  'token',
  'link',
  'idempotency',
  'file',
  'evidence_file',
  'notice',
  'post_cursor',
  'post_setting',
  'chase',
] as const;

/** Setting that stands from a deletion until nothing of it is left in the file's unused parts. */
export const UNSWEPT = 'unswept';
