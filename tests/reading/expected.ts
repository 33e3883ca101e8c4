/** What a file beside a workbook by another program says of it: the right value of every cell that a city filled in. */
import { readFileSync } from 'node:fs';

export type ExpectedCell = {
  sheet: string;
  address: string;
  /** ITU's code, however written. */
  code: string;
  data_point: string;
  /** The letter of the column in ITU's template, wherever it stands in this file. */
  column: string;
  /** Null: the cell says that nothing is reported. */
  value?: number | string | null;
  /** Why it cannot be read. */
  unreadable?: string;
  /** Another answer that is right as well. */
  accept?: number | string;
  /** The unit that is written behind the figure. */
  unit?: string;
  formula?: boolean;
  case?: string;
};

export type Expected = {
  file: string;
  program: string;
  /** `refused with a sentence: encrypted`. */
  expect?: string;
  /** Nought in place of a list, where the file is refused. */
  cells: ExpectedCell[] | 0;
  rows?: { sheet: string; row: number; address: string; code_as_written: string }[];
  header_rows?: Record<string, number[]>;
  /** Of each sheet: the head's text and the letter of its column in this file. */
  columns?: Record<string, Record<string, string>>;
};

export function expectedOf(file: string): Expected {
  return JSON.parse(readFileSync(`${file}.expect.json`, 'utf8')) as Expected;
}
