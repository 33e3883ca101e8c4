/**
 * Erases a deleted workbook, with the journal of its audit side, inside the transaction that appends its `deleted` entry, and afterwards sweeps the file:
 * SQLite overwrites what is deleted (`secure_delete`), but copies that earlier changes left in unused parts of its pages
 * and in the log go only where the file is written anew.
 * Source: sqlite.org/pragma.html#pragma_secure_delete, sqlite.org/lang_vacuum.html.
 */
import { auditJournalOf } from '@tallystick/domain/audit/journal-id';
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import type Database from 'better-sqlite3';
import { ERASED, JOURNAL_TABLES, KEPT_EVENTS, OTHER_TABLES, UNSWEPT } from '../erasure.ts';
import { EMPTY_WORKBOOK } from '../projections/tables.ts';
import { layOutLog } from './open.ts';

export type Eraser = (workbook: string, at: number) => void;

/** `at`: when the workbook was deleted, milliseconds since 1970, UTC. */
export function openEraser(database: Database.Database): Eraser {
  const kept = KEPT_EVENTS.map((type) => `'${type}'`).join(', ');
  const entries = database.prepare(
    `UPDATE entry SET kind = '${ERASED}', at = 0, "by" = '', text = ''
     WHERE workbook = ?
       AND NOT (kind = 'event' AND json_extract(text, '$.event.type') IN (${kept}))`,
  );
  const rows = [...JOURNAL_TABLES, ...OTHER_TABLES].map((table) =>
    database.prepare(`DELETE FROM "${table}" WHERE workbook = ?`),
  );
  const audit = database.prepare(
    `UPDATE workbook SET created_at = ${EMPTY_WORKBOOK.created_at}, deleted_at = ? WHERE workbook = ?`,
  );
  const unswept = database.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)');
  return (workbook, at) => {
    const journal = auditJournalOf(workbook as WorkbookId);
    for (const each of [workbook, journal]) {
      entries.run(each);
      for (const statement of rows) statement.run(each);
    }
    audit.run(at, journal);
    unswept.run(UNSWEPT, String(at));
  };
}

/** Milliseconds until a sweep that could not be done is tried again: it takes seconds, and saves wait meanwhile. */
const SWEEP_AGAIN_MS = 60_000;

/** Sweeps the file where a deletion has left it to be done; to be called between commits. Never throws. */
export function openSweeper(database: Database.Database): () => void {
  const isDue = database.prepare('SELECT 1 FROM setting WHERE key = ?').pluck();
  const done = database.prepare('DELETE FROM setting WHERE key = ?');
  let notBefore = 0;
  return () => {
    if (performance.now() < notBefore || isDue.get(UNSWEPT) === undefined) return;
    notBefore = performance.now() + SWEEP_AGAIN_MS;
    try {
      database.exec('VACUUM');
      const [log] = database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      // Somebody reads an older state still (a backup, say), which the log holds for them.
      if (log?.busy !== 0) return;
      done.run(UNSWEPT);
      notBefore = 0;
      layOutLog(database);
    } catch {
      // A full disk: everything is erased all the same, and swept as soon as it can be.
    }
  };
}
