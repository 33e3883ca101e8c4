/**
 * Initial screening: questions that figures raise by themselves. Warnings, never refusals: a person answers them.
 * Source: Verification Manual (2022) pages 28-31.
 */
import { cellValues } from '../formula/cell-formula.ts';
import { cellSpec } from '../cells/cell-spec.ts';
import { formatDecimal, readCell } from '../cells/cell-text.ts';
import { computeRow, type ReadCell, type Result } from '../formula/compute.ts';
import { type Exact, exact } from '../formula/formula-value.ts';
import { type CellId, cellId, type RowId } from '../cells/ids.ts';
import type { RefusalCode } from '../refusals.ts';
import type { Catalogue, DataPoint, Kpi, Plausibility } from '@tallystick/catalogue/kpi-set';

export type WarningCode =
  | 'sum-off'
  | 'above-other'
  | 'below-other'
  | 'below-expected'
  | 'magnitude'
  | 'inputs-contradict'
  | 'order-broken'
  | 'share-above-100'
  | 'final-value-as-numerator'
  | 'unit-missing'
  | 'unit-differs'
  | 'basis-missing'
  | 'division-by-zero'
  | 'qualified-input'
  | 'formula-without-value'
  | 'unreadable-cell';

/** A rule of the KPI set by name, `household_sanitation.range`: the catalogues of texts have its words. */
export type RuleName = `${string}.${Plausibility['kind']}`;

/** The name of a rule. A KPI has one of each kind at most. */
export const ruleName = (kpi: Kpi, { kind }: Plausibility): RuleName => `${kpi.key}.${kind}`;

/**
 * What a question is about, for its words: `detail` holds figures, units and names alone and may be empty, `rule` is the
 * rule of the KPI set that asks, `label` names a cell, `refusal` the fault of the formula in it.
 */
export type Facts = {
  detail: string;
  label?: string;
  rule?: RuleName;
  refusal?: RefusalCode;
};

/** `cells` are those of the row that raise the question, as they stand on the sheet. */
export type Warning = { row: RowId; code: WarningCode; cells: readonly CellId[] } & Facts;

/** What a screening reads: texts, and the results that are at hand or computed when asked. */
export type Screening = {
  catalogue: Catalogue;
  read: ReadCell;
  result: (row: RowId) => Result;
};

/** All warnings of a workbook, in the order of the sheet. */
export function screen(catalogue: Catalogue, read: ReadCell): Warning[] {
  const screening = screeningOf(catalogue, read);
  return catalogue.kpis.flatMap((kpi) => screenKpi(screening, kpi));
}

/** A screening that computes each result once. */
export function screeningOf(catalogue: Catalogue, read: ReadCell): Screening {
  const known = new Map<RowId, Result>();
  const result = (row: RowId): Result => {
    const at = known.get(row) ?? computeRow(catalogue, row, read);
    known.set(row, at);
    return at;
  };
  return { catalogue, read, result };
}

/** The warnings of one KPI's rows: what `screen` says of them, at a hundredth of its cost. */
export function screenKpi(screening: Screening, kpi: Kpi): Warning[] {
  return [
    ...kpi.dataPoints.flatMap((point) => screenPoint(screening, point)),
    ...kpi.plausibility.flatMap((rule) => screenRule(screening, kpi.dataPoints, rule)),
  ];
}

type Question = { code: WarningCode; cells?: readonly CellId[] } & Facts;

function warn(s: Screening, point: DataPoint, question: Question): Warning {
  const cells = question.cells ?? figuresOf(s, point);
  return { ...question, row: point.row as RowId, cells };
}

/** A question that a rule of the point's KPI asks. */
function asked(code: WarningCode, point: DataPoint, rule: Plausibility, detail = ''): Question {
  return { code, detail, rule: ruleName(point.kpi, rule) };
}

/** The cells of the row behind its result: the override, else what is typed in it, else the result itself. */
function figuresOf({ read }: Screening, point: DataPoint): CellId[] {
  const override = cellId(point.row, 'override');
  if (read(override) !== undefined) return [override];
  const own = point.inputs.filter((use) => use.own && read(use.cell as CellId) !== undefined);
  if (own.length === 0) return [cellId(point.row, 'result')];
  return own.map((use) => use.cell as CellId);
}

function resultOf({ result }: Screening, point: DataPoint | undefined): Exact | undefined {
  const decimal = point && result(point.row as RowId).decimal;
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
      return [warn(s, first, asked('below-expected', first, rule))];
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
  return points.map((point) => warn(s, point, asked('sum-off', point, rule, shown)));
}

