/**
 * A store's file read beside the server that writes it, by a thread of its own: exports read whole journals, and on the
 * server's own connection everybody would wait for them.
 */
import type { KeptHashes } from '@tallystick/ledger/tiles';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { ExportReads } from './port.ts';
import { openReader } from './sqlite/open.ts';
import { clarificationReads } from './sqlite/read/read-clarifications.ts';
import { evidenceReads } from './sqlite/read/read-evidence.ts';
import { fileReads } from './sqlite/read/read-files.ts';
import { templateReads } from './sqlite/read/read-templates.ts';
import { journalReads } from './sqlite/read/read-journal.ts';
import { workbookReads } from './sqlite/read/read-workbooks.ts';
import { peopleReads } from './sqlite/read/read-people.ts';
import { keptHashes, treeReads } from './sqlite/read/read-tree.ts';

export type StoreReader = ExportReads & {
  /** The kept hashes of the tree, without waiting. */
  hashes: KeptHashes;
  /** Runs reads over one state of the file. Not for long ones: the log of what is written meanwhile only grows. */
  atOnce: <T>(read: () => Promise<T>) => Promise<T>;
  /** Bytes of a journal's entries up to a number. */
  entryBytes: (workbook: string, upTo: number) => number;
  close: () => void;
};

/** Opens the file for reading alone. Throws where there is none. */
export function openSqliteReader(file: string): StoreReader {
  const reader = openReader(file);
  const db = drizzle(reader);
  const bytes = reader
    .prepare<[string, number], number>(
      `SELECT coalesce(sum(octet_length(text)), 0) FROM entry WHERE workbook = ? AND number <= ?`,
    )
    .pluck();
  return {
    ...journalReads(db, reader),
    ...workbookReads(db),
    ...treeReads(db),
    ...clarificationReads(db),
    people: peopleReads(db).people,
    file: fileReads(db).file,
    evidenceFile: evidenceReads(reader).evidenceFile,
    template: templateReads(db).template,
    hashes: keptHashes(reader),
    async atOnce(read) {
      reader.exec('BEGIN');
      try {
        return await read();
      } finally {
        reader.exec('COMMIT');
      }
    },
    entryBytes: (workbook, upTo) => bytes.get(workbook, upTo) ?? 0,
    close() {
      reader.close();
    },
  };
}
