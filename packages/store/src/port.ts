/**
 * The whole store, as an adapter gives it to whoever opens and closes it. Everybody else asks for the small ports that
 * they need (`port-*.ts`).
 */
import type { AuditStore } from './port-audit.ts';
import type { ClarificationStore } from './port-clarifications.ts';
import type { EvidenceStore } from './blobs/port-evidence.ts';
import type { FileStore } from './port-files.ts';
import type { HistoryStore } from './port-history.ts';
import type { InvitationStore } from './port-invitations.ts';
import type { JournalReads, JournalStore } from './port-journal.ts';
import type { LinkStore } from './links/port-links.ts';
import type { ListingStore } from './port-listing.ts';
import type { LogReads, LogStore } from './port-log.ts';
import type { PeopleStore, SessionStore } from './port-people.ts';
import type { PostStore } from './port-post.ts';
import type { ProgramStore } from './port-programs.ts';
import type { RefusedDraftStore } from './port-refused-drafts.ts';
import type { SettingStore } from './port-settings.ts';
import type { TemplateStore } from './port-templates.ts';
import type { WorkbookStore } from './port-workbooks.ts';

export interface Store
  extends JournalStore,
    AuditStore,
    WorkbookStore,
    ClarificationStore,
    ListingStore,
    LogStore,
    PeopleStore,
    SessionStore,
    LinkStore,
    ProgramStore,
    RefusedDraftStore,
    InvitationStore,
    HistoryStore,
    FileStore,
    EvidenceStore,
    TemplateStore,
    PostStore,
    SettingStore {
  close(): Promise<void>;
}

/** What is read of a journal, with the names of its people: all that an export needs. */
export type ExportReads = JournalReads &
  WorkbookStore &
  ClarificationStore &
  LogReads &
  Pick<FileStore, 'file'> &
  Pick<EvidenceStore, 'evidenceFile'> &
  Pick<TemplateStore, 'template'> &
  Pick<PeopleStore, 'people'>;

/**
 * The database is away, full or read-only: nothing was written, try again. `append` answers it as a result; every other
 * writing method rejects with it (after the death of the writing thread, the one case in which it may yet have been
 * carried out). Not a defect: the server tells the person `unavailable`.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
