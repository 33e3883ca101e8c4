/**
 * Forms in which people and spreadsheets write what a cell stores plainly: a minus behind or around a figure, a date
 * where a year is asked. Own file because only typed and pasted text knows them; the reading of stored text does not
 * change for ever.
 */
import { asciiFigures } from './number-text.ts';

const BRACKETED = /^\(\s*([^()+\-\u2212\u2013]*\d[^()]*)\)\s*(%?)$/u;
const BEHIND = /^([^+\-\u2212\u2013]*\d)\s*[-\u2212\u2013]$/u;
const DASHED = /^\u2013\s*(?=[\d.,])/u;

/** `(1 234)`, `1 234-` and `–1 234` with a minus before the figure; any other text as it is. */
export function minusFirst(text: string): string {
  const bracketed = BRACKETED.exec(text);
  if (bracketed) return `-${bracketed[1]?.trim()}${bracketed[2]}`;
  const behind = BEHIND.exec(text);
  if (behind) return `-${behind[1]}`;
  return text.replace(DASHED, '-');
}

const DATES: readonly RegExp[] = [
  // 2025-03-15, 2025/3/15, with or without a time
  /^(\d{4})[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d{1,2}:\d{2}.*)?$/,
  // 15.03.2025, 3/15/2025, 15-3-2025
  /^\d{1,2}[-/.]\d{1,2}[-/.](\d{4})(?: \d{1,2}:\d{2}.*)?$/,
];
/** 15 March 2025, 15. März 2025, 15-Mar-2025; Mar 15, 2025 */
const NAMED: readonly RegExp[] = [
  /^\d{1,2}\.?[ -]\p{L}{3,}\.?[ -](\d{4})$/u,
  /^\p{L}{3,}\.? \d{1,2}, (\d{4})$/u,
];

/** The year of a date in any usual form; undefined for what is no date. */
export function yearOfDate(text: string): string | undefined {
  const plain = asciiFigures(text);
  for (const form of [...DATES, ...NAMED]) {
    const year = form.exec(plain)?.[1];
    if (year !== undefined) return year;
  }
  return undefined;
}
