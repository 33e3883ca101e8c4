/** Audit journals in memory. */
import type { AuditEntry } from '@tallystick/domain/audit/entry';
import { workbookOf } from '@tallystick/domain/audit/journal-id';
import type { AuditJournalId, WorkbookId } from '@tallystick/domain/cells/ids';
import { assertAuditWellFormed, type Sealed, sealAudit } from '../journal/seal.ts';
import type {
  AuditAppend,
  AuditAppendResult,
  AuditStore,
  StoredAuditEntry,
} from '../port-audit.ts';
import { ENTRIES_PER_READ, ENTRY_CHARS_PER_READ } from '../rules.ts';
import type { Erased } from './erased.ts';

type Book = { head: number; entries: StoredAuditEntry[] };
type Around = {
  integrate: (entries: readonly Sealed[]) => number;
  erased: Erased;
  isThere: (workbook: WorkbookId) => Promise<boolean>;
};

export function memoryAudit({ integrate, erased, isThere }: Around): AuditStore {
  const books = new Map<AuditJournalId, Book>();
  const bookOf = (journal: AuditJournalId): Book => books.get(journal) ?? { head: 0, entries: [] };
  erased.onErase((workbook) => {
    for (const [journal, book] of books) if (workbookOf(journal) === workbook) book.entries = [];
  });
  return {
    async appendAudit(request) {
      assertAuditWellFormed(request);
      const { workbook: journal } = request;
      const workbook = workbookOf(journal);
      if (!(await isThere(workbook))) throw new Error(`there is no workbook beside ${journal}`);
      const book = bookOf(journal);
      const { head } = book;
      if (erased.has(workbook)) return { ok: false, why: 'deleted', head };
      const refused = refusalOf(book, request);
      if (refused !== undefined) return refused;
      const sealed = sealAudit(request);
      book.entries.push(...sealed);
      book.head += sealed.length;
      books.set(journal, book);
      return { ok: true, first: head + 1, head: book.head, treeSize: integrate(sealed) };
    },
    async auditEntries(journal, { after, limit }) {
      const found: StoredAuditEntry[] = [];
      let chars = 0;
      for (const stored of bookOf(journal).entries) {
        const isFull = found.length >= Math.min(limit, ENTRIES_PER_READ);
        if (isFull || chars >= ENTRY_CHARS_PER_READ) break;
        if (stored.entry.number <= after) continue;
        found.push(fresh(stored));
        chars += stored.text.length;
      }
      return found;
    },
    async auditEntryOfCommand(journal, command) {
      const found = bookOf(journal).entries.find(({ entry }) => entry.command === command);
      return found && fresh(found);
    },
  };
}

function refusalOf(book: Book, { entries, expected }: AuditAppend): AuditAppendResult | undefined {
  const { head } = book;
  const commands = new Set(entries.map(({ command }) => command));
  const done = book.entries.find(({ entry }) => commands.has(entry.command));
  if (done !== undefined) return { ok: false, why: 'repeated', head, entry: fresh(done).entry };
  return expected === head ? undefined : { ok: false, why: 'moved', head };
}

/** Readers may change what they get; the journal stays as it is. */
function fresh(stored: StoredAuditEntry): StoredAuditEntry {
  return { ...stored, entry: JSON.parse(stored.text) as AuditEntry };
}
