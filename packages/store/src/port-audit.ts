/**
 * The port of the journal of the audit side, one beside a workbook. It shares numbers, leaf hashes and tree with the
 * workbooks' journals; what reads those (exports, histories, webhooks, lists) is not given this port, and does not compile
 * with the id of such a journal.
 *
 * Invariants every adapter keeps, besides those of `port-journal.ts` on numbers, durability and repeated commands:
 * 1. A journal begins with its first entry. Its workbook must be there.
 * 2. With the deletion of its workbook all texts go in that transaction; the leaf hashes stay, and nothing is appended
 *    afterwards.
 * 3. Nothing follows from an entry but the number of its command: no cell, no member, no line of a list or a history.
 */
import type { AuditEntry, NewAuditEntry } from '@tallystick/domain/audit/entry';
import type { AuditJournalId, CommandId } from '@tallystick/domain/cells/ids';

/** `workbook`: the journal's own id, as in its entries. `expected`: the head that the entries were decided against. */
export type AuditAppend = {
  workbook: AuditJournalId;
  expected: number;
  entries: NewAuditEntry[];
};

/** As `AppendResult`. */
export type AuditAppendResult =
  | { ok: true; first: number; head: number; treeSize: number }
  | { ok: false; why: 'moved' | 'deleted'; head: number }
  | { ok: false; why: 'repeated'; head: number; entry: AuditEntry }
  | { ok: false; why: 'unavailable'; head: number; message: string };

/** An entry with its exact bytes and their hash. */
export type StoredAuditEntry = { entry: AuditEntry; text: string; leaf: Uint8Array };

export interface AuditReads {
  /** As `entries` of a workbook's journal. None where the journal has not begun, or its workbook was deleted. */
  auditEntries(
    journal: AuditJournalId,
    options: { after: number; limit: number },
  ): Promise<StoredAuditEntry[]>;
  auditEntryOfCommand(
    journal: AuditJournalId,
    command: CommandId,
  ): Promise<StoredAuditEntry | undefined>;
}

export interface AuditStore extends AuditReads {
  appendAudit(request: AuditAppend): Promise<AuditAppendResult>;
}
