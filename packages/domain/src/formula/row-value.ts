/** What a row shows in one text, as logs keep it: a result, or the figure of a line of the City profile. */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import { cellId, type RowId } from '../cells/ids.ts';
import { valueText } from './cell-formula.ts';
import { computeRow, NOT_REPORTED, type ReadCell } from './compute.ts';

/** `NR` where nothing is reported. */
export function valueOfRow(catalogue: Catalogue, row: RowId, read: ReadCell): string {
  if (catalogue.rows.get(row)?.kind === 'data-point') return computeRow(catalogue, row, read).text;
  return valueText(catalogue, cellId(row, 'value'), read) ?? NOT_REPORTED;
}
