/**
 * An entry of an audit journal. It shares numbers, canonical form and leaf hashes with the workbook's, and nothing else:
 * there are no edits, no client ids, no snapshots.
 */
import type { AuditJournalId, CommandId, PersonId } from '../cells/ids.ts';
import type { Entry } from '../entry.ts';
import { isAuditJournal } from './journal-id.ts';
import type { AuditEvent } from './events.ts';

/** `at` is in milliseconds since 1970, UTC. `salt` as in a workbook's entry: its hash stands in a tree that all may read. */
export type AuditEntry = {
  v: 1;
  kind: 'event';
  /** The journal's own id: the field is called as in every entry, so that one check reads all. */
  workbook: AuditJournalId;
  number: number;
  at: number;
  by: PersonId;
  door: 'api' | 'system';
  command: CommandId;
  event: AuditEvent;
  salt: string;
};

/** Before the store has numbered it. */
export type NewAuditEntry = Omit<AuditEntry, 'number'>;

/** Tells the two apart where all journals pass: in the store alone. */
export function isAuditEntry(entry: Entry | AuditEntry): entry is AuditEntry {
  return isAuditJournal(entry.workbook);
}
