/** What is said about a figure: unit cells left empty or mixed, and a YES without its basis. */
import type { Result } from '../formula/compute.ts';
import { cellId } from '../cells/ids.ts';
import { isYes, type Screening } from './reading.ts';
import { type Warning, type WarningCode, warn } from './warning.ts';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';

/** A mass in the air's volume, in any of its spellings. */
const MICROGRAMS = /^[uµμ]g\s*\/\s*m(?:3|³|\^3)$/i;

export function screenAbout(s: Screening, point: DataPoint, result: Result): Warning[] {
  const text = (column: string) => s.read(cellId(point.row, column));
  const warnings: Warning[] = [];
  const ask = (column: string, code: WarningCode, detail: string): void => {
    warnings.push(warn(s, point, { code, detail, cells: [cellId(point.row, column)] }));
  };
  if (point.unitSettable) {
    const unit = text('unit');
    if (unit === undefined) ask('unit', 'unit-missing', point.unit);
    else if (point.unit === 'ug/m3' && !MICROGRAMS.test(unit.trim()))
      ask('unit', 'unit-differs', `${unit} / ${point.unit}`);
  }
  const answeredYes = point.valueKind === 'yes-no' && isYes(s, point, result);
  if (answeredYes && text('source') === undefined && text('notes') === undefined)
    ask('source', 'basis-missing', '');
  return warnings;
}
