/**
 * Initial screening: questions that figures raise by themselves. Warnings, never refusals: a person answers them.
 * Own file because city, auditor and report look at the same list. Source: Verification Manual (2022) pages 28-31.
 */
import type { Catalogue, DataPoint, Plausibility } from '@tallystick/catalogue/catalogue';
import { cellSpec } from './cell-spec.ts';
import { formatDecimal, readCell } from './cell-text.ts';
import { computeAll, type ReadCell, type Result } from './compute.ts';
import { type Exact, exact } from './formula.ts';
import { cellId, type RowId } from './ids.ts';

export type WarningCode =
  | 'sum-off'
  | 'above-other'
  | 'below-other'
  | 'below-expected'
  | 'inputs-contradict'
  | 'order-broken'
  | 'share-above-100'
  | 'final-value-as-numerator'
  | 'unit-missing'
  | 'unit-differs'
  | 'basis-missing'
  | 'division-by-zero'
  | 'qualified-input'
  | 'unreadable-cell';

/** `detail` is a sentence or the figures concerned, in English. */
export type Warning = { row: RowId; code: WarningCode; detail: string };

type Screening = { catalogue: Catalogue; read: ReadCell; results: ReadonlyMap<RowId, Result> };

/** All warnings of a workbook, in the order of the sheet. Pass `results` where they are at hand. */
export function screen(
  catalogue: Catalogue,
  read: ReadCell,
  results: ReadonlyMap<RowId, Result> = computeAll(catalogue, read),
): Warning[] {
  const screening = { catalogue, read, results };
  return catalogue.kpis.flatMap((kpi) => [
    ...kpi.dataPoints.flatMap((point) => screenPoint(screening, point)),
    ...kpi.plausibility.flatMap((rule) => screenRule(screening, kpi.dataPoints, rule)),
  ]);
}

function warn(point: DataPoint, code: WarningCode, detail: string): Warning {
  return { row: point.row as RowId, code, detail };
}

function resultOf({ results }: Screening, point: DataPoint | undefined): Exact | undefined {
  const decimal = point && results.get(point.row as RowId)?.decimal;
  return typeof decimal === 'string' ? exact(decimal) : undefined;
}

function screenRule(s: Screening, points: DataPoint[], rule: Plausibility): Warning[] {
  const [first] = points;
  if (!first) return [];
  switch (rule.kind) {
    case 'unit':
    case 'external':
    case 'method':
    case 'source':
      return [];
    case 'sum':
      return screenSum(s, points, rule);
    case 'order':
      return screenOrder(s, points, rule);
    case 'compare':
      return screenComparison(s, first, rule);
    case 'inputs':
      return screenInputs(s, first, rule);
    case 'range': {
      const value = resultOf(s, first);
      if (rule.expectedMin === null || !value?.lessThan(rule.expectedMin)) return [];
      return [warn(first, 'below-expected', rule.note)];
    }
  }
}

type Rule<K extends Plausibility['kind']> = Extract<Plausibility, { kind: K }>;

/** A sum is only asked about when all its parts are given. */
function screenSum(s: Screening, points: DataPoint[], rule: Rule<'sum'>): Warning[] {
  let sum = exact('0');
  for (const point of points) {
    const value = resultOf(s, point);
    if (!value) return [];
    sum = sum.plus(value);
  }
  if (sum.minus(rule.expected).abs().lessThanOrEqualTo(rule.tolerance)) return [];
  const shown = formatDecimal(sum.toFixed(2));
  return points.map((point) => warn(point, 'sum-off', `${shown}. ${rule.note}`));
}

function screenOrder(s: Screening, points: DataPoint[], rule: Rule<'order'>): Warning[] {
  const chain = rule.dataPoints.map((key) => points.find((point) => point.key === key));
  const warnings: Warning[] = [];
  let below: { point: DataPoint; value: Exact } | undefined;
  for (const point of chain) {
    const value = resultOf(s, point);
    if (!point || !value) continue;
    if (below?.value.greaterThan(value))
      warnings.push(warn(below.point, 'order-broken', rule.note));
    below = { point, value };
  }
  return warnings;
}

