/** Rectangles of spots: what lies in them, and what is left when one place is taken out. */
import type { Place } from './port.ts';
import type { ScreenOrder, Spot } from './screen-order.ts';

/** Rows and columns by number, inclusive on both ends. */
export type Box = { top: number; bottom: number; first: number; last: number };

/** The smallest box with both. */
export function boxOf(one: Spot, other: Spot): Box {
  return {
    top: Math.min(one.row, other.row),
    bottom: Math.max(one.row, other.row),
    first: Math.min(one.column, other.column),
    last: Math.max(one.column, other.column),
  };
}

export const heightOf = (box: Box): number => box.bottom - box.top + 1;
export const widthOf = (box: Box): number => box.last - box.first + 1;
export const sizeOf = (box: Box): number => heightOf(box) * widthOf(box);

export function holds(box: Box, { row, column }: Spot): boolean {
  return row >= box.top && row <= box.bottom && column >= box.first && column <= box.last;
}

/** The box without one spot of it: up to four boxes. */
export function without(box: Box, spot: Spot): Box[] {
  if (!holds(box, spot)) return [box];
  const { row, column } = spot;
  const around: Box[] = [
    { ...box, bottom: row - 1 },
    { ...box, top: row, bottom: row, last: column - 1 },
    { ...box, top: row, bottom: row, first: column + 1 },
    { ...box, top: row + 1 },
  ];
  return around.filter((each) => each.top <= each.bottom && each.first <= each.last);
}

/** The places of a box, row by row. */
export function placesOf(order: ScreenOrder, box: Box): Place[][] {
  const columns = order.columns.slice(box.first, box.last + 1);
  return order.rows
    .slice(box.top, box.bottom + 1)
    .map((row) => columns.map((column) => ({ row, column })));
}
