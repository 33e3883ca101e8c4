/**
 * A copy of a database's file in one state, taken while a server goes on writing into it. Copying the file itself would
 * leave behind what stands in its log (`FILE-wal`) alone.
 *
 * Source: sqlite.org/backup.html; a read transaction of the source holds its state until the copy is whole.
 */
import Database from 'better-sqlite3';
import { BUSY_TIMEOUT_MS } from '../sqlite/open.ts';

/** Pages of one step: more than any file has, as nobody waits for this process meanwhile. */
const PAGES = 2 ** 30;

/**
 * Copies `from`, its log included, to `to`, which must not exist. The copy is one file that needs no log beside it, and
 * can be read where nothing may be written. Rejects where `from` is missing or no database, or `to` cannot be written.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new Database(from, {
    readonly: true,
    fileMustExist: true,
    timeout: BUSY_TIMEOUT_MS,
  });
  try {
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    await source.backup(to, { progress: () => PAGES });
  } finally {
    source.close();
  }
  const copy = new Database(to, { fileMustExist: true });
  try {
    copy.pragma('synchronous = FULL');
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

/** A setting in a database that no server holds; undefined where it is not set, or the file is of another make. */
export function settingIn(file: string, key: string): string | undefined {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const has = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'setting'").get();
    if (has === undefined) return undefined;
    return database
      .prepare<[string], string>('SELECT value FROM setting WHERE key = ?')
      .pluck()
      .get(key);
  } finally {
    database.close();
  }
}

export type EvidencePlace = { workbook: string; hash: string; size: number; isKept: boolean };

/** The files of evidence that a database names, no server holding it. */
export function evidenceIn(file: string): EvidencePlace[] {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const has = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'evidence_file'").get();
    if (has === undefined) return [];
    const rows = database
      .prepare<[], Omit<EvidencePlace, 'isKept'> & { keptAt: number | null }>(
        'SELECT workbook, hash, size, kept_at AS keptAt FROM evidence_file',
      )
      .all();
    return rows.map(({ keptAt, ...place }) => ({ ...place, isKept: keptAt !== null }));
  } finally {
    database.close();
  }
}
