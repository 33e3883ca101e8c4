/**
 * Edits by SQL, as someone with rights on the database could make them. Each kind of edit is a few statements, and the
 * run that counts what is found should not know them.
 *
 * Not among them, because the file alone cannot show it: the time and the order number of a checkpoint's row (neither is
 * signed), and removing or repeating a whole checkpoint (for that, one is kept elsewhere).
 */
import { leafHash } from '@tallystick/ledger/hash';
import type Database from 'better-sqlite3';
import type { Random } from './seeded-random.ts';

/** What was done. `first`: the log index of the first entry that is no longer as written; absent for other tables. */
export type Tampering = { kind: string; what: string; first?: number };
export type Edit = (database: Database.Database, random: Random) => Tampering | undefined;

const TABLES: Record<string, string[]> = {
  entry: ['workbook', 'number', 'kind', 'at', 'by', 'leaf', 'text'],
  leaf: ['log_index', 'workbook', 'number', 'hash'],
  workbook: ['workbook', 'city', 'title', 'head', 'locked', 'generation', 'created_at'],
  cell: ['workbook', 'cell', 'text', 'number', 'by', 'at'],
  membership: ['workbook', 'person', 'role', 'entity'],
  command: ['workbook', 'command', 'number'],
  client_claim: ['workbook', 'client', 'person'],
  generation: ['workbook', 'generation', 'up_to', 'base'],
  snapshot: ['workbook', 'submission', 'text'],
  listing: ['workbook', 'edition', 'reported', 'ready', 'threads'],
  listing_thread: ['workbook', 'comment', 'audience', 'open'],
  listing_row: ['workbook', 'row', 'entity', 'mark', 'print', 'life', 'reported'],
  listing_entity: ['workbook', 'entity', 'name', 'row_count', 'rows_left'],
  listing_version: ['workbook', 'submission', 'reported', 'released', 'consent'],
  tree_node: ['level', 'node_index', 'hash'],
  tree: ['id', 'size', 'frontier'],
  checkpoint: ['size', 'root', 'note'],
};

const pick = <T>(random: Random, from: readonly T[]): T => from[random.below(from.length)] as T;

type Cell = { rowid: number; value: unknown; type: string };

/** A random row of a table with one of its columns; undefined where the table is empty. */
function pickRow(
  database: Database.Database,
  random: Random,
  table: string,
  column: string,
): Cell | undefined {
  const rows = database
    .prepare(
      `SELECT rowid AS rowid, "${column}" AS value, typeof("${column}") AS type FROM "${table}"`,
    )
    .all() as Cell[];
  return rows.length === 0 ? undefined : pick(random, rows);
}

/** The place in the tree of a row that has one: its own, or its entry's. */
function placeOf(database: Database.Database, table: string, rowid: number): number | undefined {
  if (table === 'leaf') return rowid;
  if (table !== 'entry') return undefined;
  return database
    .prepare<[number], number>(
      'SELECT log_index FROM leaf JOIN entry USING (workbook, number) WHERE entry.rowid = ?',
    )
    .pluck()
    .get(rowid);
}

function flipped(
  random: Random,
  { value, type }: Cell,
): { sql: string; value: unknown } | undefined {
  if (type === 'integer') {
    const bit = 2 ** random.below(40);
    const number = value as number;
    return { sql: '?', value: Math.floor(number / bit) % 2 === 0 ? number + bit : number - bit };
  }
  if (type !== 'text' && type !== 'blob') return undefined;
  const bytes = Buffer.from(value as string | Buffer);
  if (bytes.length === 0) return undefined;
  const at = random.below(bytes.length);
  bytes[at] = (bytes[at] as number) ^ (1 << random.below(8));
  return { sql: type === 'text' ? 'CAST(? AS TEXT)' : '?', value: bytes };
}

