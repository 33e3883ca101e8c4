/** The raw rows of a journal as they stand in an SQLite file, of whatever type they are. */
import Database from 'better-sqlite3';
import type { OTHER_TABLES } from '../erasure.ts';
import type { ListingTable } from '../projections/listing.ts';
import type { ProjectedTable } from '../projections/tables.ts';
import { closeSync, existsSync, openSync, readSync } from 'node:fs';

/** A row that must be there, with the log index of the entry that made it so. */
export type ExpectedRow = { index: number; number: number; row: Record<string, unknown> };

/** A place in the tree with the entry that has it. */
export type EntryRow = {
  logIndex: number;
  /** The hash that stands at the place. */
  hash: unknown;
  /** null: there is no such entry. So it is with all that follows. */
  workbook: unknown;
  number: unknown;
  kind: unknown;
  at: unknown;
  by: unknown;
  leaf: unknown;
  /** SQLite's name of the column's type: `text` in an untouched row. */
  textType: string;
  /** The bytes of the text, whether or not they are UTF-8. */
  text: Buffer | null;
};
export type CheckpointRow = { id: number; size: unknown; root: unknown; note: unknown };
/** Columns by their name in SQL. */
export type Row = Record<string, unknown>;

export type JournalRows = {
  /** SQLite's own check of the file; empty when it is whole. */
  damage: () => string[];
  /** All places, in order. */
  entries: () => Iterable<EntryRow>;
  /** Entries without a place. */
  unplaced: () => Iterable<{ workbook: unknown; number: unknown }>;
  checkpoints: () => CheckpointRow[];
  table: (
    name:
      | ProjectedTable
      | 'mention'
      | 'mentioned'
      | ListingTable
      | (typeof OTHER_TABLES)[number]
      | 'setting'
      | 'tree'
      | 'tree_node',
  ) => Iterable<Row>;
  /** The way in which the list of workbooks was counted (`COUNTING`). */
  counting: () => unknown;
  close: () => void;
};

/** Place in a file of the versions that say whether a log belongs to it: 2 is WAL (sqlite.org/fileformat2.html 1.3.3). */
const FORMAT_AT = 18;
const FORMAT_WAL = 2;

/**
 * Whether a database that is written by way of a log stands alone. A server that was stopped leaves such a file; so does
 * who copies it from under a running one and forgets the log. To be asked before the file is opened, which makes one.
 */
export function standsWithoutLog(file: string): boolean {
  if (!existsSync(file) || existsSync(`${file}-wal`)) return false;
  const handle = openSync(file, 'r');
  try {
    const format = Buffer.alloc(1);
    readSync(handle, format, 0, 1, FORMAT_AT);
    return format[0] === FORMAT_WAL;
  } finally {
    closeSync(handle);
  }
}

/** Thrown where a file is no journal; the message is for a person. */
const NO_JOURNAL =
  'The file holds no journal. If it was copied while a server ran, its log was left behind: copy it with npm run backup.';

function hasTable(database: Database.Database, name: string): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined;
}

const COLUMNS = `entry.workbook, entry.number, entry.kind, entry.at, entry."by", entry.leaf,
  typeof(entry.text) AS textType, CAST(entry.text AS BLOB) AS text`;
const ENTRIES = `SELECT log_index AS logIndex, hash, ${COLUMNS}
  FROM leaf LEFT JOIN entry ON entry.workbook = leaf.workbook AND entry.number = leaf.number
  ORDER BY log_index`;
/** In a file from before places had a table of their own. */
const ENTRIES_AND_PLACES = `SELECT log_index AS logIndex, leaf AS hash, ${COLUMNS} FROM entry ORDER BY log_index`;
const UNPLACED = `SELECT entry.workbook, entry.number
  FROM entry LEFT JOIN leaf ON leaf.workbook = entry.workbook AND leaf.number = entry.number
  WHERE leaf.log_index IS NULL ORDER BY entry.workbook, entry.number`;

/** Opens a file for reading alone, in one transaction: a server may go on writing meanwhile. */
export function openRows(file: string): JournalRows {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  database.exec('BEGIN');
  if (!hasTable(database, 'entry')) {
    database.close();
    throw new Error(NO_JOURNAL);
  }
  return {
    damage() {
      const rows = database.pragma('integrity_check(20)') as { integrity_check: string }[];
      return rows.map((row) => row.integrity_check).filter((said) => said !== 'ok');
    },
    entries: () =>
      database
        .prepare<[], EntryRow>(hasTable(database, 'leaf') ? ENTRIES : ENTRIES_AND_PLACES)
        .iterate(),
    unplaced: () =>
      hasTable(database, 'leaf')
        ? database.prepare<[], { workbook: unknown; number: unknown }>(UNPLACED).iterate()
        : [],
    checkpoints: () =>
      database
        .prepare<[], CheckpointRow>('SELECT id, size, root, note FROM checkpoint ORDER BY id')
        .all(),
    *table(name) {
      // A file of an older version lacks some tables, and has nothing to check in them.
      if (!hasTable(database, name)) return;
      yield* database.prepare<[], Row>(`SELECT * FROM "${name}"`).iterate();
    },
    counting: () => database.pragma('user_version', { simple: true }),
    close: () => {
      database.close();
    },
  };
}
