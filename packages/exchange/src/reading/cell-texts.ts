/** What a cell of a book says as a text, before anybody asks what it should be. */
import type { BookCell } from '../book/book.ts';

/** A double as plain decimal digits, never with an exponent; it reads back as the same double. */
export function decimalOf(value: number): string {
  const shortest = String(Object.is(value, -0) ? 0 : value);
  const [, minus = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(shortest) ?? [];
  if (exponent === undefined) return shortest;
  return `${minus}${shifted(whole, fraction, Number(exponent))}`;
}

/** A plain decimal with its point moved to the right by `places`. */
export function movedPoint(decimal: string, places: number): string {
  const minus = decimal.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = decimal.slice(minus.length).split('.');
  return `${minus}${shifted(whole, fraction, places)}`;
}

function shifted(whole: string, fraction: string, places: number): string {
  const digits = `${whole}${fraction}`;
  const point = whole.length + places;
  const padded =
    point < 1 ? digits.padStart(digits.length + 1 - point, '0') : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const before = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const after = padded.slice(at).replace(/0+$/, '');
  return after === '' ? before : `${before}.${after}`;
}

/** Control characters but tab and line feed, and halves of characters: no cell and no comment keeps them. */
export const UNKEEPABLE = /[^\P{Cc}\n\t]|\p{Cs}|[\uFFFE\uFFFF]/gu;

/** What stands in a cell, for heads, codes, names and for telling a person what could not be read. */
export function textOf(cell: BookCell | undefined): string {
  if (!cell) return '';
  const { held } = cell;
  switch (held.kind) {
    case 'text':
      return held.text;
    case 'number':
      return decimalOf(held.value);
    case 'date':
      return held.iso;
    case 'boolean':
      return held.value ? 'TRUE' : 'FALSE';
    case 'error':
      return held.code;
    case 'not-computed':
      return cell.formula === undefined || cell.formula === '' ? '' : `=${cell.formula}`;
    case 'nothing':
      return '';
  }
}

/** Whether nothing can be seen in a cell. */
export function isBlank(cell: BookCell | undefined): boolean {
  return (
    !cell ||
    cell.held.kind === 'nothing' ||
    (cell.held.kind === 'text' && cell.held.text.trim() === '')
  );
}
