/**
 * A spreadsheet as it stands in a file, whatever program wrote it: sheets, rows, cells with what they hold. No KPI is
 * known here. Readers of .xlsx, .ods and .csv make it, everything else reads it.
 */

export type BookFormat = 'xlsx' | 'ods' | 'csv';

export type Book = {
  format: BookFormat;
  /** In the order of the tabs. */
  sheets: BookSheet[];
  /** Custom properties of the document, by name. */
  properties: ReadonlyMap<string, string>;
  /** The program that says it wrote the file; empty where it does not say. */
  program: string;
  /** What was in the file and was not read, for the person: macros, external links. */
  leftOut: BookLeftOut[];
};

export type BookLeftOut = 'macros' | 'external-links' | 'signature';

export type BookSheet = {
  name: string;
  hidden: boolean;
  /** Rows that hold something, in order. */
  rows: BookRow[];
  /** Rectangles that were merged; only the first cell of one holds something. */
  merges: BookRange[];
};

/** Both ends belong to it; rows and columns from 1. */
export type BookRange = { top: number; left: number; bottom: number; right: number };

export type BookRow = {
  /** From 1, as its address says. */
  row: number;
  /** By hand, by a filter, or in a closed group. */
  hidden: boolean;
  /** By column, from 1; cells that hold something, or have a note. */
  cells: ReadonlyMap<number, BookCell>;
};

export type BookCell = {
  held: BookHeld;
  /** The number format as the file has it, `0.0%`; `General` where there is none. */
  format: string;
  /** The formula that stands behind what is held, without its sign; undefined for a plain cell. */
  formula?: string;
  /** The text of a note or of the first threaded comment, with its replies, each on a line of its own. */
  note?: string;
};

/** What a cell holds: the file's own kind, not a reading of it. */
export type BookHeld =
  | { kind: 'number'; value: number }
  /** A day, or a time of day, as a number whose format is one of dates: ISO 8601 without a zone. */
  | { kind: 'date'; iso: string; serial: number }
  /** `runs`: parts with formats of their own, where there are several: a raised digit is no digit of the number. */
  | { kind: 'text'; text: string; runs?: BookRun[] }
  | { kind: 'boolean'; value: boolean }
  /** `#DIV/0!` and its kin. */
  | { kind: 'error'; code: string }
  /** A formula whose value is not in the file, or is known to be of no worth: a program has to compute it. */
  | { kind: 'not-computed' }
  | { kind: 'nothing' };

export type BookRun = { text: string; raised: boolean };

/** `E12` of row 12 and column 5, both from 1. */
export function addressOf(row: number, column: number): string {
  return `${columnLetters(column)}${row}`;
}

/** `A` to `XFD` of a column from 1. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCodePoint(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/**
 * Row and column, from 1, of `E12` or `$E$12`; undefined for what no sheet has. Bounds: 1,048,576 rows, 16,384 columns. It
 * is asked for every cell of a file, so it goes through the characters itself.
 */
export function placeOf(address: string): { row: number; column: number } | undefined {
  let at = address.charCodeAt(0) === DOLLAR ? 1 : 0;
  let column = 0;
  let row = 0;
  const letters = at;
  for (; at < address.length; at += 1) {
    const letter = address.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  if (at === letters || at - letters > 3) return undefined;
  if (address.charCodeAt(at) === DOLLAR) at += 1;
  const digits = at;
  for (; at < address.length; at += 1) {
    const digit = address.charCodeAt(at) - 48;
    if (digit < (at === digits ? 1 : 0) || digit > 9) return undefined;
    row = row * 10 + digit;
  }
  if (at === digits || row > ROWS_MAX || column > COLUMNS_MAX) return undefined;
  return { row, column };
}

const DOLLAR = 36;

/** 1 of `A`, 27 of `AA`. */
export function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + (letter.codePointAt(0) ?? 64) - 64;
  return column;
}

/** What a sheet of the format can have. Source: ECMA-376, part 1, 18.3.1.73 and 18.17.2. */
export const ROWS_MAX = 1_048_576;
export const COLUMNS_MAX = 16_384;
