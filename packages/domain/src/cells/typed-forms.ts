/**
 * Forms in which people and spreadsheets write what a cell stores plainly: a minus behind or around a figure, a per cent
 * sign before it, groups of two digits, a date where a year is asked. Only typed and pasted text knows
 * them: the reading of stored text does not change for ever.
 */
import { asciiFigures, withoutInvisible } from './number-text.ts';

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

/** Before a figure an apostrophe says "as it is written" to a spreadsheet. Before a formula it makes a text of it. */
const APOSTROPHE = /^['\u2019](?=\s*[^\s=])/u;
const PERCENT_FIRST = /^([-+\u2212]?)\s*[%\u066A\uFF05]\s*([-+\u2212]?[\p{Nd}.,\u066B\u060C].*)$/u;
/** `12,34,567.5`: three digits at the end, groups of two before them. Two commas, so that nothing else can be meant. */
const SOUTH_ASIAN = /(?<![\p{Nd}.,])\p{Nd}{1,2}(?:,\p{Nd}{2})+,\p{Nd}{3}(?![\p{Nd},])/gu;
/** The Arabic comma before another mark of a figure parts thousands. */
const ARABIC_GROUPS = /(?<=\p{Nd})\u060C(?=\p{Nd}{3}(?:\u060C\p{Nd}{3})*[,\uFF0C.\u066B])/gu;
const ARABIC_COMMA = /(?<=\p{Nd})\u060C(?=\p{Nd})/gu;

/** A typed figure in a form that the reading of stored text knows; any other text as it is. */
export function plainFigure(typed: string): string {
  const text = withoutInvisible(typed)
    .trim()
    .replace(APOSTROPHE, '')
    .replaceAll(ARABIC_GROUPS, "'")
    .replaceAll(ARABIC_COMMA, ',')
    .replaceAll(SOUTH_ASIAN, (figure) => figure.replaceAll(',', ''));
  return minusFirst(text.replace(PERCENT_FIRST, '$1$2%'));
}

/** A text as a spreadsheet takes it that is typed behind an apostrophe: `'007`, `'=see annex`. `'s-Hertogenbosch` stays. */
export function plainText(typed: string): string {
  return typed.replace(/^'(?=[=+\-@]|0|\p{Nd}[\p{Nd}.,\s/-]*$)/u, '');
}

/** Yes or no and names of units without what nobody sees, letters in their usual shape. */
export const plainWord = (typed: string): string =>
  withoutInvisible(
    typed.replaceAll(/[\uFB50-\uFDFF\uFE70-\uFEFC]/gu, (char) => char.normalize('NFKC')),
  ).trim();

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
