/**
 * The XML of a cell's value. Source: ECMA-376, part 1, 18.3.1.4 (c), 18.3.1.53 (is), 22.9.2.19 (ST_Xstring: `_x0007_`).
 */
import { closed, opened, withAttributes } from './tag-text.ts';

/** A value as it goes into the file. */
export type PlainValue = { number: number } | { text: string } | 'empty';

export type CellXml = {
  /** `x:` or nothing. */
  prefix: string;
  /** The opening tag as it stands, or one that was made for a new cell. */
  tag: string;
  address: string;
  value: PlainValue;
  /** The element of the formula that stays; empty where none does. */
  formula: string;
  /** What else stands in the cell and is not ours. */
  rest: string;
};

/** The whole element. Style and attributes of other programs stay. */
export function cellXml({ prefix, tag, address, value, formula, rest }: CellXml): string {
  const isText = value !== 'empty' && 'text' in value;
  const type = isText ? (formula === '' ? 'inlineStr' : 'str') : null;
  const open = cellTag({ prefix, tag, address, type, keepsFormula: formula !== '' });
  const inner = formula + valueXml(prefix, value, formula !== '') + rest;
  return inner === '' ? closed(open) : `${opened(open)}${inner}</${prefix}c>`;
}

type CellTag = Pick<CellXml, 'prefix' | 'tag' | 'address'> & {
  type: string | null;
  keepsFormula: boolean;
};

/** What most cells say of themselves: address, style, kind. */
const USUAL = /^<(?:[\w.-]+:)?c r="[A-Z]+\d+"(?: s="(\d+)")?(?: t="\w+")?\/?>$/;

function cellTag({ prefix, tag, address, type, keepsFormula }: CellTag): string {
  const usual = USUAL.exec(tag);
  if (usual) {
    const style = usual[1] === undefined ? '' : ` s="${usual[1]}"`;
    return `<${prefix}c r="${address}"${style}${type === null ? '' : ` t="${type}"`}>`;
  }
  return withAttributes(tag, {
    r: address,
    t: type,
    // A picture or a record behind the value belongs to the value that goes.
    vm: null,
    // Says that the formula fills as many cells as it needs.
    ...(keepsFormula ? {} : { cm: null }),
  });
}

function valueXml(prefix: string, value: PlainValue, hasFormula: boolean): string {
  if (value === 'empty') return '';
  if ('number' in value) return `<${prefix}v>${numberText(value.number)}</${prefix}v>`;
  const preserve = /^\s|\s$|\n|\t| {2}/.test(value.text) ? ' xml:space="preserve"' : '';
  const text = escapeText(value.text);
  return hasFormula
    ? `<${prefix}v${preserve}>${text}</${prefix}v>`
    : `<${prefix}is><${prefix}t${preserve}>${text}</${prefix}t></${prefix}is>`;
}

/** The shortest form that reads back as the same number; there is no minus zero in a cell. */
export const numberText = (value: number): string => String(value === 0 ? 0 : value);

/** A hundredth, to the digit as a person would move the point: 0.123 of 12.3. */
export function hundredth(value: number): number {
  const [digits, exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) - 2}`);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text of an element: what XML cannot hold is written as `_x0007_`, and a literal `_x0007_` so that it stays one. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/(?![\t\n\u007F-\u009F])[\p{Cc}\uFFFE\uFFFF]/gu, escapeCharacter)
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}

function escapeCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `_x${code.padStart(4, '0')}_`;
}
