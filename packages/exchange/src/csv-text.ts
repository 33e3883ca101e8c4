/**
 * Writes CSV that a spreadsheet reads as text, whatever people typed. Source: RFC 4180 (form); OWASP, CSV Injection,
 * and ASVS 1.2.10 (the characters that begin a formula).
 */

/** What a spreadsheet may take as the beginning of a formula, full-width forms of some locales included. */
const FORMULA = /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n\0]/;
/** A number begins no formula, so a negative figure stays a figure. */
const NUMBER = /^-?\d+([.,]\d+)?$/;

/** One field. What could run as a formula is led by an apostrophe, which spreadsheets take as "this is text". */
export function csvField(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const harmless = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  // NUL ends a text for some readers, and what follows could begin a field.
  const whole = harmless.replaceAll('\0', '');
  return /[",;\t\r\n']/.test(whole) ? `"${whole.replaceAll('"', '""')}"` : whole;
}

export type CsvLine = readonly (string | number | null)[];

/** A byte order mark, so that Excel reads UTF-8. */
export const CSV_BEGIN = '\uFEFF';

/** One line of a list that is written piece by piece after `CSV_BEGIN`: comma, CRLF. */
export function csvLine(line: CsvLine): string {
  return `${line.map(csvField).join(',')}\r\n`;
}

/** A whole list. */
export function csvText(lines: readonly CsvLine[]): string {
  return `${CSV_BEGIN}${lines.map(csvLine).join('')}`;
}
