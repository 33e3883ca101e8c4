/**
 * A file may show one cell in several places: the population stands on its own sheet and in every row that is counted by
 * it. Here each cell comes out once; where the places say different things, nobody guesses.
 */
import type { CellId } from '../cells/ids.ts';
import { cellSpec } from '../cells/cell-spec.ts';
import { type IncomingCell, type IncomingClass, incomingOf } from './incoming.ts';
import { meansTheSame } from './meaning.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** Why a cell cannot be read that the file fills in several ways; `raw` tells each of them with its address. */
export const SEVERAL_VALUES = 'several-values';

/** Places that are told of one cell. */
const PLACES_TOLD = 4;

/** Each cell once, in the order in which the file names them. Cells that the KPI set has not are left out. */
export function eachOnce(catalogue: Catalogue, mentions: Iterable<IncomingCell>): IncomingCell[] {
  const byCell = Map.groupBy(mentions, ({ cell }) => cell);
  return [...byCell].flatMap(([cell, places]) => oneOf(catalogue, cell, places) ?? []);
}

/** Where a place holds what it was given, or nothing, another one that was changed speaks for the cell. */
function oneOf(
  catalogue: Catalogue,
  cell: CellId,
  places: IncomingCell[],
): IncomingCell | undefined {
  const spec = cellSpec(catalogue, cell);
  const [first] = places;
  if (spec === undefined || first === undefined || places.length === 1) return spec && first;
  const classOf = ({ held, base }: IncomingCell): IncomingClass =>
    incomingOf({ spec, held, base, now: base?.text ?? null, permit: () => undefined }).class;
  const changed = places.filter((place) => {
    if (place.base === undefined && place.held.kind === 'empty') return false;
    return place.base === undefined || classOf(place) !== 'unchanged';
  });
  const [one, ...others] = changed;
  if (one === undefined) return first;
  const textOf = ({ held }: IncomingCell) => (held.kind === 'text' ? held.text : null);
  const isSame = others.every(
    (other) =>
      other.held.kind !== 'unreadable' &&
      one.held.kind !== 'unreadable' &&
      meansTheSame(spec, textOf(one), textOf(other)),
  );
  if (isSame) return one;
  const told = changed.slice(0, PLACES_TOLD).map((place) => {
    const { held, address } = place;
    return `${address}: ${held.kind === 'unreadable' ? held.raw : (textOf(place) ?? '')}`;
  });
  const raw = told.join('; ') + (changed.length > PLACES_TOLD ? '; …' : '');
  return { ...one, held: { kind: 'unreadable', why: SEVERAL_VALUES, raw } };
}
