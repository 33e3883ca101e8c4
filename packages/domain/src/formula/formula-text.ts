/**
 * A formula in a number cell as a text: how it is typed, how it is kept and how it is shown to its author again. The
 * room keeps one form without a locale (decimal point, names as keys) whoever typed it where.
 */
import {
  FORMULA_PARTS_MAX,
  FORMULAS_KNOWN_MAX,
  MAX_DIGITS,
  MAX_LENGTH,
} from '../cells/cell-limits.ts';
import { type Expression, readExpression, tokensOf } from './formula.ts';
import { AMBIGUOUS, asciiFigures, readNumber } from '../cells/number-text.ts';
import { no, type Outcome, yes } from '../refusals.ts';

type Place = { kind: string; unit?: string };

/** Whether a cell's text is a formula: in a number cell alone. In all others a text that begins with = is a text. */
export function isFormula({ kind }: Pick<Place, 'kind'>, text: string): boolean {
  return kind === 'number' && text.startsWith('=');
}

/** Whether what somebody types in a number cell is meant as a formula. */
export function meansFormula({ kind }: Pick<Place, 'kind'>, typed: string): boolean {
  return kind === 'number' && /^\s*[=\uFF1D]/u.test(typed);
}

const known = new Map<string, Outcome<Expression>>();

/**
 * Reads the kept form of a formula. Which names exist is not asked here.
 * Refusals: formula-syntax, formula-too-long, formula-power-unclear, formula-percent, too-long.
 */
export function readFormula(place: Place, text: string): Outcome<Expression> {
  const key = `${inPercent(place) ? '%' : ''}${text}`;
  let found = known.get(key);
  if (found === undefined) {
    found =
      text.length > MAX_LENGTH.formula
        ? no('too-long', String(MAX_LENGTH.formula))
        : parse(place, text);
    if (known.size >= FORMULAS_KNOWN_MAX) known.clear();
    known.set(key, found);
  }
  return found;
}

const inPercent = ({ unit }: Place): boolean => unit?.startsWith('%') ?? false;

function parse(place: Place, text: string): Outcome<Expression> {
  const body = text.slice(1);
  const long = /\d{2,}(?:\.\d+)?|\d\.\d+/g;
  for (const [figure] of body.matchAll(long))
    if (figure.replace('.', '').length > MAX_DIGITS)
      return no('too-many-digits', String(MAX_DIGITS));
  // Five per cent is 5 in a cell that counts in per cent and 0.05 elsewhere: nobody is to guess which was meant.
  if (inPercent(place) && body.includes('%')) return no('formula-percent');
  const read = readExpression(body);
  if (read.ok) return yes(read.expression);
  switch (read.why) {
    case 'syntax':
      return no('formula-syntax', read.at === '' ? undefined : read.at.slice(0, 40));
    case 'too-long':
      return no('formula-too-long', String(FORMULA_PARTS_MAX));
    case 'ambiguous-power':
      return no('formula-power-unclear');
  }
}

const SIGNS = new Map([
  ['\u00D7', '*'],
  ['\u22C5', '*'],
  ['\u00B7', '*'],
  ['\u00F7', '/'],
  ['\uFF0A', '*'],
  ['\uFF0B', '+'],
  ['\uFF0F', '/'],
  ['\uFF08', '('],
  ['\uFF09', ')'],
]);

/** A name, or a figure with the marks and blanks that people set between its digits, or any one character. */
const TYPED =
  /[A-Za-z_]\w*(?:\.\w+)*|(?:[.,]?\d)(?:[\d.,']|(?<=\d) (?=\d{3}(?!\d)))*(?<=\d)|[^\s]/gu;

/**
 * What is kept for a formula that a person typed with their own decimal mark: without blanks, names in small letters.
 * Refusals as `readFormula`, ambiguous-number and not-a-number included.
 */
export function takeFormula(
  place: Place,
  typed: string,
  { decimal }: { decimal: '.' | ',' },
): Outcome<string> {
  const text = asciiFigures(typed.trim().replace(/^\uFF1D/u, '='));
  if (text.length > MAX_LENGTH.formula) return no('too-long', String(MAX_LENGTH.formula));
  // `sum(100,200)` is meant as two figures where a comma does not mark decimals, and could be read as one.
  if (decimal === '.' && text.includes(',') && /[a-z]\s*\(/i.test(text))
    return no('formula-separator');
  const parts: string[] = [];
  for (const [part] of text.slice(1).matchAll(TYPED)) {
    const first = part.charAt(0);
    if (/[\d.,]/.test(first) && /\d/.test(part)) {
      const figure = takeLiteral(part, decimal);
      if (!figure.ok) return figure;
      parts.push(figure.value);
    } else parts.push(SIGNS.get(part) ?? part.toLowerCase());
  }
  // Read with blanks between the parts: joined at once, two figures beside each other would be one.
  const read = parse(place, `=${parts.join(' ')}`);
  return read.ok ? yes(`=${parts.join('')}`) : read;
}

/** A comma that can only mark decimals, where a point does. */
const COMMA_DECIMAL = /^\d*,\d+$/;

/** As a figure typed alone: the person's locale decides where two readings are possible. */
function takeLiteral(typed: string, decimal: '.' | ','): Outcome<string> {
  const grouped = decimal === ',' ? /^[1-9]\d{0,2}\.\d{3}$/ : AMBIGUOUS;
  if (grouped.test(typed)) return yes(typed.replaceAll(/\D/g, ''));
  if (decimal === ',' && AMBIGUOUS.test(typed)) return yes(typed.replace(',', '.'));
  if (decimal === '.' && COMMA_DECIMAL.test(typed)) return no('formula-separator');
  const read = readNumber(typed);
  if (read.ok) return yes(read.value.decimal);
  return read.refusal.code === 'not-a-number' ? no('formula-syntax', typed.slice(0, 40)) : read;
}

/** A kept formula with the person's decimal mark, as an editor begins with it. */
export function typedFormula(text: string, decimal: '.' | ','): string {
  if (decimal === '.') return text;
  const parts = tokensOf(text.slice(1));
  return `=${parts.map((part) => (/^\d/.test(part) ? part.replace('.', ',') : part)).join('')}`;
}
