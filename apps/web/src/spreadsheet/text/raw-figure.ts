/**
 * Whether the raw value that a spreadsheet puts beside a shown text is the figure that the text stands for. Raw values
 * lie: a date's is a count of days, a percentage's is a hundredth. A raw value is believed where the shown text is a
 * rounding of it, of its thousands or millions (the format `0.0,,`), or of what is below zero and shown in red without
 * a minus.
 */
import type { DecimalMark } from './clip-cell.ts';

/** A figure that may be believed, and the decimal mark that the shown text then has. */
export type Believed = { figure: string; mark: DecimalMark | undefined };

/** Spreadsheets count with this many digits; more are noise of the binary form. */
const DIGITS = 15;
/** Beyond this a figure is a slip, and its zeros would be endless. */
const EXPONENT_MAX = 30;

/** A number as a plain decimal, moved by so many places to the left of its mark; undefined for what is no number. */
export function plainDecimal(raw: string, places: number): string | undefined {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return undefined;
  const [mantissa = '', exponent = '0'] = value.toExponential(DIGITS - 1).split('e');
  const minus = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replaceAll(/[-.]/g, '').replace(/0+$/, '') || '0';
  const point = Number(exponent) + places + 1;
  if (value === 0) return '0';
  if (Math.abs(point) > EXPONENT_MAX) return undefined;
  if (point <= 0) return `${minus}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return minus + digits.padEnd(point, '0');
  return `${minus}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** The figure behind a shown text; undefined where the raw value is something else than what is shown. */
export function believed(shown: string, raw: string): Believed | undefined {
  const percent = /[%\u066A\uFF05]/u.test(shown);
  const figure = plainDecimal(raw, percent ? 2 : 0);
  if (figure === undefined) return undefined;
  const marks = meanings(Number(figure), percent)
    .map((meant) => (['.', ','] as const).filter((mark) => isRoundingOf(shown, mark, meant)))
    .find((found) => found.length > 0);
  if (marks === undefined) return undefined;
  const mark = marks.length === 1 && /[.,]/.test(shown) ? marks[0] : undefined;
  return { figure: percent ? `${figure}%` : figure, mark };
}

/** What a format may show of a value, the plainest first: itself, without its minus, in thousands, millions, billions. */
function meanings(value: number, percent: boolean): number[] {
  const sizes = percent ? [value] : [1, 1e3, 1e6, 1e9].map((size) => value / size);
  return value < 0 ? sizes.flatMap((size) => [size, -size]) : sizes;
}

const FIGURE_ALONE = /^[-+\u2212\u2013(]?\s*\d[\d.,\s'\u2019\u066B\u066C]*\)?$/u;
/** Years that a date may show of itself. */
const YEAR = /^(?:19|20)\d\d$/;

/** The figure that a cell holds where it shows a different one, for a reason that cannot be seen; undefined elsewhere. */
export function otherFigure(shown: string, raw: string): string | undefined {
  const text = asciiDigits(shown).trim();
  if (!FIGURE_ALONE.test(text) || YEAR.test(text)) return undefined;
  return plainDecimal(raw, 0);
}

const BLANKS = /[\s'\u2019\u066C]/gu;

function isRoundingOf(shown: string, mark: DecimalMark, value: number): boolean {
  const text = asciiDigits(shown).replaceAll(BLANKS, '').replaceAll('\u066B', '.');
  const found = /^([^\d.,]*)([\d.,]+)(?:E([-+]?\d+))?(\D*)$/iu.exec(text);
  if (!found) return false;
  const [, before = '', digits = '', exponent = '0', after = ''] = found;
  const form =
    mark === '.'
      ? /^(?:\d+|\d{1,3}(?:,\d{2,3})+)?(?:\.(\d*))?$/
      : /^(?:\d+|\d{1,3}(?:\.\d{3})+)?(?:,(\d*))?$/;
  const fits = form.exec(digits);
  if (!fits) return false;
  const plain = digits.replaceAll(mark === '.' ? ',' : '.', '').replace(mark, '.');
  const sign = /[-\u2212\u2013(]/u.test(before) || /-/.test(after) ? -1 : 1;
  const scale = 10 ** Number(exponent);
  const told = sign * Number(plain) * scale;
  const step = 10 ** -(fits[1]?.length ?? 0) * scale;
  return Math.abs(told - value) <= step * 0.500001;
}

/** Digits of the Arabic scripts as ASCII; others are left, and then the raw value is not believed. */
export function asciiDigits(text: string): string {
  return text.replaceAll(/[\u0660-\u0669\u06F0-\u06F9]/gu, (digit) =>
    String((digit.codePointAt(0) ?? 0) & 0xf),
  );
}
