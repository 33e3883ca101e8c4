/** The workbooks by other programs that tests write into, and their values as an independent library reads them. */
import { readFileSync } from 'node:fs';
import { read, type WorkBook } from 'xlsx';

const FOLDER = new URL('../fixtures/workbooks/', import.meta.url);

/** Blank templates by six programs. */
export const TEMPLATES = [
  'tpl_openpyxl_office.xlsx',
  'tpl_xlsxwriter.xlsx',
  'tpl_exceljs.xlsx',
  'tpl_lo.xlsx',
  'tpl_gnumeric.xlsx',
  'tpl_nor.xlsx',
] as const;

/** Filled ones: texts, shared strings, a prefix on all elements, macros, two cities, from right to left. */
export const FILLED = [
  'fil_openpyxl_text.xlsx',
  'fil_xlsxwriter_num.xlsx',
  'fil_exceljs_sorted.xlsx',
  'fil_excelts_merged.xlsx',
  'fil_lo_twocities.xlsx',
  'fil_gnumeric_rtl.xlsx',
  'fil_prefix.xlsx',
  'fil_xlsm.xlsm',
] as const;

/** Rows and cells say no address in it: this library puts its values three rows too high. */
export const MISREAD = 'tpl_nor.xlsx';

export function fileBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(file, FOLDER)));
}

/** `sheet!E12` to what stands there: `n 0.1`, `s text`, and its formula. Empty cells are left out. */
export function cellsBySheetJs(bytes: Uint8Array): Map<string, string> {
  const book: WorkBook = read(bytes, { cellFormula: true, cellDates: false, sheetStubs: true });
  const cells = new Map<string, string>();
  for (const name of book.SheetNames) {
    for (const [address, cell] of Object.entries(book.Sheets[name] ?? {})) {
      if (address.startsWith('!')) continue;
      const value = cell.t === 'z' || cell.v === undefined ? '' : `${cell.t} ${String(cell.v)}`;
      const formula = cell.f === undefined ? '' : ` =${cell.f}`;
      if (value + formula !== '') cells.set(`${name}!${address}`, value + formula);
    }
  }
  return cells;
}
