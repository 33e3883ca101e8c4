/** Filling: what goes into the places beside a block. Pure but for what the data answers. */
import { Decimal } from 'decimal.js';
import { type Box, heightOf, placesOf, widthOf } from './box.ts';
import { type Direction, type Field, stepped } from './moving.ts';
import type { Place, SheetData, Typed } from './port.ts';
import { placeAt, type ScreenOrder } from './screen-order.ts';

/** Enough digits that no step of a series is rounded. */
const Exact = Decimal.clone({ precision: 200 });

/** The text that a copy of a place would be typed as. */
function copyOf(data: SheetData, place: Place): Pick<Typed, 'typed' | 'figure'> {
  const typed = data.typedText(place);
  if (typed !== '') return { typed };
  const figure = data.figure(place);
  return figure === undefined ? { typed: data.shown(place) } : { typed: data.shown(place), figure };
}

/** The step of figures that stand equally far from each other; undefined where they do not. */
function stepOf(figures: readonly string[]): Decimal | undefined {
  const [first, second] = figures;
  if (first === undefined || second === undefined) return undefined;
  const step = new Exact(second).minus(first);
  const isEven = figures.every((figure, at) => new Exact(first).plus(step.times(at)).eq(figure));
  return isEven ? step : undefined;
}

/** What follows after a line of places: a series where there is one, else the line again and again. */
function continued(
  data: SheetData,
  line: readonly Place[],
): (at: number) => Omit<Typed, keyof Place> {
  const figures = line.map((place) => data.figure(place));
  const known = figures.filter((figure) => figure !== undefined);
  const step = line.length > 1 && known.length === line.length ? stepOf(known) : undefined;
  const last = known.at(-1);
  if (step && last !== undefined && !step.isZero()) {
    return (at) => {
      const figure = new Exact(last).plus(step.times(at + 1)).toFixed();
      return { typed: figure, figure };
    };
  }
  const copies = line.map((place) => copyOf(data, place));
  return (at) => copies[at % copies.length] ?? { typed: '' };
}

/** The lines of a box along a way, each running away from it. */
function linesOf(order: ScreenOrder, box: Box, way: Direction): Place[][] {
  const rows = placesOf(order, box);
  const isAcross = way === 'start' || way === 'end';
  const lines = isAcross
    ? rows
    : Array.from({ length: widthOf(box) }, (_, at) => rows.flatMap((row) => row[at] ?? []));
  return way === 'up' || way === 'start' ? lines.map((line) => line.toReversed()) : lines;
}

/** The places that a block grows by: `by` rows or columns beyond it. Undefined where there are none. */
export function beyond(order: ScreenOrder, box: Box, { way, by }: Growth): Box | undefined {
  const grown: Box =
    way === 'down'
      ? { ...box, top: box.bottom + 1, bottom: Math.min(box.bottom + by, order.rows.length - 1) }
      : way === 'up'
        ? { ...box, bottom: box.top - 1, top: Math.max(box.top - by, 0) }
        : way === 'end'
          ? { ...box, first: box.last + 1, last: Math.min(box.last + by, order.columns.length - 1) }
          : { ...box, last: box.first - 1, first: Math.max(box.first - by, 0) };
  return heightOf(grown) > 0 && widthOf(grown) > 0 ? grown : undefined;
}

export type Growth = { way: Direction; by: number };

/** Whether a block could be filled on into anything: the places of its last row and of its last column are asked. */
export function takesMore(order: ScreenOrder, data: SheetData, box: Box): boolean {
  const takes = (row: number, column: number): boolean => {
    const place = placeAt(order, { row, column });
    return place !== undefined && data.cannot(place) === undefined;
  };
  return (
    takes(box.bottom, box.last) ||
    order.rows.some((_, row) => takes(row, box.last)) ||
    order.columns.some((_, column) => takes(box.bottom, column))
  );
}

/** The drag of the handle: a series goes on, everything else is repeated. */
export function filledBeyond(
  order: ScreenOrder,
  data: SheetData,
  { box, ...growth }: Growth & { box: Box },
): Typed[] {
  const target = beyond(order, box, growth);
  if (!target) return [];
  const sources = linesOf(order, box, growth.way);
  return linesOf(order, target, growth.way).flatMap((line, lane) => {
    const next = continued(data, sources[lane] ?? []);
    return line.map((place, at) => ({ ...place, ...next(at) }));
  });
}

/** Ctrl and D, Ctrl and R: the first line of a block goes into the others; of a single line, the line before it. */
export function filledInside(
  order: ScreenOrder,
  data: SheetData,
  { box, way }: { box: Box; way: 'down' | 'end' },
): Typed[] {
  const lines = linesOf(order, box, way);
  const isSingle = (way === 'down' ? heightOf(box) : widthOf(box)) === 1;
  return lines.flatMap((line) => {
    const [first, ...rest] = line;
    if (!first) return [];
    const from = isSingle ? stepped(order, first, way === 'down' ? 'up' : 'start') : first;
    if (isSingle && from.row === first.row && from.column === first.column) return [];
    const copy = copyOf(data, from);
    return (isSingle ? line : rest).map((place) => ({ ...place, ...copy }));
  });
}

/** How many rows below a block its neighbour has data: the double click on the handle. */
export function rowsBeside({ order, isFilled }: Field, box: Box): number {
  const beside = [box.first - 1, box.last + 1].filter(
    (column) => column >= 0 && column < order.columns.length,
  );
  for (const column of beside) {
    let rows = 0;
    for (let row = box.bottom + 1; row < order.rows.length; row += 1, rows += 1) {
      const place = placeAt(order, { row, column });
      if (!place || !isFilled(place)) break;
    }
    if (rows > 0) return rows;
  }
  return 0;
}