function screenComparison(s: Screening, point: DataPoint, rule: Rule<'compare'>): Warning[] {
  const other = s.catalogue.kpis.find((kpi) => kpi.key === rule.other)?.dataPoints[0];
  const value = resultOf(s, point);
  const against = resultOf(s, other);
  if (!value || !against) return [];
  if (rule.op === '<=' && value.greaterThan(against))
    return [warn(point, 'above-other', rule.note)];
  if (rule.op === '>=' && value.lessThan(against)) return [warn(point, 'below-other', rule.note)];
  return [];
}

function inputOf(s: Screening, point: DataPoint, key: string): Exact | undefined {
  const use = point.inputs.find((each) => each.input.key === key);
  const spec = use && cellSpec(s.catalogue, use.cell);
  const text = spec && s.read(spec.cell);
  if (!spec || text === undefined) return undefined;
  const reading = readCell(spec, text);
  return reading.ok && reading.value.kind === 'number' ? exact(reading.value.decimal) : undefined;
}

/** `a <= b` over inputs, looked at whether or not the result is overridden. */
function screenInputs(s: Screening, point: DataPoint, rule: Rule<'inputs'>): Warning[] {
  const [left = '', right = ''] = rule.rule.split('<=').map((key) => key.trim());
  const a = inputOf(s, point, left);
  const b = inputOf(s, point, right);
  return a && b && a.greaterThan(b) ? [warn(point, 'inputs-contradict', rule.note)] : [];
}

function screenPoint(s: Screening, point: DataPoint): Warning[] {
  const result = s.results.get(point.row as RowId);
  if (!result) return [];
  const warnings = result.warnings.map(({ code, detail }) => warn(point, code, detail));
  if (result.source === 'computed') warnings.push(...screenShare(s, point, result));
  if (result.status === 'reported') warnings.push(...screenAbout(s, point, result));
  return warnings;
}

const SHARE = /^100 \* (\w+) \/ (\w+)$/;
/** A per cent figure typed as numerator over a denominator of this size gives next to nothing: the usual slip. */
const SLIP = { numeratorAtMost: 100, denominatorFrom: 10_000 };

function screenShare(s: Screening, point: DataPoint, result: Result): Warning[] {
  const match = SHARE.exec(point.formula);
  if (!match) return [];
  const numerator = inputOf(s, point, match[1] ?? '');
  const denominator = inputOf(s, point, match[2] ?? '');
  if (!numerator || !denominator) return [];
  const figures = result.trace ?? '';
  if (numerator.greaterThan(denominator)) return [warn(point, 'share-above-100', figures)];
  const slip =
    numerator.greaterThan(0) &&
    numerator.lessThanOrEqualTo(SLIP.numeratorAtMost) &&
    denominator.greaterThanOrEqualTo(SLIP.denominatorFrom);
  return slip ? [warn(point, 'final-value-as-numerator', figures)] : [];
}

/** Orange unit cells left empty or mixed, and a YES without its basis. */
function screenAbout(s: Screening, point: DataPoint, result: Result): Warning[] {
  const text = (column: string) => s.read(cellId(point.row, column));
  const warnings: Warning[] = [];
  if (point.unitSettable) {
    const unit = text('unit');
    if (unit === undefined) warnings.push(warn(point, 'unit-missing', point.unit));
    else if (point.unit === 'ug/m3' && !/^[uµμ]g\s*\/\s*m(?:3|³|\^3)$/i.test(unit.trim()))
      warnings.push(warn(point, 'unit-differs', `${unit} / ${point.unit}`));
  }
  const answeredYes = point.valueKind === 'yes-no' && isYes(s, point, result);
  if (answeredYes && text('source') === undefined && text('notes') === undefined)
    warnings.push(warn(point, 'basis-missing', 'Say on what the YES rests: source or notes.'));
  return warnings;
}

function isYes(s: Screening, point: DataPoint, result: Result): boolean {
  const spec = cellSpec(s.catalogue, cellId(point.row, 'override'));
  const reading = spec && readCell(spec, result.text);
  return reading?.ok === true && reading.value.kind === 'yes-no' && reading.value.yes;
}