/** One bit of one value of any table. */
const flipBit: Edit = (database, random) => {
  // Half of them in the entries themselves.
  const table = random.below(2) === 0 ? 'entry' : pick(random, Object.keys(TABLES));
  const column = pick(random, TABLES[table] as string[]);
  const cell = pickRow(database, random, table, column);
  const changed = cell === undefined ? undefined : flipped(random, cell);
  if (cell === undefined || changed === undefined) return undefined;
  const place = placeOf(database, table, cell.rowid);
  database
    .prepare(`UPDATE "${table}" SET "${column}" = ${changed.sql} WHERE rowid = ?`)
    .run(changed.value, cell.rowid);
  const what = `${table}.${column} of row ${cell.rowid}`;
  if (place === undefined) return { kind: 'flip', what };
  const first = column === 'log_index' ? Math.min(place, changed.value as number) : place;
  return { kind: 'flip', what, first };
};

/** Another author, time or value inside an entry, with or without its columns and its hashes brought in line. */
const rewriteEntry: Edit = (database, random) => {
  const row = pickRow(database, random, 'entry', 'text');
  if (row === undefined) return undefined;
  const text = String(row.value);
  const part = pick(random, ['author', 'time', 'value']);
  const changes: Record<string, () => string> = {
    author: () => text.replace(/"by":"p_[a-z]+"/, '"by":"p_eve"'),
    time: () =>
      text.replace(/"at":(\d+)/, (_, at: string) => `"at":${Number(at) + 1 + random.below(9)}`),
    value: () => text.replace(/"after":("[^"]*"|null)/, '"after":"99999"'),
  };
  const changed = changes[part]?.() ?? text;
  if (changed === text) return undefined;
  const first = placeOf(database, 'entry', row.rowid) as number;
  database.prepare('UPDATE entry SET text = ? WHERE rowid = ?').run(changed, row.rowid);
  const care = random.below(4);
  if (care > 0) {
    const { at, by } = JSON.parse(changed) as { at: number; by: string };
    database.prepare('UPDATE entry SET at = ?, "by" = ? WHERE rowid = ?').run(at, by, row.rowid);
  }
  const leaf = leafHash(changed);
  if (care > 1) database.prepare('UPDATE entry SET leaf = ? WHERE rowid = ?').run(leaf, row.rowid);
  if (care > 2) database.prepare('UPDATE leaf SET hash = ? WHERE log_index = ?').run(leaf, first);
  return { kind: part, what: `entry ${first}, care ${care}`, first };
};

/** The author or the time in the column alone. */
const rewriteColumn: Edit = (database, random) => {
  const column = pick(random, ['by', 'at']);
  const table = pick(random, ['entry', 'cell']);
  const row = pickRow(database, random, table, column);
  if (row === undefined) return undefined;
  const first = placeOf(database, table, row.rowid);
  const value = column === 'by' ? 'p_eve' : Number(row.value) + 1;
  database.prepare(`UPDATE "${table}" SET "${column}" = ? WHERE rowid = ?`).run(value, row.rowid);
  const kind = column === 'by' ? 'author' : 'time';
  const what = `${table}.${column} of row ${row.rowid}`;
  return first === undefined ? { kind, what } : { kind, what, first };
};

/** Two entries change places in the tree. */
const reorder: Edit = (database, random) => {
  const size = database.prepare('SELECT count(*) FROM leaf').pluck().get() as number;
  const a = random.below(size);
  const b = random.below(size);
  if (a === b) return undefined;
  const place = database.prepare('UPDATE leaf SET log_index = ? WHERE log_index = ?');
  place.run(-1, a);
  place.run(a, b);
  place.run(b, -1);
  return { kind: 'order', what: `entries ${a} and ${b}`, first: Math.min(a, b) };
};

/** One row of any table, or several entries or places in a row. */
const remove: Edit = (database, random) => {
  const tables = Object.keys(TABLES).filter((table) => table !== 'checkpoint');
  const table = random.below(2) === 0 ? pick(random, ['entry', 'leaf']) : pick(random, tables);
  const row = pickRow(database, random, table, (TABLES[table] as string[])[0] as string);
  if (row === undefined) return undefined;
  const first = placeOf(database, table, row.rowid);
  const count = first === undefined ? 1 : 1 + random.below(3);
  database
    .prepare(`DELETE FROM "${table}" WHERE rowid >= ? AND rowid < ?`)
    .run(row.rowid, row.rowid + count);
  const what = `${table}, row ${row.rowid}`;
  return first === undefined ? { kind: 'delete', what } : { kind: 'delete', what, first };
};

/** A row that nothing wrote: a copy of another under a new key. */
const insert: Edit = (database, random) => {
  const keys: Record<string, string> = {
    workbook: 'workbook',
    cell: 'cell',
    membership: 'person',
    command: 'command',
    client_claim: 'client',
    generation: 'generation',
    snapshot: 'submission',
    tree_node: 'node_index',
    tree: 'id',
  };
  if (random.below(2) === 0) return insertEntry(database, random);
  const table = pick(random, Object.keys(keys));
  const key = keys[table] as string;
  const row = pickRow(database, random, table, key);
  if (row === undefined) return undefined;
  const columns = (TABLES[table] as string[]).map((column) =>
    column === key ? '?' : `"${column}"`,
  );
  const made = row.type === 'integer' ? Number(row.value) + 1_000 : `${String(row.value)}x`;
  database
    .prepare(
      `INSERT INTO "${table}" (${(TABLES[table] as string[]).map((column) => `"${column}"`).join(', ')})
       SELECT ${columns.join(', ')} FROM "${table}" WHERE rowid = ?`,
    )
    .run(made, row.rowid);
  return { kind: 'insert', what: `${table}, like row ${row.rowid}` };
};

/** A well-made entry, its hash included, between two others or after the last. */
const insertEntry: Edit = (database, random) => {
  const size = database.prepare('SELECT count(*) FROM leaf').pluck().get() as number;
  const at = random.below(size + 1);
  const head = database
    .prepare("SELECT head FROM workbook WHERE workbook = 'wb_one'")
    .pluck()
    .get() as number;
  const from = database
    .prepare('SELECT * FROM entry WHERE kind = ? AND workbook = ? LIMIT 1')
    .get('edit', 'wb_one') as { text: string; at: number; by: string } | undefined;
  if (from === undefined) return undefined;
  const text = from.text.replace(/"number":\d+/, `"number":${head + 1}`);
  database.prepare('UPDATE leaf SET log_index = -2 - log_index WHERE log_index >= ?').run(at);
  database.prepare('UPDATE leaf SET log_index = -1 - log_index WHERE log_index < 0').run();
  const leaf = leafHash(text);
  database
    .prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run('wb_one', head + 1, 'edit', from.at, from.by, leaf, text);
  database.prepare('INSERT INTO leaf VALUES (?, ?, ?, ?)').run(at, 'wb_one', head + 1, leaf);
  return { kind: 'insert', what: `entry at ${at}`, first: at };
};

/** All entries from some place on, or their places alone. */
const truncate: Edit = (database, random) => {
  const size = database.prepare('SELECT count(*) FROM leaf').pluck().get() as number;
  const from = random.below(size);
  if (random.below(3) > 0)
    database
      .prepare(
        `DELETE FROM entry WHERE (workbook, number) IN
           (SELECT workbook, number FROM leaf WHERE log_index >= ?)`,
      )
      .run(from);
  database.prepare('DELETE FROM leaf WHERE log_index >= ?').run(from);
  // With some care, the stored head of the tree goes too.
  if (random.below(2) === 0) database.prepare('DELETE FROM tree').run();
  return { kind: 'truncate', what: `from ${from}`, first: from };
};

export const EDITS: readonly Edit[] = [
  flipBit,
  rewriteEntry,
  rewriteColumn,
  reorder,
  remove,
  insert,
  truncate,
];
