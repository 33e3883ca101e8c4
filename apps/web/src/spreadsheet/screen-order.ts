/**
 * Which rows and columns stand on the screen, in what order. Moving, ranges and fill count in this order alone: what is
 * folded, filtered, hidden or without cells is not in it, so nothing has to step over it.
 */
import type { Place } from './port.ts';

export type ScreenOrder = {
  /** Rows with cells, from the top. */
  readonly rows: readonly string[];
  /** From the side where reading begins. */
  readonly columns: readonly string[];
  /** -1 where the row is not on the screen. */
  rowAt(row: string): number;
  columnAt(column: string): number;
};

/** Where a place is counted from the top and from the start; the two numbers of a place. */
export type Spot = { row: number; column: number };

export function screenOrder(rows: readonly string[], columns: readonly string[]): ScreenOrder {
  const rowIndex = new Map(rows.map((row, index) => [row, index]));
  const columnIndex = new Map(columns.map((column, index) => [column, index]));
  return {
    rows,
    columns,
    rowAt: (row) => rowIndex.get(row) ?? -1,
    columnAt: (column) => columnIndex.get(column) ?? -1,
  };
}

/** Undefined where the place is not on the screen. */
export function spotOf(order: ScreenOrder, place: Place): Spot | undefined {
  const spot = { row: order.rowAt(place.row), column: order.columnAt(place.column) };
  return spot.row < 0 || spot.column < 0 ? undefined : spot;
}

/** The place at a spot; what lies outside is drawn to the edge. Undefined on an empty screen. */
export function placeAt(order: ScreenOrder, spot: Spot): Place | undefined {
  const row = order.rows[Math.max(0, Math.min(spot.row, order.rows.length - 1))];
  const column = order.columns[Math.max(0, Math.min(spot.column, order.columns.length - 1))];
  return row === undefined || column === undefined ? undefined : { row, column };
}

export const isSame = (one: Place | null | undefined, other: Place | null | undefined): boolean =>
  one?.row === other?.row && one?.column === other?.column;
