/**
 * What a cell's text means as a plain text of its own: `12.5` for `١٢٫٥`, `yes` for `نعم`. For files and programs, which
 * read no language; what is stored stays as it was typed.
 */
import { formulaTexts } from '../../formula/cell-formula.ts';
import { type CellSpec, cellSpec } from '../cell-spec.ts';
import { readCell } from '../cell-text.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** Null for what has no value beside its text: prose, units, formulas, and what cannot be read. */
export function plainValue(spec: CellSpec, text: string): string | null {
  const reading = readCell(spec, text);
  if (!reading.ok) return null;
  const { value } = reading;
  switch (value.kind) {
    case 'number':
      return value.qualifier === '' ? value.decimal : `${value.qualifier} ${value.decimal}`;
    case 'yes-no':
      return value.yes ? 'yes' : 'no';
    case 'year':
      return String(value.year);
    case 'choice':
      return value.choice;
    case 'unit':
    case 'text':
    case 'formula':
      return null;
  }
}

/** The values of those cells that mean something else than their text says: of formulas (null for nothing) and of figures. */
export function meantTexts(
  catalogue: Catalogue,
  cells: ReadonlyMap<string, string>,
): Map<string, string | null> {
  const meant = formulaTexts(catalogue, cells);
  for (const [cell, text] of cells) {
    const spec = cellSpec(catalogue, cell);
    const value = spec === undefined || meant.has(cell) ? null : plainValue(spec, text);
    if (value !== null && value !== text) meant.set(cell, value);
  }
  return meant;
}
