/**
 * A room stores text; here is what a text means, how typed text becomes stored text, and how it is shown. The gate, the
 * editor, the computation and the importers must not differ in this by one character.
 */
import { MAX_LENGTH } from './cell-limits.ts';
import { type CellSpec } from './cell-spec.ts';
import { decimalMark } from './decimal-mark.ts';
import type { Expression } from '../formula/formula.ts';
import { isFormula, meansFormula, readFormula, takeFormula } from '../formula/formula-text.ts';
import {
  AMBIGUOUS,
  asciiFigures,
  canonicalDecimal,
  type NumberReading,
  readNumber,
  splitNumber,
} from './number-text.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import { choiceMeant } from './typed/choice-meant.ts';
import { plainFigure, plainText, plainWord, yearOfDate } from './typed-forms.ts';
import { convert, type Factor, factorTo, splitUnit, type UnitTarget } from './unit-conversion.ts';
import { readYesNo, SAYS_NOTHING } from './yes-no.ts';

export type CellValue =
  | ({ kind: 'number' } & NumberReading)
  | { kind: 'yes-no'; yes: boolean }
  | { kind: 'choice'; choice: string }
  | { kind: 'year'; year: number }
  | { kind: 'unit'; unit: string }
  | { kind: 'text'; text: string }
  /** What it comes to is the matter of `cellValues`: it depends on other cells. */
  | { kind: 'formula'; expression: Expression };

/** Control characters but tab and line feed: databases and spreadsheets lose or refuse them. */
const UNKEEPABLE = /[^\P{Cc}\n\t]|[\uFFFE\uFFFF]/u;
const YEARS = { first: 1900, last: 2100 };

/**
 * The locale-free reading of a cell's text, used by gate, computation and snapshot alike.
 * An empty text is no value: a cell is cleared by removing it (refusal empty-text).
 */
export function readCell(spec: CellSpec, text: string): Outcome<CellValue> {
  const longest = isFormula(spec, text) ? MAX_LENGTH.formula : spec.maxLength;
  if (text.length > longest) return no('too-long', String(longest));
  if (!text.isWellFormed() || UNKEEPABLE.test(text)) return no('not-text');
  if (text.trim() === '') return no('empty-text');
  switch (spec.kind) {
    case 'number':
      return isFormula(spec, text) ? readTyped(spec, text) : readFigure(spec, text);
    case 'yes-no': {
      const answer = readYesNo(text);
      return answer === undefined ? no('not-yes-or-no') : yes({ kind: 'yes-no', yes: answer });
    }
    case 'choice':
      return spec.choices?.includes(text)
        ? yes({ kind: 'choice', choice: text })
        : no('not-a-choice', spec.choices?.join(' · '));
    case 'year':
      return readYear(text);
    case 'unit':
      return /\n/.test(text) ? no('not-text') : yes({ kind: 'unit', unit: text.trim() });
    case 'text':
      return yes({ kind: 'text', text });
  }
}

/** Whether a figure's unit is a percentage, so that a typed `%` says nothing new. */
export function isPercent(spec: Pick<CellSpec, 'unit'>): boolean {
  return spec.unit?.startsWith('%') ?? false;
}

function readFigure(spec: CellSpec, text: string): Outcome<CellValue> {
  const reading = readNumber(text, isPercent(spec));
  if (!reading.ok) return reading;
  const { decimal } = reading.value;
  if (spec.integer && /\.\d*[1-9]/.test(decimal)) return no('not-an-integer');
  // Bounds are small whole numbers, so the nearest double compares exactly enough.
  if (spec.min !== undefined && Number(decimal) < spec.min)
    return no('below-minimum', String(spec.min));
  if (spec.max !== undefined && Number(decimal) > spec.max)
    return no('above-maximum', String(spec.max));
  return yes({ kind: 'number', ...reading.value });
}

function readTyped(spec: CellSpec, text: string): Outcome<CellValue> {
  const read = readFormula(spec, text);
  return read.ok ? yes({ kind: 'formula', expression: read.value }) : read;
}

