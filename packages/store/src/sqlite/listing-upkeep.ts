/**
 * Makes the rows of the list of workbooks anew where a file that is opened has none: it is from before there were any, or
 * they were counted another way. Apart from `listing.ts`, which brings the catalogue and is fetched only if it is needed.
 */
import { COUNTING } from '@tallystick/domain/counting';
import type Database from 'better-sqlite3';

/** Each workbook in a transaction of its own, so that a start that is broken off goes on where it was. */
export async function bringListingUpToDate(database: Database.Database): Promise<void> {
  dropIfCountedOtherwise(database);
  const missing = database
    .prepare<[], string>(
      `SELECT workbook FROM workbook LEFT JOIN listing USING (workbook)
       WHERE kind = 'workbook' AND head > 0 AND deleted_at IS NULL AND listing.workbook IS NULL`,
    )
    .pluck()
    .all();
  if (missing.length === 0) return;
  const { openListingMaker } = await import('./listing.ts');
  const make = openListingMaker(database);
  for (const workbook of missing) make(workbook);
}

/** The file's `user_version` is the `COUNTING` that its rows were made by; 0, SQLite's own, where there are none yet. */
function dropIfCountedOtherwise(database: Database.Database): void {
  if (database.pragma('user_version', { simple: true }) === COUNTING) return;
  database.transaction(() => {
    // The tables beside it are emptied as each workbook's rows are made.
    database.prepare('DELETE FROM listing').run();
    database.pragma(`user_version = ${COUNTING}`);
  })();
}
