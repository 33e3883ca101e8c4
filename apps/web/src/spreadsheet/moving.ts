/** Where a key leads from a place: one step, the edge of the data, the ends of the sheet. Pure. */
import { type Box, boxOf } from './box.ts';
import type { Place } from './port.ts';
import { placeAt, type ScreenOrder, type Spot, spotOf } from './screen-order.ts';

/** `start` and `end` as the text runs: left and right in English, right and left in Arabic. */
export type Direction = 'up' | 'down' | 'start' | 'end';

/** The screen, and which places show something. */
export type Field = { order: ScreenOrder; isFilled(place: Place): boolean };

const STEP: Record<Direction, Spot> = {
  up: { row: -1, column: 0 },
  down: { row: 1, column: 0 },
  start: { row: 0, column: -1 },
  end: { row: 0, column: 1 },
};

/** So many steps on; stays at the edge. */
export function stepped(order: ScreenOrder, from: Place, way: Direction, by = 1): Place {
  const spot = spotOf(order, from);
  if (!spot) return from;
  const { row, column } = STEP[way];
  return placeAt(order, { row: spot.row + row * by, column: spot.column + column * by }) ?? from;
}

/**
 * Ctrl and an arrow: from data to the last cell of it before a gap, else over the gap to the next data, else to the
 * edge of the sheet.
 */
export function edgeOfData(field: Field, from: Place, way: Direction): Place {
  const { order, isFilled } = field;
  let here = from;
  let next = stepped(order, here, way);
  const isStuck = (): boolean => next.row === here.row && next.column === here.column;
  if (isStuck()) return from;
  const go = (): void => {
    here = next;
    next = stepped(order, here, way);
  };
  if (isFilled(from) && isFilled(next)) {
    while (!isStuck() && isFilled(next)) go();
    return here;
  }
  go();
  while (!isFilled(here) && !isStuck()) go();
  return here;
}

/**
 * Tab: the next place, row by row, that takes something; the next of all where none on the sheet does, so that those who
 * only read go on as well. Undefined where the sheet ends.
 */
export function nextTaking(
  order: ScreenOrder,
  from: Place,
  { takes, back }: { takes: (place: Place) => boolean; back: boolean },
): Place | undefined {
  const spot = spotOf(order, from);
  if (!spot) return undefined;
  const by = back ? -1 : 1;
  const width = order.columns.length;
  const placeOf = (at: number): Place | undefined => {
    const row = order.rows[Math.floor(at / width)];
    const column = order.columns[at % width];
    return row === undefined || column === undefined ? undefined : { row, column };
  };
  const next = spot.row * width + spot.column + by;
  for (let at = next; ; at += by) {
    const place = placeOf(at);
    if (!place) break;
    if (takes(place)) return place;
  }
  const isReader = !order.rows.some((row) =>
    order.columns.some((column) => takes({ row, column })),
  );
  return isReader ? placeOf(next) : undefined;
}

/** The first or last place of the row. */
export function rowEnd(order: ScreenOrder, from: Place, end: 'first' | 'last'): Place {
  return { row: from.row, column: order.columns.at(end === 'first' ? 0 : -1) ?? from.column };
}

/** Ctrl and Home. */
export function firstPlace(order: ScreenOrder): Place | undefined {
  return placeAt(order, { row: 0, column: 0 });
}

/** Ctrl and End: the last row and the last column that hold anything. */
export function lastFilled({ order, isFilled }: Field): Place | undefined {
  const row = order.rows.findLastIndex((id) =>
    order.columns.some((column) => isFilled({ row: id, column })),
  );
  const column = order.columns.findLastIndex((id) =>
    order.rows.some((each) => isFilled({ row: each, column: id })),
  );
  return placeAt(order, { row: Math.max(row, 0), column: Math.max(column, 0) });
}

/** The data around a place up to empty rows and columns: what Ctrl and A takes first. */
export function regionAround({ order, isFilled }: Field, from: Place): Box | undefined {
  const spot = spotOf(order, from);
  if (!spot) return undefined;
  let box = boxOf(spot, spot);
  const filled = (row: number, column: number): boolean => {
    const place = { row: order.rows[row] ?? '', column: order.columns[column] ?? '' };
    return row >= 0 && row < order.rows.length && column >= 0 && column < order.columns.length
      ? isFilled(place)
      : false;
  };
  const rowHas = (row: number): boolean =>
    steps(box.first - 1, box.last + 1).some((column) => filled(row, column));
  const columnHas = (column: number): boolean =>
    steps(box.top - 1, box.bottom + 1).some((row) => filled(row, column));
  for (let grown = true; grown; ) {
    const next = { ...box };
    if (columnHas(box.first - 1)) next.first -= 1;
    if (columnHas(box.last + 1)) next.last += 1;
    if (rowHas(box.top - 1)) next.top -= 1;
    if (rowHas(box.bottom + 1)) next.bottom += 1;
    grown = Object.entries(next).some(([side, at]) => box[side as keyof Box] !== at);
    box = next;
  }
  return box;
}

function steps(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}
