/** The one place where the journal of the audit side gets its name, and where such a name is told from a workbook's. */
import type { AuditJournalId, WorkbookId } from '../cells/ids.ts';

/** No id that comes from outside may hold a stroke, so that no request can name an audit journal as a workbook. */
const AUDIT = '/audit';

/** What kinds of journals there are; of a city's workbook, and of the audit side beside it. */
export const JOURNAL_KINDS = ['workbook', 'audit'] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];

/** The journal of those who audit a workbook. */
export function auditJournalOf(workbook: WorkbookId): AuditJournalId {
  return `${workbook}${AUDIT}` as string as AuditJournalId;
}

/** The workbook that an audit journal stands beside. */
export function workbookOf(journal: AuditJournalId): WorkbookId {
  return journal.slice(0, -AUDIT.length) as string as WorkbookId;
}

/** Whether an id, however it is typed, is that of an audit journal. */
export function isAuditJournal(id: string): boolean {
  return id.endsWith(AUDIT);
}

/** The kind of journal that an id names. */
export const journalKindOf = (id: string): JournalKind =>
  isAuditJournal(id) ? 'audit' : 'workbook';
