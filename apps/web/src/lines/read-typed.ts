/**
 * From what somebody typed or pasted to the text that a room would hold. A formula is also measured by the other cells,
 * as they will be with the block that it came in.
 */
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { takeTyped } from '@tallystick/domain/cells/cell-text';
import { decimalMark } from '@tallystick/domain/cells/decimal-mark';
import { formulaRefusal } from '@tallystick/domain/formula/formula-check';
import { isFormula } from '@tallystick/domain/formula/formula-text';
import { no, type Outcome } from '@tallystick/domain/refusals';
import { numberLocale } from '../texts/locale.ts';
import type { CellTyped } from './cell-store.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Standing = { catalogue: Catalogue; read: (cell: string) => string | undefined };

/** The stored text, null where the cell is cleared. `read` tells what stands in the other cells. */
export function readTyped(
  { catalogue, read }: Standing,
  { cell, typed, decimal, figure }: CellTyped,
): Outcome<string | null> {
  const spec = cellSpec(catalogue, cell);
  if (!spec) return no('unknown-cell');
  if (figure !== undefined && (spec.kind === 'number' || spec.kind === 'year'))
    return takeTyped(spec, figure, { decimal: '.' });
  const mark = decimal ?? decimalMark(numberLocale());
  const taken = takeTyped(spec, typed, { decimal: mark });
  if (!taken.ok || taken.value === null || !isFormula(spec, taken.value)) return taken;
  const text = taken.value;
  const refusal = formulaRefusal(catalogue, spec, { text, read });
  return refusal === undefined ? taken : { ok: false, refusal };
}
