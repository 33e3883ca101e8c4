/**
 * A formula as it reads some rows and columns further: relative references move, all else stays. Needed where the first cell
 * of a shared formula goes and the next one has to hold its text. Source: ECMA-376, part 1, 18.3.1.40 and 18.17.2.
 */
import { COLUMNS_MAX, columnLetters, columnNumber, ROWS_MAX } from '../../book/book.ts';

/**
 * In this order: texts, quoted names of sheets, what stands in brackets (columns of tables, other files), cells, whole
 * columns, whole rows, names and functions, numbers. What stands before `!` is the name of a sheet, before `(` a function.
 */
const PARTS =
  /"(?:[^"]|"")*"|'(?:[^']|'')*'|\[(?:[^[\]]|\[[^\]]*\])*\]|(?<cell>\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}(?![\p{L}\p{N}_.(!]))|(?<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\p{L}\p{N}_.(!]))|(?<rows>\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6}(?![\p{L}\p{N}_.]))|[\p{L}_\\][\p{L}\p{N}_.\\?]*|\d+(?:\.\d*)?(?:[Ee][+-]?\d+)?/gu;

type Shift = { rows: number; columns: number };

/** `SUM(B3:$C3)` of `SUM(A2:$C2)` one row and one column further. A reference that leaves the sheet becomes `#REF!`. */
export function shiftFormula(formula: string, by: Shift): string {
  return formula.replace(PARTS, (part, ...rest) => {
    const found = rest.at(-1) as Partial<Record<'cell' | 'columns' | 'rows', string>>;
    if (found.cell) return shiftCell(part, by);
    if (found.columns) return pair(part, (one) => shiftColumn(one, by.columns));
    if (found.rows) return pair(part, (one) => shiftRow(one, by.rows));
    return part;
  });
}

const GONE = '#REF!';

function shiftCell(cell: string, by: Shift): string {
  const [, column = '', row = ''] = /^(\$?[A-Za-z]+)(\$?\d+)$/.exec(cell) ?? [];
  // `XFE1` and `TAX9999999` are names, not cells.
  if (columnNumber(letters(column)) > COLUMNS_MAX || Number(row.replace('$', '')) > ROWS_MAX)
    return cell;
  const moved = [shiftColumn(column, by.columns), shiftRow(row, by.rows)];
  return moved.includes(GONE) ? GONE : moved.join('');
}

function pair(range: string, shift: (one: string) => string): string {
  const moved = range.split(':').map(shift);
  return moved.includes(GONE) ? GONE : moved.join(':');
}

const letters = (column: string) => column.replace('$', '').toUpperCase();

function shiftColumn(column: string, by: number): string {
  if (column.startsWith('$')) return column;
  const moved = columnNumber(letters(column)) + by;
  return moved < 1 || moved > COLUMNS_MAX ? GONE : columnLetters(moved);
}

function shiftRow(row: string, by: number): string {
  if (row.startsWith('$')) return row;
  const moved = Number(row) + by;
  return moved < 1 || moved > ROWS_MAX ? GONE : String(moved);
}
