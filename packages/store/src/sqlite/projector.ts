/** Makes the changes of projected rows in SQLite, by statements that their declaration gives. */
import type Database from 'better-sqlite3';
import { PROJECTED, type ProjectedTable, type Row, type RowChange } from '../projections/tables.ts';
import { openEraser } from './erase.ts';

/** What came beside the entries, which name it by its SHA-256; by its table. */
export type Beside = Partial<Record<ProjectedTable, string | Uint8Array>>;
/** To be called in the transaction that writes the entry, at `at` (milliseconds since 1970, UTC). */
export type Projector = (
  of: { workbook: string; at: number; beside: Beside },
  change: RowChange,
) => void;

export function openProjector(database: Database.Database): Projector {
  const erase = openEraser(database);
  const prepared = new Map<string, Database.Statement>();
  // Prepared once: building a statement would cost more than running it.
  const run = (sql: string, values: unknown[]) => {
    let statement = prepared.get(sql);
    if (statement === undefined) prepared.set(sql, (statement = database.prepare(sql)));
    statement.run(values);
  };
  return ({ workbook, at, beside }, change) => {
    if (change === 'erase') erase(workbook, at);
    else if ('drop' in change) {
      const [where, values] = whereOf(change.drop);
      run(`DELETE FROM ${change.table} WHERE ${where}`, [workbook, ...values]);
    } else if ('set' in change) {
      const [where, values] = whereOf(change.where);
      const columns = Object.keys(change.set);
      const set = columns.map((column) => `"${column}" = ?`).join(', ');
      const row: Row = change.set;
      run(`UPDATE ${change.table} SET ${set} WHERE ${where}`, [
        ...columns.map((column) => row[column]),
        workbook,
        ...values,
      ]);
    } else {
      const isNew = 'add' in change;
      const { insert, columns } = INSERTS[change.table];
      const row: Row = isNew ? change.add : change.put;
      run(isNew ? insert : INSERTS[change.table].put, [
        workbook,
        ...columns.map((column) => valueOf(change.table, column, { row, beside })),
      ]);
    }
  };
}

/** The rows of a workbook that have these values; the workbook's own value comes first. */
function whereOf(row: Row): [where: string, values: unknown[]] {
  const columns = Object.keys(row);
  const where = ['workbook', ...columns].map((column) => `"${column}" = ?`).join(' AND ');
  return [where, columns.map((column) => row[column])];
}

function valueOf(
  table: ProjectedTable,
  column: string,
  { row, beside }: { row: Row; beside: Beside },
): unknown {
  const value = row[column];
  if (PROJECTED[table].byHash !== column) return value;
  const whole = beside[table];
  if (whole === undefined)
    throw new Error(`${table}: what ${String(value)} names did not come along`);
  return whole;
}

type Insert = { columns: readonly string[]; insert: string; put: string };

const INSERTS = Object.fromEntries(
  Object.entries(PROJECTED).map(([table, { key, columns: more }]): [string, Insert] => {
    const columns: string[] = [...key, ...more];
    const named = ['workbook', ...columns].map((column) => `"${column}"`).join(', ');
    const marks = ['workbook', ...columns].map(() => '?').join(', ');
    const keys = ['workbook', ...key].map((column) => `"${column}"`).join(', ');
    const set = more.map((column) => `"${column}" = excluded."${column}"`).join(', ');
    const insert = `INSERT INTO ${table} (${named}) VALUES (${marks})`;
    return [
      table,
      { columns, insert, put: `${insert} ON CONFLICT (${keys}) DO UPDATE SET ${set}` },
    ];
  }),
) as Record<ProjectedTable, Insert>;
