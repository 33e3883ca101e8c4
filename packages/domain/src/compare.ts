/** Compares the cells of two moments of a workbook, and the results that they give. Pure. */
import { cellSpecs } from './cells/cell-spec.ts';
import { computeAll, type Result } from './formula/compute.ts';
import { type CellId, cellId, type RowId, splitCellId } from './cells/ids.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export type CellDifference = {
  /** `typed`: into the cell; `result`: what column O shows follows from what was typed. */
  kind: 'typed' | 'result';
  cell: CellId;
  row: RowId;
  /** null: the cell was empty. A result is never null, but `NR`. */
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
      kind: 'typed',
      cell,
      row: splitCellId(cell)?.row ?? (cell as string as RowId),
      // An empty cell has no key; a text of no characters is the same to whoever reads it.
      before: from.get(cell) || null,
      after: to.get(cell) || null,
    }));
}

/** Whether a result is another, in what it shows or in what that means. */
export function isOtherResult(was: Result, now: Result): boolean {
  return was.status !== now.status || was.text !== now.text;
}

/** The results that differ, in the order of the sheet. */
function compareResults(catalogue: Catalogue, from: Cells, to: Cells): CellDifference[] {
  const before = computeAll(catalogue, (cell) => from.get(cell));
  return [...computeAll(catalogue, (cell) => to.get(cell))].flatMap(([row, now]) => {
    const was = before.get(row);
    if (was === undefined || !isOtherResult(was, now)) return [];
    const cell = cellId(row, 'result');
    return [{ kind: 'result', cell, row, before: was.text, after: now.text }];
  });
}

/** Everything that differs, row by row: first what was typed, then the result. */
export function compareSheets(catalogue: Catalogue, from: Cells, to: Cells): CellDifference[] {
  const typed = compareCells(catalogue, from, to);
  if (typed.length === 0) return [];
  const rows = new Map([...catalogue.rows.keys()].map((row, place) => [row as string, place]));
  const placeOf = ({ row }: CellDifference) => rows.get(row) ?? rows.size;
  return [...typed, ...compareResults(catalogue, from, to)].sort((a, b) => placeOf(a) - placeOf(b));
}

const made = new WeakMap<Catalogue, ReadonlyMap<string, number>>();

function placesOf(catalogue: Catalogue): ReadonlyMap<string, number> {
  const known = made.get(catalogue);
  if (known !== undefined) return known;
  const places = new Map([...cellSpecs(catalogue).keys()].map((cell, place) => [cell, place]));
  made.set(catalogue, places);
  return places;
}