function readYear(text: string): Outcome<CellValue> {
  const year = asciiFigures(text);
  if (!/^\d{4}$/.test(year)) return no('not-a-year');
  if (Number(year) < YEARS.first || Number(year) > YEARS.last)
    return no('not-a-year', `${YEARS.first} - ${YEARS.last}`);
  return yes({ kind: 'year', year: Number(year) });
}

export type TypingLocale = { decimal: '.' | ',' };

/**
 * What the editor stores for what a person typed: null clears the cell; the text itself (trimmed, NFC) where it can be
 * read in one way; the canonical number where the person's locale decides; else the refusal.
 */
export function takeTyped(
  spec: CellSpec,
  typed: string,
  locale: TypingLocale,
): Outcome<string | null> {
  const text = typed.replaceAll('\r\n', '\n').trim().normalize('NFC');
  if (text === '') return yes(null);
  if (meansFormula(spec, text)) return takeFormula(spec, text, locale);
  switch (spec.kind) {
    case 'number':
      return takeNumber(spec, plainFigure(text), locale);
    case 'year':
      return takeYear(plainFigure(text));
    case 'choice':
      return takeChoice(spec, text);
    case 'yes-no':
      return saysNothing(text) ? no('leave-empty') : kept(spec, plainWord(text));
    case 'unit':
      return kept(spec, plainWord(text));
    case 'text':
      return kept(spec, plainText(text));
  }
}

/** A text as it is, where the cell can hold it. */
function kept(spec: CellSpec, text: string): Outcome<string> {
  const reading = readCell(spec, text);
  return reading.ok ? yes(text) : reading;
}

function saysNothing(text: string): boolean {
  return SAYS_NOTHING.test(text);
}

function takeNumber(spec: CellSpec, text: string, locale: TypingLocale): Outcome<string | null> {
  if (saysNothing(text)) return no('leave-empty');
  const conversion = readConversion(spec, text, locale);
  if (conversion) {
    if (!conversion.ok) return conversion;
    const reading = readCell(spec, conversion.value.stored);
    return reading.ok ? yes(conversion.value.stored) : reading;
  }
  const { qualifier, minus, figure } = splitNumber(text, isPercent(spec));
  const grouped = locale.decimal === ',' ? /^[1-9]\d{0,2}\.\d{3}$/ : AMBIGUOUS;
  const decimal = locale.decimal === ',' ? AMBIGUOUS : undefined;
  let stored = text;
  if (grouped.test(figure)) stored = rewritten(figure.replaceAll(/\D/g, ''), '');
  else if (decimal?.test(figure)) stored = rewritten(...parts(figure));
  const reading = readCell(spec, stored);
  return reading.ok ? yes(stored) : reading;

  function rewritten(whole: string, fraction: string): string {
    const plain = canonicalDecimal(minus, whole, fraction);
    return qualifier === '' ? plain : `${qualifier} ${plain}`;
  }
}

/** A figure that was typed in a unit: what it is in the unit of the cell, and by which factor. */
export type Conversion = {
  /** The figure as it was typed, canonical, without magnitude and unit. */
  from: string;
  factor: Factor;
  /** The figure in the unit of the cell, canonical. */
  to: string;
  rounded: boolean;
  /** What a room holds: `to` with its qualifier. */
  stored: string;
};

/** Reads `12 ha` for a cell of another unit; undefined where no unit stands behind a figure. Bounds are not looked at. */
export function readConversion(
  spec: CellSpec,
  typed: string,
  locale: TypingLocale,
): Outcome<Conversion> | undefined {
  if (spec.kind !== 'number') return undefined;
  const { qualifier, minus, figure } = splitNumber(plainFigure(typed), isPercent(spec));
  const measured = splitUnit(figure);
  if (!measured) return undefined;
  const factor = factorTo(targetOf(spec), measured.unit);
  if (!factor.ok) return factor;
  const { integer: _, min: _min, max: _max, ...free } = spec;
  const taken = takeNumber(free, `${minus ? '-' : ''}${measured.figure}`, locale);
  if (!taken.ok) return taken;
  const from = readNumber(taken.value ?? '');
  if (!from.ok) return from;
  const { decimal: to, rounded } = convert(from.value.decimal, factor.value);
  const stored = qualifier === '' ? to : `${qualifier} ${to}`;
  return yes({ from: from.value.decimal, factor: factor.value, to, rounded, stored });
}

