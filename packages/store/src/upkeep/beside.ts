/**
 * The little that may be written into a database beside a running server: a one-time link. The server keeps nothing of
 * links in memory, and SQLite lets one transaction after the other write.
 */
import { existsSync } from 'node:fs';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { LinkStore } from '../links/port-links.ts';
import type { PeopleStore } from '../port-people.ts';
import { isUpToDate } from '../sqlite/migrate.ts';
import { openDatabase } from '../sqlite/open.ts';
import { linkOperations } from '../sqlite/operations/operations-links.ts';
import { peopleReads } from '../sqlite/read/read-people.ts';

export type Beside = Pick<PeopleStore, 'person' | 'personByEmail'> &
  Pick<LinkStore, 'addLink'> & { close(): Promise<void> };

/** Opens a file that a server may hold. Throws a sentence where there is none, or its tables are not of this version. */
export function openBeside(file: string): Beside {
  if (!existsSync(file)) throw new Error(`There is no database ${file}.`);
  const database = openDatabase(file);
  if (!isUpToDate(database)) {
    database.close();
    throw new Error('The database is of another version: start the server of this version once.');
  }
  const links = linkOperations(database);
  const people = peopleReads(drizzle(database));
  const add = database.transaction(links.addLink).immediate;
  return {
    person: people.person,
    personByEmail: people.personByEmail,
    addLink: async (link, at) => add({ link, at }),
    close: async () => {
      database.close();
    },
  };
}
