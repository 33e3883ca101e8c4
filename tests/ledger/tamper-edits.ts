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
  entry: ['log_index', 'workbook', 'number', 'kind', 'at', 'by', 'leaf', 'text'],
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
  database
    .prepare(`UPDATE "${table}" SET "${column}" = ${changed.sql} WHERE rowid = ?`)
    .run(changed.value, cell.rowid);
  const what = `${table}.${column} of row ${cell.rowid}`;
  if (table !== 'entry') return { kind: 'flip', what };
  const moved = column === 'log_index' ? Math.min(cell.rowid, changed.value as number) : cell.rowid;
  return { kind: 'flip', what, first: moved };
};

/** Another author, time or value inside an entry, with or without its columns and its leaf hash brought in line. */
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
  database.prepare('UPDATE entry SET text = ? WHERE log_index = ?').run(changed, row.rowid);
  const care = random.below(3);
  if (care > 0) {
    const { at, by } = JSON.parse(changed) as { at: number; by: string };
    database
      .prepare('UPDATE entry SET at = ?, "by" = ? WHERE log_index = ?')
      .run(at, by, row.rowid);
  }
  if (care > 1)
    database
      .prepare('UPDATE entry SET leaf = ? WHERE log_index = ?')
      .run(leafHash(changed), row.rowid);
  return { kind: part, what: `entry ${row.rowid}, care ${care}`, first: row.rowid };
};

/** The author or the time in the column alone. */
const rewriteColumn: Edit = (database, random) => {
  const column = pick(random, ['by', 'at']);
  const table = pick(random, ['entry', 'cell']);
  const row = pickRow(database, random, table, column);
  if (row === undefined) return undefined;
  const value = column === 'by' ? 'p_eve' : Number(row.value) + 1;
  database.prepare(`UPDATE "${table}" SET "${column}" = ? WHERE rowid = ?`).run(value, row.rowid);
  const kind = column === 'by' ? 'author' : 'time';
  const what = `${table}.${column} of row ${row.rowid}`;
  return table === 'entry' ? { kind, what, first: row.rowid } : { kind, what };
};

/** Two entries change places in the log, or in the numbering of their workbook. */
const reorder: Edit = (database, random) => {
  const size = database.prepare('SELECT count(*) FROM entry').pluck().get() as number;
  const a = random.below(size);
  const b = random.below(size);
  if (a === b) return undefined;
  const place = database.prepare('UPDATE entry SET log_index = ? WHERE log_index = ?');
  place.run(-1, a);
  place.run(a, b);
  place.run(b, -1);
  return { kind: 'order', what: `entries ${a} and ${b}`, first: Math.min(a, b) };
};

/** One row of any table, or several entries in a row. */
const remove: Edit = (database, random) => {
  const tables = Object.keys(TABLES).filter((table) => table !== 'checkpoint');
  const table = random.below(2) === 0 ? 'entry' : pick(random, tables);
  const row = pickRow(database, random, table, (TABLES[table] as string[])[0] as string);
  if (row === undefined) return undefined;
  const count = table === 'entry' ? 1 + random.below(3) : 1;
  database
    .prepare(`DELETE FROM "${table}" WHERE rowid >= ? AND rowid < ?`)
    .run(row.rowid, row.rowid + count);
  const what = `${table}, row ${row.rowid}`;
  return table === 'entry' ? { kind: 'delete', what, first: row.rowid } : { kind: 'delete', what };
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
  const size = database.prepare('SELECT count(*) FROM entry').pluck().get() as number;
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
  database.prepare('UPDATE entry SET log_index = -2 - log_index WHERE log_index >= ?').run(at);
  database.prepare('UPDATE entry SET log_index = -1 - log_index WHERE log_index < 0').run();
  database
    .prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .run(at, 'wb_one', head + 1, 'edit', from.at, from.by, leafHash(text), text);
  return { kind: 'insert', what: `entry at ${at}`, first: at };
};

/** All entries from some place on. */
const truncate: Edit = (database, random) => {
  const size = database.prepare('SELECT count(*) FROM entry').pluck().get() as number;
  const from = random.below(size);
  database.prepare('DELETE FROM entry WHERE log_index >= ?').run(from);
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
