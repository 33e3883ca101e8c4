/** What a person does to a template's map, each as a new map: pure, so that every step can be shown before it is saved. */
import type { RowId } from '@tallystick/domain/cells/ids';
import type {
  TemplateField,
  TemplateMap,
  TemplateTable,
} from '@tallystick/domain/outgoing/template-map';
import type { TemplateReadingView } from '@tallystick/protocol/views-templates';

export type UnknownRow = TemplateReadingView['unknown'][number];

/** A table by its place in the list of the map. */
type At = { at: number };

function changed(map: TemplateMap, at: number, table: TemplateTable): TemplateMap {
  return { ...map, tables: map.tables.map((each, index) => (index === at ? table : each)) };
}

/** What a column was mapped to goes, and so does the column that had the field before. */
export function columnMapped(
  map: TemplateMap,
  { at, column, field }: At & { column: number; field: TemplateField | null },
): TemplateMap {
  const table = map.tables[at];
  if (table === undefined) return map;
  const others = table.columns.filter((each) => each.column !== column && each.field !== field);
  const columns = field === null ? others : [...others, { column, field }];
  return changed(map, at, { ...table, columns: columns.toSorted((a, b) => a.column - b.column) });
}

/** A row is given a data point, or none. The row that had it before, in whichever sheet, has none then. */
export function rowMapped(
  map: TemplateMap,
  { at, row, point }: At & { row: number; point: RowId | null },
): TemplateMap {
  const tables = map.tables.map((table, index) => {
    const rows = table.rows.filter(
      (each) => each.point !== point && !(index === at && each.row === row),
    );
    if (index === at && point !== null) rows.push({ row, point });
    return { ...table, rows: rows.toSorted((a, b) => a.row - b.row) };
  });
  return { ...map, tables };
}

/**
 * The table as it is read under other heads, in the place of another or as a new one. Rows that a person gave a data point
 * keep it, as far as they stand below the heads.
 */
export function tableRead(
  map: TemplateMap,
  table: TemplateTable,
  replaced: number | undefined,
): TemplateMap {
  const before = replaced === undefined ? undefined : map.tables[replaced];
  const kept = before?.rows.filter(({ row }) => row > table.head) ?? [];
  const others = map.tables.filter((_, index) => index !== replaced);
  const rows = [...kept, ...others.flatMap((other) => other.rows)];
  const taken = new Set(rows.map(({ point }) => point));
  const places = new Set(kept.map(({ row }) => row));
  for (const other of others)
    if (other.sheet === table.sheet) for (const { row } of other.rows) places.add(row);
  const read = table.rows.filter(({ row, point }) => !taken.has(point) && !places.has(row));
  const next = { ...table, rows: [...kept, ...read].toSorted((a, b) => a.row - b.row) };
  return replaced === undefined
    ? { ...map, tables: [...map.tables, next] }
    : changed(map, replaced, next);
}

/** Nothing is written into the sheet any more. */
export function sheetLeftOut(map: TemplateMap, sheet: string): TemplateMap {
  return { ...map, tables: map.tables.filter((table) => table.sheet !== sheet) };
}

/** Rows that look like ones of the KPI set and have no data point, of sheets that count. */
export function pendingRows(map: TemplateMap, unknown: readonly UnknownRow[]): UnknownRow[] {
  return unknown.filter(({ sheet, row }) => {
    const at = tableOfRow(map, { sheet, row });
    return at !== -1 && !map.tables[at]?.rows.some((each) => each.row === row);
  });
}

/** The one that is looked at after another, which may have been left as it is: the one below it, or the first. */
export function nextPending(
  pending: readonly UnknownRow[],
  last: UnknownRow | undefined,
): UnknownRow | undefined {
  const below = pending.find(({ sheet, row }) => sheet === last?.sheet && row > last.row);
  return below ?? pending.find(({ sheet }) => sheet !== last?.sheet) ?? pending[0];
}

/** The table to which a row of a sheet belongs: the last one whose heads stand above it; -1 for none. */
export function tableOfRow(
  { tables }: TemplateMap,
  { sheet, row }: { sheet: string; row: number },
): number {
  let found = -1;
  for (const [index, table] of tables.entries()) {
    if (table.sheet !== sheet || table.head >= row) continue;
    if (found === -1 || table.head > (tables[found]?.head ?? 0)) found = index;
  }
  return found;
}

/** Of the rows that wait for a data point those whose name speaks for one that no other row has. */
export function likelyRows(map: TemplateMap, pending: readonly UnknownRow[]): UnknownRow[] {
  const taken = new Set<string>(map.tables.flatMap(({ rows }) => rows.map(({ point }) => point)));
  return pending.filter(({ like }) => {
    if (like === null || taken.has(like)) return false;
    taken.add(like);
    return true;
  });
}

export function likelyTaken(map: TemplateMap, likely: readonly UnknownRow[]): TemplateMap {
  return likely.reduce((so, { sheet, row, like }) => {
    const at = tableOfRow(so, { sheet, row });
    return at === -1 ? so : rowMapped(so, { at, row, point: like });
  }, map);
}

/** Columns with a head, in a table, into which nothing is written. */
export function columnsLeft(
  { rows }: Pick<TemplateReadingView['preview'][number], 'rows'>,
  { head, columns }: TemplateTable,
): number[] {
  const mapped = new Set(columns.map(({ column }) => column));
  const heads = rows.find(({ row }) => row === head)?.cells ?? [];
  return heads.map(({ column }) => column).filter((column) => !mapped.has(column));
}

/** Heads stand in one of the first rows. */
const HEAD_ROW_MAX = 40;

/** Where the heads of a sheet stand most likely: in the row of the first ones in which most columns hold a text. */
export function likelyHead({ rows }: TemplateReadingView['preview'][number]): number {
  let [best] = rows;
  for (const each of rows)
    if (each.row <= HEAD_ROW_MAX && each.cells.length > (best?.cells.length ?? 0)) best = each;
  return best?.row ?? 1;
}