function screenOrder(s: Screening, points: DataPoint[], rule: Rule<'order'>): Warning[] {
  const chain = rule.dataPoints.map((key) => points.find((point) => point.key === key));
  const warnings: Warning[] = [];
  let below: { point: DataPoint; value: Exact } | undefined;
  for (const point of chain) {
    const value = resultOf(s, point);
    if (!point || !value) continue;
    if (below?.value.greaterThan(value))
      warnings.push(warn(s, below.point, asked('order-broken', below.point, rule)));
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
    return [warn(s, point, asked('above-other', point, rule))];
  if (rule.op === '>=' && value.lessThan(against))
    return [warn(s, point, asked('below-other', point, rule))];
  return [];
}

function inputOf(s: Screening, point: DataPoint, key: string): Exact | undefined {
  const use = point.inputs.find((each) => each.input.key === key);
  const spec = use && cellSpec(s.catalogue, use.cell);
  const text = spec && s.read(spec.cell);
  if (!spec || text === undefined) return undefined;
  const reading = cellValues(s.catalogue, s.read).read(spec, text);
  return reading.ok && reading.value.kind === 'number' ? exact(reading.value.decimal) : undefined;
}

/** `a <= b` over inputs, looked at whether or not the result is overridden. */
function screenInputs(s: Screening, point: DataPoint, rule: Rule<'inputs'>): Warning[] {
  const [left = '', right = ''] = rule.rule.split('<=').map((key) => key.trim());
  const a = inputOf(s, point, left);
  const b = inputOf(s, point, right);
  if (!a || !b || !a.greaterThan(b)) return [];
  const cells = point.inputs.filter((use) => use.own).map((use) => use.cell as CellId);
  return [warn(s, point, { ...asked('inputs-contradict', point, rule), cells })];
}

function screenPoint(s: Screening, point: DataPoint): Warning[] {
  const result = s.result(point.row as RowId);
  const warnings = result.warnings.map((each) => warn(s, point, each));
  const share = screenShare(s, point, result);
  // What is asked of a share already is not asked again of its size.
  warnings.push(...(share.length > 0 ? share : screenMagnitude(s, point, result)));
  if (result.status === 'reported') warnings.push(...screenAbout(s, point, result));
  return warnings;
}

const SHARE = /^100 \* (\w+) \/ (\w+)$/;
/** A per cent figure typed as numerator over a denominator of this size gives next to nothing: the usual slip. */
const SLIP = { numeratorAtMost: 150, denominatorFrom: 10_000 };

function screenShare(s: Screening, point: DataPoint, result: Result): Warning[] {
  const match = SHARE.exec(point.formula);
  if (!match) return [];
  if (result.source === 'override') {
    const isAbove = exact(result.decimal ?? '0').greaterThan(100);
    return isAbove ? [warn(s, point, { code: 'share-above-100', detail: result.text })] : [];
  }
  const numerator = inputOf(s, point, match[1] ?? '');
  const denominator = inputOf(s, point, match[2] ?? '');
  if (!numerator || !denominator) return [];
  const figures = result.trace ?? '';
  if (numerator.greaterThan(denominator))
    return [warn(s, point, { code: 'share-above-100', detail: figures })];
  const slip =
    numerator.greaterThan(0) &&
    numerator.lessThanOrEqualTo(SLIP.numeratorAtMost) &&
    denominator.greaterThanOrEqualTo(SLIP.denominatorFrom);
  return slip ? [warn(s, point, { code: 'final-value-as-numerator', detail: figures })] : [];
}

/** Figures of a result as a question shows them: enough digits to see how far off it is. */
const DIGITS = 3;

/**
 * A result far outside of what cities report: most likely another unit, a thousand too many, or the final value typed
 * as the numerator, which is told where the numerator alone would be a fit result.
 */
function screenMagnitude(s: Screening, point: DataPoint, result: Result): Warning[] {
  const { magnitude } = point;
  if (magnitude === null || typeof result.decimal !== 'string') return [];
  const value = exact(result.decimal);
  const fits = (figure: Exact): boolean => {
    if (figure.isZero()) return magnitude.zero;
    const isBelow = magnitude.low !== null && figure.lessThan(magnitude.low);
    const isAbove = magnitude.high !== null && figure.greaterThan(magnitude.high);
    return !isBelow && !isAbove;
  };
  if (fits(value)) return [];
  const shown = (figure: Exact | number) =>
    formatDecimal(exact(String(figure)).toSignificantDigits(DIGITS).toFixed());
  const span = [magnitude.low ?? 0, magnitude.high].flatMap((each) => each ?? []).map(shown);
  const detail = `${shown(value)}; ${span.join(' – ')}${span.length < 2 ? ' –' : ''} ${point.unit}`;
  const over = point.inputs.find((use) => use.column === 'numerator');
  const numerator =
    result.source === 'override' || !over ? undefined : inputOf(s, point, over.input.key);
  const isFinal = point.inputs.length > 1 && numerator !== undefined && !numerator.isZero();
  const code = isFinal && fits(numerator) ? 'final-value-as-numerator' : 'magnitude';
  return [warn(s, point, { code, detail })];
}

/** Orange unit cells left empty or mixed, and a YES without its basis. */
function screenAbout(s: Screening, point: DataPoint, result: Result): Warning[] {
  const text = (column: string) => s.read(cellId(point.row, column));
  const warnings: Warning[] = [];
  const ask = (column: string, code: WarningCode, detail: string): void => {
    warnings.push(warn(s, point, { code, detail, cells: [cellId(point.row, column)] }));
  };
  if (point.unitSettable) {
    const unit = text('unit');
    if (unit === undefined) ask('unit', 'unit-missing', point.unit);
    else if (point.unit === 'ug/m3' && !/^[uµμ]g\s*\/\s*m(?:3|³|\^3)$/i.test(unit.trim()))
      ask('unit', 'unit-differs', `${unit} / ${point.unit}`);
  }
  const answeredYes = point.valueKind === 'yes-no' && isYes(s, point, result);
  if (answeredYes && text('source') === undefined && text('notes') === undefined)
    ask('source', 'basis-missing', '');
  return warnings;
}

function isYes(s: Screening, point: DataPoint, result: Result): boolean {
  const spec = cellSpec(s.catalogue, cellId(point.row, 'override'));
  const reading = spec && readCell(spec, result.text);
  return reading?.ok === true && reading.value.kind === 'yes-no' && reading.value.yes;
}
