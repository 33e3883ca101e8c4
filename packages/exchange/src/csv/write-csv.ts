/** Writes CSV that a spreadsheet reads as text, whatever people typed. Source: RFC 4180 (form). */
import { stringify } from 'csv-stringify/sync';
import { guardFormula } from './formula-guard.ts';

export type CsvLine = readonly (string | number | null)[];

/** A byte order mark, so that Excel reads UTF-8. */
const BEGIN = '\uFEFF';
/** So many lines are made at once: a long list is never whole in memory. */
const LINES_A_PIECE = 200;
/** Quoted although the comma alone would not ask for it: some locales part by these, and an apostrophe leads a guarded text. */
const ALSO_QUOTED = /[;\t']/;

/** A whole list. */
export function csvText(lines: Iterable<CsvLine>): string {
  return [...csvPieces(lines)].join('');
}

/** A list piece by piece, for one that is long: the lines are asked for as the pieces are taken. */
export function* csvPieces(lines: Iterable<CsvLine>): Generator<string> {
  yield BEGIN;
  let waiting: CsvLine[] = [];
  for (const line of lines) {
    waiting.push(line);
    if (waiting.length < LINES_A_PIECE) continue;
    yield linesText(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield linesText(waiting);
}

function linesText(lines: readonly CsvLine[]): string {
  return stringify(
    lines.map((line) => line.map((field) => guardFormula(field === null ? '' : String(field)))),
    // Said, because the library quotes a lone CR or LF only as long as no end of a line is named.
    { record_delimiter: 'windows', quote_record_delimiter: true, quoted_match: ALSO_QUOTED },
  );
}
