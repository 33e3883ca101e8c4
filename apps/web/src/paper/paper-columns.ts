/** Which columns a sheet has on paper: what names a row, and what is filled in, as far as there is something. */
import { cellId } from '@tallystick/domain/cells/ids';
import { columnsOf, type SheetColumn, type SheetName } from '../lines/sheet-columns.ts';
import type { SheetSource } from '../lines/sheet-source.ts';

/** Named rows, never left out though nobody types there. */
const NAMES = new Set(['code', 'kpi', 'label', 'unit', 'result']);
/** A blank column of these says as much as a filled one: that nothing was said. */
const ALWAYS = new Set('numerator denominator value year quality origin source notes'.split(' '));

export function paperColumns(source: SheetSource, sheet: SheetName): SheetColumn[] {
  const { catalogue } = source;
  const rows = sheet === 'kpi' ? catalogue.dataPoints : catalogue.profile;
  const isFilled = (column: string): boolean =>
    rows.some(({ row }) => (source.get(cellId(row, column)) ?? '') !== '');
  return columnsOf(sheet).filter(({ id }) => {
    if (NAMES.has(id) || ALWAYS.has(id)) return true;
    if (id === 'override') return isFilled(id);
    if (id === 'further')
      return catalogue.dataPoints.some(({ inputs }) => inputs.some((use) => use.column === id));
    if (id === 'verified') return sheet === 'kpi' && source.verifications === true;
    if (id === 'entity') return source.entityOf !== undefined;
    return false;
  });
}
