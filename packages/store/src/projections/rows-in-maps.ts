/** The projected rows of one workbook in plain maps: of the store in memory, and what `fsck` expects of a file. */
import {
  PROJECTED,
  PROJECTED_TABLES,
  type ProjectedTable,
  type Row,
  type RowChange,
} from './tables.ts';

/** A row, and what made it so. */
export type Kept<From> = { row: Row; from: From };
type Maps<From> = Record<ProjectedTable, Map<string, Kept<From>>>;

export class RowsInMaps<From> {
  readonly #maps = Object.fromEntries(
    PROJECTED_TABLES.map((table) => [table, new Map()]),
  ) as Maps<From>;

  rowsOf(table: ProjectedTable): ReadonlyMap<string, Kept<From>> {
    return this.#maps[table];
  }

  /** The row of a key; its parts in the order of `PROJECTED`. */
  get(table: ProjectedTable, ...key: (string | number)[]): Row | undefined {
    return this.#maps[table].get(nameOf(key))?.row;
  }

  /** The same, and it is there no longer. */
  take(table: ProjectedTable, key: readonly unknown[]): Kept<From> | undefined {
    const name = nameOf(key);
    const kept = this.#maps[table].get(name);
    this.#maps[table].delete(name);
    return kept;
  }

  apply(change: RowChange, from: From): void {
    if (change === 'erase') {
      for (const table of PROJECTED_TABLES) if (table !== 'workbook') this.#maps[table].clear();
      return;
    }
    const rows = this.#maps[change.table];
    const { key } = PROJECTED[change.table];
    if ('drop' in change) {
      for (const name of found(rows, key, change.drop)) rows.delete(name);
    } else if ('set' in change) {
      for (const name of found(rows, key, change.where))
        rows.set(name, { row: { ...rows.get(name)?.row, ...change.set }, from });
    } else {
      const row: Row = 'add' in change ? change.add : change.put;
      rows.set(nameOf(key.map((column) => row[column])), { row, from });
    }
  }
}

/** Names of the rows that have these values. */
function found<From>(
  rows: ReadonlyMap<string, Kept<From>>,
  key: readonly string[],
  values: Row,
): string[] {
  const columns = Object.keys(values);
  const isWholeKey = columns.length === key.length && key.every((column) => column in values);
  if (isWholeKey) {
    const name = nameOf(key.map((column) => values[column]));
    return rows.has(name) ? [name] : [];
  }
  return [...rows]
    .filter(([, { row }]) => columns.every((column) => row[column] === values[column]))
    .map(([name]) => name);
}

function nameOf(key: readonly unknown[]): string {
  return key.length === 1 ? String(key[0]) : JSON.stringify(key);
}