function targetOf(spec: CellSpec): UnitTarget {
  const point = spec.row.slice(spec.row.indexOf('.') + 1);
  return { unit: spec.unit ?? '', point, counted: spec.integer === true };
}

function parts(figure: string): [string, string] {
  const at = figure.lastIndexOf(',');
  return [figure.slice(0, at), figure.slice(at + 1)];
}

/** A date stands for its year: spreadsheets keep years as dates. */
function takeYear(text: string): Outcome<string> {
  const stored = yearOfDate(text) ?? text;
  const reading = readYear(stored);
  return reading.ok ? yes(stored) : reading;
}

function takeChoice(spec: CellSpec, text: string): Outcome<string | null> {
  const choice = choiceMeant(spec.choices ?? [], text);
  return choice === undefined ? no('not-a-choice', spec.choices?.join(' · ')) : yes(choice);
}

/** A thin space that does not break a line: what ITU's reports print between thousands. */
export const THOUSANDS = '\u202F';

/** How a stored text is shown: thousands apart, decimals as typed, the locale's decimal mark (`.` without a locale). */
export function formatCell(text: string, spec: CellSpec, locale?: string): string {
  if (spec.kind !== 'number' && spec.kind !== 'year') return text;
  const reading = readCell(spec, text);
  if (!reading.ok) return text;
  if (reading.value.kind === 'year') return String(reading.value.year);
  return reading.value.kind === 'number' ? formatFigure(reading.value, locale) : text;
}

function formatFigure({ qualifier, decimal }: NumberReading, locale?: string): string {
  const figure = formatDecimal(decimal, locale);
  return qualifier === '' ? figure : `${qualifier} ${figure}`;
}

/** A result's text as it is shown, an override in the reader's digits and not in its author's; other words as they are. */
export function formatResult(text: string, locale?: string): string {
  const reading = readNumber(text, true);
  return reading.ok ? formatFigure(reading.value, locale) : text;
}

/** A result's text for files and programs: a plain figure, `yes`, `no`, `NR`. `unit` tells answers from figures. */
export function plainResult({ text, unit }: { text: string; unit: string }): string {
  const answer = unit === 'yes/no' ? readYesNo(text) : undefined;
  if (answer !== undefined) return answer ? 'yes' : 'no';
  const reading = readNumber(text, true);
  if (!reading.ok) return text;
  const { qualifier, decimal } = reading.value;
  return qualifier === '' ? decimal : `${qualifier} ${decimal}`;
}

/** A canonical decimal with thousands apart and the locale's decimal mark; the minus is U+2212. */
export function formatDecimal(decimal: string, locale?: string): string {
  const minus = decimal.startsWith('-');
  const [whole = '', fraction] = decimal.slice(minus ? 1 : 0).split('.');
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, THOUSANDS);
  const shown = fraction === undefined ? grouped : `${grouped}${decimalMark(locale)}${fraction}`;
  return minus ? `\u2212${shown}` : shown;
}

/** What column O shows with its unit: `NR`, `76.35 %`. */
export function printResult(
  result: { status: string; source: 'override' | 'computed' | null; text: string; unit: string },
  locale?: string,
): string {
  if (result.status !== 'reported') return result.text;
  const figure = formatResult(result.text, locale);
  if (result.unit === '' || result.unit === 'yes/no') return figure;
  return figure.endsWith('%') ? figure : `${figure} ${result.unit}`;
}
