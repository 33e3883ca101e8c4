/**
 * Which cells are looked at again when others change, because formulas lead from one to the other. The screen asks at
 * every change, and for most workbooks the answer is: none.
 */
import { referred } from './cell-formula.ts';
import { cellSpec } from '../cells/cell-spec.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** Cells that hold a formula, with its text. */
export type Formulas = ReadonlyMap<string, string>;

/** Remembers whether a cell holds a formula now. */
export function noteFormula(
  formulas: Map<string, string>,
  cell: string,
  text: string | undefined,
): void {
  if (text?.startsWith('=')) formulas.set(cell, text);
  else formulas.delete(cell);
}

/** The cells, and all whose formulas lead to them. The same set where there is no formula. */
export function withDependents(
  catalogue: Catalogue,
  cells: Set<string>,
  formulas: Formulas,
): Set<string> {
  if (formulas.size === 0 || cells.size === 0) return cells;
  const users = new Map<string, string[]>();
  for (const [cell, text] of formulas) {
    const spec = cellSpec(catalogue, cell);
    if (spec === undefined) continue;
    for (const { spec: used } of referred(catalogue, spec, text)) {
      const known = users.get(used.cell);
      if (known === undefined) users.set(used.cell, [cell]);
      else known.push(cell);
    }
  }
  // A set is walked to its end, also to what is added on the way.
  const all = new Set(cells);
  for (const cell of all) for (const user of users.get(cell) ?? []) all.add(user);
  return all;
}
