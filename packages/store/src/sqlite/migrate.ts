/**
 * Brings a file's tables up to date. It alone needs drizzle's migrator, which the commit worker must not load: it would
 * double the time of its start.
 */
import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';

const MIGRATIONS = fileURLToPath(new URL('../../../../drizzle/sqlite', import.meta.url));

/**
 * Applies what is missing, each migration in one transaction. Throws, and leaves the file as it is, where it was written
 * by a newer version of the product, or by a trial version whose tables were made otherwise: what they mean is not known.
 */
export function migrateDatabase(database: Database.Database): void {
  if (lastApplied(database) > newestKnown())
    throw new Error(
      'The database was written by a newer version of the product. Update this one first.',
    );
  if (isMadeOtherwise(database))
    throw new Error(
      'The database was made by a trial version of the product whose tables had other names. Go on with that version, or name an empty data folder.',
    );
  migrate(drizzle(database), { migrationsFolder: MIGRATIONS });
}

/** Whether a file's tables are those of this version, neither older nor newer. */
export function isUpToDate(database: Database.Database): boolean {
  return lastApplied(database) === newestKnown();
}

/** The instant of the newest migration of this version. */
function newestKnown(): number {
  return readMigrationFiles({ migrationsFolder: MIGRATIONS }).at(-1)?.folderMillis ?? 0;
}

/** Whether a migration was applied to the file in another form than it has in this version. */
function isMadeOtherwise(database: Database.Database): boolean {
  if (lastApplied(database) === 0) return false;
  const hashOf = new Map(
    readMigrationFiles({ migrationsFolder: MIGRATIONS }).map((file) => [
      file.folderMillis,
      file.hash,
    ]),
  );
  const applied = database
    .prepare<[], { at: number; hash: string }>(
      'SELECT created_at AS at, hash FROM __drizzle_migrations',
    )
    .all();
  return applied.some(({ at, hash }) => hashOf.get(at) !== hash);
}

/** The instant (drizzle's own, milliseconds) of the last migration applied; 0 for a new file. */
function lastApplied(database: Database.Database): number {
  const table = database
    .prepare("SELECT 1 FROM sqlite_schema WHERE name = '__drizzle_migrations'")
    .get();
  if (table === undefined) return 0;
  const last = database
    .prepare<[], { at: number | null }>('SELECT max(created_at) AS at FROM __drizzle_migrations')
    .get();
  return last?.at ?? 0;
}
