/**
 * Compares the cells of two moments of a workbook. Pure. Own file because versions, "since I last looked" and the
 * exported list must mean the same by a change.
 */
import type { Catalogue } from '@tallystick/catalogue/catalogue';
import { cellSpecs } from './cell-spec.ts';
import { type CellId, type RowId, splitCellId } from './ids.ts';

export type CellDifference = {
  cell: CellId;
  row: RowId;
  /** null: the cell was empty. */
  before: string | null;
  after: string | null;
};

type Cells = ReadonlyMap<CellId, string>;

/** The cells whose texts differ, in the order of the sheets; those that no sheet has come last, by their ids. */
export function compareCells(catalogue: Catalogue, from: Cells, to: Cells): CellDifference[] {
  const places = placesOf(catalogue);
  const placeOf = (cell: CellId) => places.get(cell) ?? Number.POSITIVE_INFINITY;
  const cells = new Set([...from.keys(), ...to.keys()]);
  return [...cells]
    .filter((cell) => (from.get(cell) ?? '') !== (to.get(cell) ?? ''))
    .sort((a, b) => {
      const [first, second] = [placeOf(a), placeOf(b)];
      if (first !== second) return first - second;
      return a < b ? -1 : 1;
    })
    .map((cell) => ({
      cell,
      row: splitCellId(cell)?.row ?? (cell as string as RowId),
      // An empty cell has no key; a text of no characters is the same to whoever reads it.
      before: from.get(cell) || null,
      after: to.get(cell) || null,
    }));
}

const made = new WeakMap<Catalogue, ReadonlyMap<string, number>>();

function placesOf(catalogue: Catalogue): ReadonlyMap<string, number> {
  const known = made.get(catalogue);
  if (known !== undefined) return known;
  const places = new Map([...cellSpecs(catalogue).keys()].map((cell, place) => [cell, place]));
  made.set(catalogue, places);
  return places;
}
