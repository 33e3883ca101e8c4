/**
 * A result that was typed although its figures are there: it agrees with them, or it rests on another denominator, was
 * multiplied by another factor (100 000 is to be right everywhere), or is the count itself.
 * Source: Verification Manual (2022) pages 28-31.
 */
import { type CellId, cellId, type RowId } from '../cells/ids.ts';
import { computeRow } from '../formula/compute.ts';
import { type Exact, exact } from '../formula/formula-value.ts';
import { percentApart, severityApart, shownFigure, shownPercent } from './apart.ts';
import { type Family, type Found, INITIAL_SCREENING, type Screened } from './rule.ts';
import { inputOf } from './reading.ts';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';

type Code = 'result-apart' | 'scale-factor' | 'count-as-result';

export const ownFigures: Family<Code> = {
  rules: {
    'result-apart': { severity: 'investigate', source: INITIAL_SCREENING },
    'scale-factor': { severity: 'investigate', source: INITIAL_SCREENING },
    'count-as-result': { severity: 'investigate', source: INITIAL_SCREENING },
  },
  find: (s) => s.catalogue.dataPoints.flatMap((point) => compare(s, point)),
};

function compare(s: Screened, point: DataPoint): Found<Code>[] {
  const override = cellId(point.row, 'override');
  const typed = s.result(point.row as RowId);
  if (typed.source !== 'override' || typed.decimal === null || point.inputs.length < 2) return [];
  const without = (cell: CellId) => (cell === override ? undefined : s.read(cell));
  const computed = computeRow(s.catalogue, point.row, without);
  if (computed.decimal === null) return [];
  const value = exact(typed.decimal);
  const own = exact(computed.decimal);
  const cells = [override, ...point.inputs.map((use) => use.cell as CellId)];
  const numbers = { value: typed.decimal, computed: shownFigure(own) };
  const found = { row: point.row as RowId, cells, numbers };
  if (isRounded(value, own)) return [];
  const factor = powerOfTen(value, own);
  if (factor !== undefined)
    return [{ ...found, code: 'scale-factor', numbers: { ...numbers, factor } }];
  const count = point.inputs.find((use) => use.column === 'numerator');
  if (count && inputOf(s, point, count.input.key)?.equals(value))
    return [{ ...found, code: 'count-as-result' }];
  const percent = percentApart(value, own);
  const severity = severityApart(percent);
  if (percent === undefined || severity === undefined) return [];
  const apart = { ...numbers, percent: shownPercent(percent) };
  return [{ ...found, code: 'result-apart', severity, numbers: apart }];
}

/** Whether the one is the other, rounded to the digits that were typed. */
function isRounded(typed: Exact, computed: Exact): boolean {
  const half = exact('0.5').times(exact('10').pow(-typed.decimalPlaces()));
  return typed.minus(computed).abs().lessThanOrEqualTo(half);
}

/** How near a ratio comes to a power of ten to be one: results are rounded. */
const NEAR = 0.02;

/** The power of ten by which a result is too large or too small. */
function powerOfTen(typed: Exact, computed: Exact): string | undefined {
  if (typed.isZero() || computed.isZero()) return undefined;
  const ratio = typed.dividedBy(computed);
  if (!ratio.isPositive()) return undefined;
  const power = ratio.log(10).round();
  if (power.isZero()) return undefined;
  const near = ratio.dividedBy(exact('10').pow(power)).minus(1).abs();
  return near.lessThanOrEqualTo(NEAR) ? exact('10').pow(power).toFixed() : undefined;
}
