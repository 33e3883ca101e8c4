/** Whether formulas may stand in their cells. */
import { cellValues, namesRefusal, referred } from './cell-formula.ts';
import { NAMING_STEPS_MAX } from '../cells/cell-limits.ts';
import type { CellSpec } from '../cells/cell-spec.ts';
import type { CellId } from '../cells/ids.ts';
import { type Refusal, refuse } from '../refusals.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Read = (cell: CellId) => string | undefined;

/** Why a formula may not stand in a cell; undefined where it may. */
export type FormulaCheck = (spec: CellSpec, text: string) => Refusal | undefined;

/**
 * The check over one state of the cells, in which the formulas asked about stand already: every name is a figure's,
 * nothing leads back to the cell, and its value, where all figures are there, is one that the cell may hold. An empty
 * figure is no reason: the formula waits for it. Together linear in the formulas that are met.
 */
export function formulaChecks(catalogue: Catalogue, read: Read): FormulaCheck {
  const values = cellValues(catalogue, read);
  const rings = ringsIn(catalogue, read);
  return (spec, text) => {
    const names = namesRefusal(catalogue, spec, text);
    if (names !== undefined) return names;
    if (!rings.isFree(spec)) {
      const way = rings.wayBack(spec);
      return refuse('formula-cycle', way?.join(' \u2192 '));
    }
    const value = values.formula(spec, text);
    // What is wrong with another cell is mended there.
    if (value.kind !== 'fault' || value.refusal.code === 'formula-no-figure') return undefined;
    return value.refusal;
  };
}

/** The same for one formula; the others are as `read` says. */
export function formulaRefusal(
  catalogue: Catalogue,
  spec: CellSpec,
  { text, read }: { text: string; read: Read },
): Refusal | undefined {
  return formulaChecks(catalogue, (cell) => (cell === spec.cell ? text : read(cell)))(spec, text);
}

type Rings = {
  /** No way from the cell ends in a circle. */
  isFree: (spec: CellSpec) => boolean;
  /** The names on a way back to the cell; undefined where it is not on the circle itself, or too far to tell. */
  wayBack: (spec: CellSpec) => string[] | undefined;
};

function ringsIn(catalogue: Catalogue, read: Read): Rings {
  const known = new Map<CellId, boolean>();
  const next = (spec: CellSpec) => referred(catalogue, spec, read(spec.cell) ?? '');
  const isFree = (spec: CellSpec): boolean => {
    const answer = known.get(spec.cell);
    if (answer !== undefined) return answer;
    // Met again while it is open, it is on a circle.
    known.set(spec.cell, false);
    const free = next(spec).every((to) => isFree(to.spec));
    known.set(spec.cell, free);
    return free;
  };
  let left = NAMING_STEPS_MAX;
  const wayBack = (start: CellSpec): string[] | undefined => {
    const seen = new Set<CellId>();
    const follow = (from: CellSpec): string[] | undefined => {
      for (const { name, spec } of next(from)) {
        if (spec.cell === start.cell) return [name];
        left -= 1;
        if (left < 0 || seen.has(spec.cell)) continue;
        seen.add(spec.cell);
        const rest = follow(spec);
        if (rest !== undefined) return [name, ...rest];
      }
      return undefined;
    };
    return left < 0 ? undefined : follow(start);
  };
  return { isFree, wayBack };
}
