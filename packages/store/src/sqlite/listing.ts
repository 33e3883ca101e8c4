/** The rows of the list of workbooks in SQLite, written inside the commit that writes the entries. */
import type { Entry, EventEntry } from '@tallystick/domain/entry';
import type Database from 'better-sqlite3';
import {
  followListing,
  LISTING_KEYS,
  type ListedBook,
  ListingMaker,
  type ListingTable,
  type Table,
} from '../projections/listing.ts';

type Columns = Record<string, string | number | null>;
const COLUMNS: Record<ListingTable, readonly string[]> = {
  listing: ['edition', 'due', 'zone', 'reported', 'ready', 'threads', 'audit_threads'],
  listing_row: ['entity', 'mark', 'print', 'life', 'reported'],
  listing_entity: ['name', 'row_count', 'rows_left'],
  listing_version: ['reported', 'released', 'consent'],
  listing_thread: ['audience', 'open'],
};
const TABLES = Object.keys(COLUMNS) as ListingTable[];

export type ListingFollower = (workbook: string, entries: readonly Entry[]) => void;

/** Answers a function to be called in the transaction that wrote the entries and their cells. */
export function openListingFollower(database: Database.Database): ListingFollower {
  const bookOf = openBooks(database);
  return (workbook, entries) => followListing(bookOf(workbook), entries);
}

function openBooks(database: Database.Database): (workbook: string) => ListedBook {
  const text = database
    .prepare<[string, string], string>('SELECT text FROM cell WHERE workbook = ? AND cell = ?')
    .pluck();
  const formulas = database
    .prepare<[string], [string, string]>(
      "SELECT cell, text FROM cell WHERE workbook = ? AND substr(text, 1, 1) = '='",
    )
    .raw();
  const tables = TABLES.map((name) => [name, openTable(database, name)] as const);
  return (workbook) => ({
    text: (cell) => text.get(workbook, cell),
    formulas: () => new Map(formulas.all(workbook)),
    ...(Object.fromEntries(tables.map(([name, of]) => [name, of(workbook)])) as unknown as Omit<
      ListedBook,
      'text' | 'formulas'
    >),
  });
}

function openTable(
  database: Database.Database,
  name: ListingTable,
): (workbook: string) => Table<Columns> {
  const columns = COLUMNS[name];
  const key = LISTING_KEYS[name];
  const keys = key === null ? ['workbook'] : ['workbook', key];
  const where = keys.map((column) => `"${column}" = ?`).join(' AND ');
  const all = [...keys, ...columns];
  const get = database.prepare<unknown[], Columns>(
    `SELECT ${columns.join(', ')} FROM ${name} WHERE ${where}`,
  );
  const put = database.prepare(
    `INSERT INTO ${name} (${all.map((column) => `"${column}"`).join(', ')})
     VALUES (${all.map(() => '?').join(', ')})
     ON CONFLICT DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  );
  const drop = database.prepare(`DELETE FROM ${name} WHERE ${where}`);
  return (workbook) => {
    const named = (value: string | number) => (key === null ? [workbook] : [workbook, value]);
    return {
      get: (value) => get.get(...named(value)),
      set: (value, row) => void put.run(...named(value), ...columns.map((column) => row[column])),
      delete: (value) => void drop.run(...named(value)),
    };
  };
}

/** Answers a function that makes a workbook's rows from its journal and its cells, whatever rows there were. */
export function openListingMaker(database: Database.Database): (workbook: string) => void {
  const bookOf = openBooks(database);
  const events = database
    .prepare<[string], string>(
      "SELECT text FROM entry WHERE workbook = ? AND kind = 'event' ORDER BY number",
    )
    .pluck();
  const drops = TABLES.map((table) => database.prepare(`DELETE FROM ${table} WHERE workbook = ?`));
  return database.transaction((workbook: string) => {
    for (const drop of drops) drop.run(workbook);
    const maker = new ListingMaker(bookOf(workbook));
    for (const text of events.all(workbook)) maker.happened((JSON.parse(text) as EventEntry).event);
    maker.finish();
  });
}
