/** Writes CSV that a spreadsheet reads as text, whatever people typed. Source: RFC 4180 (form). */
import { stringify } from 'csv-stringify/sync';
import { CSV_DECIMALS, CSV_SEPARATORS, type CsvForm, USUAL_FORM } from './csv-form.ts';
import { guardFormula } from './formula-guard.ts';

/** A figure is written with the decimal mark of the file, anything else as it is. */
export type CsvField = string | number | null | { figure: string };
export type CsvLine = readonly CsvField[];

const BYTE_ORDER_MARK = '\uFEFF';
/** So many lines are made at once: a long list is never whole in memory. */
const LINES_A_PIECE = 200;
/**
 * Quoted although the separator alone would not ask for it: some locales part by these, and an apostrophe leads a guarded
 * text. Not a figure with a comma, which some spreadsheets take for a text when it is quoted.
 */
const ALSO_QUOTED = /^(?!-?\d+,\d+$)[^]*[,;\t']/;
/** A plain figure, as `plainValue` gives it. */
const FIGURE = /^-?\d+(\.\d+)?$/;

/** A whole list. */
export function csvText(lines: Iterable<CsvLine>, form: CsvForm = USUAL_FORM): string {
  return [...csvPieces(lines, form)].join('');
}

/** A list piece by piece, for one that is long: the lines are asked for as the pieces are taken. `encodeCsv` makes the bytes. */
export function* csvPieces(
  lines: Iterable<CsvLine>,
  form: CsvForm = USUAL_FORM,
): Generator<string> {
  if (form.encoding === 'utf-8-bom') yield BYTE_ORDER_MARK;
  let waiting: CsvLine[] = [];
  for (const line of lines) {
    waiting.push(line);
    if (waiting.length < LINES_A_PIECE) continue;
    yield linesText(waiting, form);
    waiting = [];
  }
  if (waiting.length > 0) yield linesText(waiting, form);
}

function linesText(lines: readonly CsvLine[], form: CsvForm): string {
  return stringify(
    lines.map((line) => line.map((field) => fieldText(field, form))),
    {
      delimiter: CSV_SEPARATORS[form.separator],
      record_delimiter: 'windows',
      // Said, because the library quotes a lone CR or LF only as long as no end of a line is named.
      quote_record_delimiter: true,
      quoted_match: ALSO_QUOTED,
    },
  );
}

function fieldText(field: CsvField, { decimal }: CsvForm): string {
  if (field === null) return '';
  if (typeof field !== 'object') return guardFormula(String(field));
  const { figure } = field;
  return FIGURE.test(figure) ? figure.replace('.', CSV_DECIMALS[decimal]) : guardFormula(figure);
}
