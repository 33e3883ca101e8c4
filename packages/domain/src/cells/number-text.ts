/** Reads a number as people write it in any language, without a locale. */
import { MAX_DIGITS } from './cell-limits.ts';
import { no, type Outcome, yes } from '../refusals.ts';

export type Qualifier = '' | 'more than' | 'less than' | 'almost' | 'about';

/** `decimal` is plain ASCII: optional minus, digits without leading zeros, optional `.` and the digits as typed. */
export type NumberReading = { decimal: string; qualifier: Qualifier };

const QUALIFIERS: readonly [RegExp, Qualifier][] = [
  [/^(?:more than\b|>)\s*/iu, 'more than'],
  [/^(?:less than\b|<)\s*/iu, 'less than'],
  [/^almost\b\s*/iu, 'almost'],
  [/^(?:about\b|~|≈)\s*/iu, 'about'],
];

/** Marks that invisible keyboards and copied pages leave: direction marks, zero-width blanks. */
const INVISIBLE = /[\u200B\u200E\u200F\u061C\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/gu;
/** What else is not seen: soft hyphens, joiners, variation selectors. Only typed text is freed of them. */
const UNSEEN = /[\u00AD\u180E\u2061-\u2064\u206A-\u206F]|\u200C|\u200D|\uFE0E|\uFE0F/gu;
const DIGIT = /\p{Nd}/u;

/** The value of a decimal digit of any script: Unicode keeps each script's ten digits in one row. */
function digitValue(digit: string): number {
  let steps = 0;
  let code = (digit.codePointAt(0) ?? 0) - 1;
  while (DIGIT.test(String.fromCodePoint(code))) {
    steps += 1;
    code -= 1;
  }
  return steps % 10;
}

/** A text without the marks that nobody sees. Not for prose: some scripts join their letters by them. */
export function withoutInvisible(text: string): string {
  return text.replaceAll(INVISIBLE, '').replaceAll(UNSEEN, '');
}

/** Digits and marks of all scripts as ASCII; every kind of blank as a plain one, `'` for an apostrophe. */
export function asciiFigures(text: string): string {
  return text
    .replaceAll(INVISIBLE, '')
    .replaceAll(/[^\p{ASCII}]/gu, (char) => {
      if (DIGIT.test(char)) return String(digitValue(char));
      if (/\s/u.test(char)) return ' ';
      return MARKS.get(char) ?? char;
    })
    .trim();
}

const MARKS = new Map([
  ['\u2212', '-'],
  ['\uFE63', '-'],
  ['\uFF0D', '-'],
  ['\u2019', "'"],
  ['\u066B', '.'],
  // The Arabic thousands separator has no other meaning: an apostrophe, which has none either.
  ['\u066C', "'"],
  ['\uFF0E', '.'],
  ['\uFF0C', ','],
  ['\u066A', '%'],
  ['\uFF05', '%'],
]);

/**
 * The forms in which the marks can mean one thing only, each with its decimal mark.
 * Groups are of three digits; a comma before exactly three digits, and nothing else, is not among them.
 */
const FORMS: readonly [RegExp, '.' | ','][] = [
  [/^\d*\.?\d+$/, '.'],
  [/^\d{1,3}(?: \d{3})+(?:\.\d+)?$/, '.'],
  [/^\d{1,3}(?: \d{3})+,\d+$/, ','],
  [/^\d{1,3}(?:'\d{3})+(?:\.\d+)?$/, '.'],
  [/^\d{1,3}(?:'\d{3})+,\d+$/, ','],
  [/^\d{1,3}(?:,\d{3})+\.\d+$/, '.'],
  [/^\d{1,3}(?:,\d{3}){2,}$/, '.'],
  [/^\d{1,3}(?:\.\d{3})+,\d+$/, ','],
  [/^\d{1,3}(?:\.\d{3}){2,}$/, ','],
];
/** `1,234`: one thousand or one point. `0,234` and `1234,567` can be read in one way only. */
export const AMBIGUOUS = /^[1-9]\d{0,2},\d{3}$/;
const COMMA_DECIMAL = /^\d*,\d+$/;

/** Takes a typed number apart: qualifier, sign, the figure itself, all in ASCII. `percent` allows a trailing `%`. */
export function splitNumber(text: string, percent: boolean) {
  let rest = asciiFigures(text);
  let qualifier: Qualifier = '';
  for (const [pattern, word] of QUALIFIERS) {
    const match = pattern.exec(rest);
    if (!match) continue;
    qualifier = word;
    rest = rest.slice(match[0].length);
    break;
  }
  if (percent) rest = rest.replace(/\s*%$/u, '');
  const sign = /^[-+]/.exec(rest)?.[0] ?? '';
  return { qualifier, minus: sign === '-', figure: rest.slice(sign.length).trimStart() };
}

/** The canonical decimal of digits that are known to be plain (`007.50` gives `7.50`, `-0.0` gives `0.0`). */
export function canonicalDecimal(minus: boolean, whole: string, fraction: string): string {
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  const plain = fraction === '' ? digits : `${digits}.${fraction}`;
  return minus && /[1-9]/.test(plain) ? `-${plain}` : plain;
}

/** Reads a number without a locale. Refusals: not-a-number, ambiguous-number, too-long. */
export function readNumber(text: string, percent = false): Outcome<NumberReading> {
  const { qualifier, minus, figure } = splitNumber(text, percent);
  if (AMBIGUOUS.test(figure)) return no('ambiguous-number', ambiguousDetail(figure));
  const mark = COMMA_DECIMAL.test(figure) ? ',' : FORMS.find(([form]) => form.test(figure))?.[1];
  if (mark === undefined) return no('not-a-number');
  const at = figure.lastIndexOf(mark);
  // A form without a decimal part may still hold its group mark.
  const hasFraction = at >= 0 && figure.indexOf(mark) === at;
  const whole = (hasFraction ? figure.slice(0, at) : figure).replaceAll(/\D/g, '');
  const fraction = hasFraction ? figure.slice(at + 1) : '';
  if (whole.length + fraction.length > MAX_DIGITS) return no('too-many-digits', String(MAX_DIGITS));
  return yes({ decimal: canonicalDecimal(minus, whole, fraction), qualifier });
}

function ambiguousDetail(figure: string): string {
  return `${figure.replace(',', '')} / ${figure.replace(',', '.')}`;
}
