/**
 * Reads a text file of fields as a book of one sheet: whatever mark parts its fields and however its characters are
 * written. Source: RFC 4180; `sep=;` as the first line is a spreadsheet's own way to name the mark.
 */
import { parse } from 'csv-parse/sync';
import type { Book, BookCell, BookHeld, BookRow } from '../book/book.ts';
import { BookFault } from '../book/fault.ts';
import { BOOK_CELLS, BOOK_PLACES, CSV_RECORD_CHARACTERS } from '../book/limits.ts';
import { fieldOf } from '../reading/header-words.ts';
import { plainCsvText } from './csv-encoding.ts';

const DELIMITERS = [';', ',', '\t', '|'] as const;
/** Characters from which the mark between fields is told. */
const LOOKED_AT = 200_000;

/** Throws faults. `name` becomes the sheet's. */
export function readCsv(bytes: Uint8Array, name: string): Book {
  const text = plainCsvText(bytes);
  const said = /^sep=(.)\r?\n/u.exec(text);
  const body = said ? text.slice(said[0].length) : text;
  const rows = rowsOf(body, said?.[1] ?? delimiterOf(body));
  return {
    format: 'csv',
    sheets: [{ name: name.replace(/\.[^.]{1,5}$/u, ''), hidden: false, rows, merges: [] }],
    properties: new Map(),
    program: '',
    leftOut: [],
  };
}

/** The mark that makes the most heads known; of those that make none, the one that makes the most fields. */
function delimiterOf(text: string): string {
  const end = text.length > LOOKED_AT ? text.lastIndexOf('\n', LOOKED_AT) : text.length;
  const piece = text.slice(0, end > 0 ? end : LOOKED_AT);
  let best: { delimiter: string; heads: number; fields: number } | undefined;
  for (const delimiter of DELIMITERS) {
    const found = { delimiter, heads: 0, fields: 0 };
    walk(piece, delimiter, (record) => {
      found.fields += record.length;
      const heads = record.filter((field) => field.length < 200 && fieldOf(field)).length;
      found.heads = Math.max(found.heads, heads);
    });
    if (
      !best ||
      found.heads > best.heads ||
      (found.heads === best.heads && found.fields > best.fields)
    )
      best = found;
  }
  return best?.delimiter ?? ',';
}

function rowsOf(text: string, delimiter: string): BookRow[] {
  const rows: BookRow[] = [];
  const met = { cells: 0, places: 0 };
  let row = 0;
  walk(text, delimiter, (record) => {
    row += 1;
    const cells = new Map<number, BookCell>();
    for (const [at, field] of record.entries()) {
      met.places += 1;
      if (field === '') continue;
      met.cells += 1;
      cells.set(at + 1, { held: heldBy(field), format: 'General' });
    }
    if (met.cells > BOOK_CELLS || met.places > BOOK_PLACES)
      throw new BookFault('file-too-large', 'cells');
    if (cells.size > 0) rows.push({ row, hidden: false, cells });
  });
  return rows;
}

/** What spreadsheets write where a formula has come to nothing: `#DIV/0!`, `#WERT!`, `#N/A`, `Err:502`. */
const ERROR = /^(?:#(?:[\p{Lu}/0]+[!?]|N\/A|NV|N\/D)|Err:\d{3})$/u;

function heldBy(field: string): BookHeld {
  const text = field.trim();
  return ERROR.test(text) ? { kind: 'error', code: text } : { kind: 'text', text: field };
}

/** Hands over record after record, empty lines with them, and keeps none. */
function walk(text: string, delimiter: string, take: (record: string[]) => void): void {
  try {
    parse(text, {
      delimiter,
      quote: '"',
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: CSV_RECORD_CHARACTERS,
      on_record: (record: string[]) => {
        take(record);
        return null;
      },
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'CSV_MAX_RECORD_SIZE') throw new BookFault('file-too-large', 'line');
    if (typeof code === 'string' && code.startsWith('CSV_'))
      throw new BookFault('file-damaged', 'csv');
    throw error;
  }
}
