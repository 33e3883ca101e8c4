/**
 * Reads of the journal and of what stands beside its entries. Reading runs on the main thread, on its own connection,
 * and never waits for a commit.
 */
import { isAuditJournal } from '@tallystick/domain/audit/journal-id';
import type { Entry } from '@tallystick/domain/entry';
import type Database from 'better-sqlite3';
import { and, asc, desc, eq, gt } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ClaimRow, GenerationRow, JournalReads } from '../../port-journal.ts';
import { ERASED } from '../../erasure.ts';
import { ENTRIES_PER_READ, ENTRY_CHARS_PER_READ } from '../../rules.ts';
import * as tables from '../schema.ts';
import type { StoredEntry } from '../../rows.ts';

/** The bytes of a blob as the port gives them. */
export function bytesOfBlob(blob: Buffer): Uint8Array {
  return new Uint8Array(blob.buffer, blob.byteOffset, blob.length);
}

/** The columns that make a stored entry. */
export const entryColumns = {
  text: tables.entry.text,
  leaf: tables.entry.leaf,
};

type EntryRow = { text: string; leaf: Buffer };

/** A row of `entryColumns` as the port gives it. */
export function storedEntry(row: EntryRow): StoredEntry {
  const { text, leaf } = row;
  return { entry: JSON.parse(text) as Entry, text, leaf: bytesOfBlob(leaf) };
}

/** The journal's reading methods. Ids come back as the branded strings they were stored from. */
export function journalReads(db: BetterSQLite3Database, reader: Database.Database): JournalReads {
  return { ...entryReads(db, reader), ...besideReads(db) };
}

/** Row by row, so that a page can end before its texts are too many. */
function preparePages(reader: Database.Database) {
  const prepare = (ofKind: string) =>
    reader.prepare<[string, number, number, number], EntryRow>(
      `SELECT text, leaf FROM entry
       WHERE workbook = ? AND number > ? AND number <= ? ${ofKind} ORDER BY number LIMIT ?`,
    );
  return {
    // An event's kind leaves the erased ones out by itself.
    all: prepare(`AND kind <> '${ERASED}'`),
    edit: prepare("AND kind = 'edit'"),
    event: prepare("AND kind = 'event'"),
  };
}

function entryReads(db: BetterSQLite3Database, reader: Database.Database) {
  const { entry, command } = tables;
  const pages = preparePages(reader);
  return {
    async entries(workbook, { after, limit, kind = 'all', upTo = Number.MAX_SAFE_INTEGER }) {
      const page: StoredEntry[] = [];
      if (isAuditJournal(workbook)) return page;
      let chars = 0;
      const most = Math.max(0, Math.min(limit, ENTRIES_PER_READ));
      const rows = pages[kind as keyof typeof pages].iterate(workbook, after, upTo, most);
      for (const row of rows) {
        page.push(storedEntry(row));
        chars += row.text.length;
        if (chars >= ENTRY_CHARS_PER_READ) break;
      }
      return page;
    },
    async entryOfCommand(workbook, id) {
      if (isAuditJournal(workbook)) return undefined;
      const row = db
        .select(entryColumns)
        .from(command)
        .innerJoin(
          entry,
          and(eq(entry.workbook, command.workbook), eq(entry.number, command.number)),
        )
        .where(and(eq(command.workbook, workbook), eq(command.command, id)))
        .get();
      return row === undefined ? undefined : storedEntry(row);
    },
  } satisfies Partial<JournalReads>;
}

const ALL_CLAIMS = { after: -1, limit: 2 ** 31 - 1 };

/** What is kept beside entries: claims, generations, snapshots. */
function besideReads(db: BetterSQLite3Database) {
  const { clientClaim, generation, snapshot } = tables;
  return {
    async generation(workbook) {
      const row = db
        .select()
        .from(generation)
        .where(eq(generation.workbook, workbook))
        .orderBy(desc(generation.generation))
        .limit(1)
        .get();
      if (row === undefined) return undefined;
      const found: GenerationRow = {
        generation: row.generation,
        upTo: row.upTo,
        base: bytesOfBlob(row.base),
      };
      return found;
    },
    async claims(workbook, { after, limit } = ALL_CLAIMS) {
      return db
        .select({ client: clientClaim.client, person: clientClaim.person })
        .from(clientClaim)
        .where(and(eq(clientClaim.workbook, workbook), gt(clientClaim.client, after)))
        .orderBy(asc(clientClaim.client))
        .limit(limit)
        .all() as ClaimRow[];
    },
    async snapshot(workbook, submission) {
      return db
        .select({ text: snapshot.text })
        .from(snapshot)
        .where(and(eq(snapshot.workbook, workbook), eq(snapshot.submission, submission)))
        .get()?.text;
    },
  } satisfies Partial<JournalReads>;
}
