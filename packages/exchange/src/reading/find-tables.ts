/**
 * Finds the tables of KPI data in a sheet: rows of heads, what each column holds by its head's text, and the rows below,
 * up to the next row of heads. A column is never known by its letter.
 */
import { findKpiByCode } from '@tallystick/catalogue/kpi-code';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import type { BookCell, BookRange, BookRow, BookSheet } from '../book/book.ts';
import { textOf } from './cell-texts.ts';
import { type Field, fieldOf } from './header-words.ts';

export type Table = {
  /** The row of its heads, from 1. */
  head: number;
  /** The column of each field, from 1. */
  columns: ReadonlyMap<Field, number>;
  rows: BookRow[];
};

/** Fields that a city fills in. */
export const FILLED_FIELDS = [
  'numerator',
  'denominator',
  'further',
  'value',
  'unit',
  'year',
  'result',
  'override',
  'quality',
  'origin',
  'source',
  'notes',
] as const satisfies readonly Field[];

/** Fields of which a table of KPI data has one at least: others say something of figures and are none. */
const FIGURES: readonly Field[] = ['numerator', 'denominator', 'value', 'override'];
/** What stands beside results where they are given and not only repeated, as a table of scores does. */
const BESIDE_RESULTS: readonly Field[] = ['unit', 'year', 'quality', 'origin', 'source', 'notes'];
const NAMED: readonly Field[] = ['key', 'code', 'name'];
/** Characters of a head: longer texts are prose. */
const HEAD_CHARACTERS = 120;
/** Characters of a code with its blanks. */
const CODE_CHARACTERS = 40;
/** Heads that a row of them has at least; two are enough where they are the code, or our key, and a figure. */
const LEAST_HEADS = 3;
/** Columns that are looked at: ITU's template has 23. */
export const COLUMNS_LOOKED_AT = 300;

export function findTables(sheet: BookSheet, catalogue: Catalogue): Table[] {
  const tables: Table[] = [];
  let above: BookRow | undefined;
  for (const row of sheet.rows) {
    const near = above?.row === row.row - 1 ? above : undefined;
    const columns = isOfKpi(row, catalogue)
      ? undefined
      : headsOf(row, near, { merges: sheet.merges, under: tables.at(-1) });
    if (columns) tables.push({ head: row.row, columns, rows: [] });
    else tables.at(-1)?.rows.push(row);
    above = row;
  }
  return tables.filter(({ columns }) => isOfKpis(columns));
}

/** The table whose heads stand in a row that a person names: its columns as far as they can be told, maybe none. */
export function tableUnder(sheet: BookSheet, catalogue: Catalogue, head: number): Table {
  const next = findTables(sheet, catalogue).find((table) => table.head > head);
  const end = next?.head ?? Infinity;
  const rows = sheet.rows.filter(({ row }) => row > head && row < end);
  const heads = sheet.rows.find(({ row }) => row === head);
  if (heads === undefined) return { head, columns: new Map(), rows };
  const above = sheet.rows.find(({ row }) => row === head - 1);
  const { columns } = fieldsOf(heads, above, sheet.merges);
  const codes = columns.has('code') ? undefined : columnOfCodes(rows, catalogue);
  if (codes !== undefined) columns.set('code', codes);
  return { head, columns, rows };
}

/** The column in which most codes of KPIs stand, whatever its head says. */
function columnOfCodes(rows: readonly BookRow[], catalogue: Catalogue): number | undefined {
  const codes = new Map<number, number>();
  for (const { cells } of rows)
    for (const [column, { held }] of cells)
      if (held.kind === 'text' && isCode(held.text, catalogue))
        codes.set(column, (codes.get(column) ?? 0) + 1);
  return [...codes].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

const isCode = (text: string, catalogue: Catalogue): boolean =>
  text.length <= CODE_CHARACTERS &&
  text.includes(':') &&
  findKpiByCode(catalogue, text) !== undefined;

/** Whether a cell of a row is the code of a KPI: then it is no row of heads, whatever else stands in it. */
function isOfKpi({ cells }: BookRow, catalogue: Catalogue): boolean {
  for (const [column, { held }] of cells) {
    if (column <= COLUMNS_LOOKED_AT && held.kind === 'text' && isCode(held.text, catalogue))
      return true;
  }
  return false;
}

function isOfKpis(columns: ReadonlyMap<Field, number>): boolean {
  const has = (field: Field): boolean => columns.has(field);
  return FIGURES.some(has) || (has('result') && BESIDE_RESULTS.some(has));
}

/** The columns of a row of heads; undefined where it is none. */
function headsOf(
  row: BookRow,
  above: BookRow | undefined,
  { merges, under }: { merges: readonly BookRange[]; under: Table | undefined },
): Map<Field, number> | undefined {
  const { columns, exact, known } = fieldsOf(row, above, merges);
  if (!NAMED.some((field) => columns.has(field))) return undefined;
  // A second head over the codes begins another table, of whatever: its rows are not those of the one above.
  const isOverCodes = under?.columns.get('code') === columns.get('code') && exact.has('code');
  const isPlain =
    (exact.has('code') || exact.has('key')) && FIGURES.some((field) => exact.has(field));
  return (known >= LEAST_HEADS && exact.size > 1) || isPlain || (isOverCodes && known > 1)
    ? columns
    : undefined;
}

/** What the heads of a row mean, and which of them are the very names. */
function fieldsOf(
  row: BookRow,
  above: BookRow | undefined,
  merges: readonly BookRange[],
): { columns: Map<Field, number>; exact: ReadonlyMap<Field, number>; known: number } {
  const exact = new Map<Field, number>();
  const like = new Map<Field, number>();
  let known = 0;
  for (const [column, cell] of [...row.cells].toSorted(([a], [b]) => a - b)) {
    if (column > COLUMNS_LOOKED_AT || cell.held.kind !== 'text') continue;
    if (cell.held.text.length > HEAD_CHARACTERS) continue;
    const found = fieldUnder(above, column, merges, cell) ?? fieldOf(textOf(cell));
    if (!found) continue;
    known += 1;
    const into = found.exact ? exact : like;
    // Of two columns with one head the first counts.
    if (!into.has(found.field)) into.set(found.field, column);
  }
  return { columns: new Map([...like, ...exact]), exact, known };
}

/** `Numerator` over `what` and `value`: two rows of heads are read as one. */
function fieldUnder(
  above: BookRow | undefined,
  column: number,
  merges: readonly BookRange[],
  cell: BookCell,
): ReturnType<typeof fieldOf> {
  if (!above) return undefined;
  const over = merges.find(
    ({ top, bottom, left, right }) =>
      top <= above.row && bottom === above.row && left <= column && column <= right && left < right,
  );
  if (!over) return undefined;
  const upper = textOf(above.cells.get(over.left));
  const field = fieldOf(upper)?.field;
  if (field !== 'numerator' && field !== 'denominator') return undefined;
  return fieldOf(`${upper} ${textOf(cell)}`);
}
