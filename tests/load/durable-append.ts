/**
 * What it costs this machine, now, to have one entry on its disk: a row of its own transaction in a fresh SQLite database
 * that syncs at every commit, as a journal must. The least that a server which keeps what it acknowledges adds to an edit.
 * Each comes after a pause, as edits of few editors do: one right after another finds everything warm that it needs.
 * Source: sqlite.org/pragma.html#pragma_synchronous.
 */
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';
import { median } from './percentile.ts';

const APPENDS = 60;
/** Between two edits of 50 editors, each of whom edits once a second. */
const PAUSE_MS = 20;
/** About the bytes of an entry of one edit. */
const ENTRY_BYTES = 600;

/** The middle of many appends, in milliseconds. */
export async function durableAppend(): Promise<number> {
  const folder = await temporaryDataDir();
  const database = new Database(join(folder, 'append.sqlite'));
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.exec('CREATE TABLE entry (number INTEGER PRIMARY KEY, text TEXT NOT NULL)');
    const append = database.prepare('INSERT INTO entry (text) VALUES (?)');
    const text = 'e'.repeat(ENTRY_BYTES);
    const took_ms: number[] = [];
    for (let nth = 0; nth < APPENDS; nth += 1) {
      await pause(PAUSE_MS);
      const began = performance.now();
      append.run(text);
      took_ms.push(performance.now() - began);
    }
    return median(took_ms);
  } finally {
    database.close();
    await removeDataDir(folder);
  }
}
