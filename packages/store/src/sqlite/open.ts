/**
 * Opens the database file as durably as promised, or not at all. The main thread, the commit worker and `fsck` open it
 * and one of them opening it weaker would break the promise of all.
 *
 * Source: sqlite.org/pragma.html; WAL with synchronous=FULL syncs the log at every commit, so a commit that has
 * returned outlives the power.
 */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

/** How long a statement waits for another connection of the same process (a checkpoint, a backup). */
export const BUSY_TIMEOUT_MS = 5_000;
/** How long a starting server waits for one that is just ending. */
const LOCK_TIMEOUT_MS = 1_000;
/** Pages of 4 KiB that wait in the log before they are moved into the file: 16 MiB, some 10,000 entries. */
const LOG_PAGES = 4_000;
/** `PRAGMA synchronous`: 2 is FULL, 3 is EXTRA; 0 and 1 can lose an acknowledged commit at a power cut. */
const SYNCHRONOUS_FULL = 2;

/** Opens for writing and throws when the journal mode or the syncing is weaker than promised. */
export function openDatabase(file: string, busyTimeout_ms = BUSY_TIMEOUT_MS): Database.Database {
  const database = new Database(file, { timeout: busyTimeout_ms });
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    // On macOS fsync does not reach the medium by itself; elsewhere these change nothing.
    database.pragma('fullfsync = ON');
    database.pragma('checkpoint_fullfsync = ON');
    database.pragma('foreign_keys = ON');
    database.pragma('wal_autocheckpoint = 0');
    // What is deleted is overwritten, from the first row on: of a deleted workbook nothing must be found in the file.
    database.pragma('secure_delete = ON');
    assertDurable(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Throws unless a commit on this connection outlives a power cut. */
export function assertDurable(database: Database.Database): void {
  const mode = database.pragma('journal_mode', { simple: true });
  if (mode !== 'wal')
    throw new Error(
      `The database must be in journal mode WAL, but is in "${String(mode)}". Put it on a local disk that supports it.`,
    );
  const synchronous = Number(database.pragma('synchronous', { simple: true }));
  if (!(synchronous >= SYNCHRONOUS_FULL))
    throw new Error(
      `The database must run with synchronous=FULL, but runs with ${synchronous}: a power cut could lose saved values.`,
    );
  if (database.pragma('foreign_keys', { simple: true }) !== 1)
    throw new Error('The database must enforce foreign keys.');
}

/** A disk with less room than this many lengths of the log keeps it for what people write. */
const ROOM_FOR_LOGS = 16;

/**
 * Lays the log out at its full length, so that a commit writes into a file that stands and need not grow it: that saves
 * the disk a second write. A transaction too large for memory goes to the log and is then undone.
 */
export function layOutLog(database: Database.Database): void {
  const logBytes = LOG_PAGES * Number(database.pragma('page_size', { simple: true }));
  const { bavail, bsize } = statfsSync(dirname(database.name));
  if (bavail * bsize < logBytes * ROOM_FOR_LOGS) return;
  const cacheSize = Number(database.pragma('cache_size', { simple: true }));
  database.pragma('cache_size = 10');
  database.exec('BEGIN IMMEDIATE; CREATE TABLE length_of_the_log (bytes BLOB)');
  database.prepare('INSERT INTO length_of_the_log VALUES (zeroblob(?))').run(logBytes);
  database.exec('ROLLBACK');
  database.pragma(`cache_size = ${cacheSize}`);
}

/**
 * Moves committed pages from the log into the database file when many wait there. Called between commits, so that
 * nobody's answer waits for it: SQLite's own automatic checkpoint would run inside a commit.
 */
export function moveLogWhenLong(database: Database.Database): void {
  const [state] = database.pragma('wal_checkpoint(NOOP)') as {
    log: number;
    checkpointed: number;
  }[];
  if (state !== undefined && state.log - state.checkpointed >= LOG_PAGES)
    database.pragma('wal_checkpoint(PASSIVE)');
}

/** A connection that reads the committed state and refuses to write. */
export function openReader(file: string): Database.Database {
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  database.pragma('query_only = ON');
  return database;
}

/**
 * Holds the file for this process: a second server on it refuses to start. The hold is a lock of the operating system
 * on `FILE.lock`, so it dies with the process however that ends and never has to be cleared by hand.
 */
export function holdExclusively(file: string): { release: () => void } {
  const lock = new Database(`${file}.lock`, { timeout: LOCK_TIMEOUT_MS });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new Error(
        `Another server is running on ${file}. Stop it first, or give this one its own file.`,
      );
    throw error;
  }
  return {
    release: () => {
      lock.close();
    },
  };
}
