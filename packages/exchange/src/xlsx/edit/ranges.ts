/** Rectangles of cells, as a file names them. */
import { addressOf, type BookRange, COLUMNS_MAX, placeOf } from '../../book/book.ts';

/** `A1:C3` or `B2`; undefined for anything else. */
export function rangeOf(text: string): BookRange | undefined {
  const [first = '', last = first] = text.split(':');
  const [from, to] = [placeOf(first), placeOf(last)];
  if (!from || !to) return undefined;
  return {
    top: Math.min(from.row, to.row),
    left: Math.min(from.column, to.column),
    bottom: Math.max(from.row, to.row),
    right: Math.max(from.column, to.column),
  };
}

export function rangeText({ top, left, bottom, right }: BookRange): string {
  const first = addressOf(top, left);
  return top === bottom && left === right ? first : `${first}:${addressOf(bottom, right)}`;
}

export type Place = { row: number; column: number };

/** A number of its own for each cell of a sheet. */
export const placeKey = ({ row, column }: Place): number => row * (COLUMNS_MAX + 1) + column;

export function contains(range: BookRange, { row, column }: Place): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}

/** The smallest rectangle that holds all places; undefined for none. */
export function around(places: readonly Place[]): BookRange | undefined {
  const [first] = places;
  if (!first) return undefined;
  const range = { top: first.row, left: first.column, bottom: first.row, right: first.column };
  for (const { row, column } of places) {
    range.top = Math.min(range.top, row);
    range.bottom = Math.max(range.bottom, row);
    range.left = Math.min(range.left, column);
    range.right = Math.max(range.right, column);
  }
  return range;
}
