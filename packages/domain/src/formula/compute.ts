/** Computes results: what column O shows for a data point, and why. */
import { type CellValues, cellValues } from './cell-formula.ts';
import { type CellSpec, cellSpec } from '../cells/cell-spec.ts';
import { type CellValue, formatDecimal } from '../cells/cell-text.ts';
import { parseFormula, writeFormula } from './formula.ts';
import { isFormula } from './formula-text.ts';
import { type Exact, evaluate, exact } from './formula-value.ts';
import { type CellId, cellId, type RowId } from '../cells/ids.ts';
import type { NumberReading, Qualifier } from '../cells/number-text.ts';
import type { RefusalCode } from '../refusals.ts';
import type { Catalogue, DataPoint } from '@tallystick/catalogue/kpi-set';

/** The text of a cell, undefined where it is empty. */
export type ReadCell = (cell: CellId) => string | undefined;

/**
 * Why a result is missing or not exact. `detail` holds data alone: figures, a qualifier, what was typed, the name of an
 * input that is waited for. `label` names the cell that it is about, `refusal` the fault of the formula in it.
 */
export type ResultWarning = {
  code: 'division-by-zero' | 'unreadable-cell' | 'qualified-input' | 'formula-without-value';
  detail: string;
  label?: string;
  refusal?: RefusalCode;
};

export type Result = {
  row: RowId;
  status: 'reported' | 'not-reported' | 'unreadable';
  source: 'override' | 'computed' | null;
  /** What column O shows, without unit: `NR`, `76.35`, `yes`, an override as typed, `unreadable`. Deterministic. */
  text: string;
  /** The exact value, at most 34 significant digits, plain notation; null for yes/no and where nothing is reported. */
  decimal: string | null;
  unit: string;
  /** Inputs that are still empty. */
  missing: { cell: CellId; label: string }[];
  /** The formula with its figures: `100 × 84 210 ÷ 110 300 = 76.35`; null where it was not computed or is the figure itself. */
  trace: string | null;
  warnings: ResultWarning[];
};

export const NOT_REPORTED = 'NR';
export const UNREADABLE = 'unreadable';
/** Significant digits of `decimal`. */
export const PRECISION = 34;

/** The result of a row. Throws on a row without result (City profile, unknown): ask the catalogue first. */
export function computeRow(catalogue: Catalogue, row: RowId | string, read: ReadCell): Result {
  const point = catalogue.rows.get(row);
  if (point?.kind !== 'data-point') throw new Error(`${row} is not a data point`);
  return computePoint({ catalogue, read, values: cellValues(catalogue, read) }, point);
}

/** One state of the cells, with the values of its formulas. */
type Sheet = { catalogue: Catalogue; read: ReadCell; values: CellValues };

function computePoint(sheet: Sheet, point: DataPoint): Result {
  const override = sheet.read(cellId(point.row, 'override'));
  return override === undefined ? computed(sheet, point) : overridden(sheet, point, override);
}

function blank(point: DataPoint): Result {
  return {
    row: point.row as RowId,
    status: 'not-reported',
    source: null,
    text: NOT_REPORTED,
    decimal: null,
    unit: point.unit,
    missing: [],
    trace: null,
    warnings: [],
  };
}

function unreadable(point: DataPoint, spec: CellSpec | undefined, text: string): Result {
  const label = spec?.label ?? point.label;
  const detail = text.slice(0, 80);
  return {
    ...blank(point),
    status: 'unreadable',
    text: UNREADABLE,
    warnings: [{ code: 'unreadable-cell', label, detail }],
  };
}

function overridden({ catalogue, values }: Sheet, point: DataPoint, text: string): Result {
  const spec = cellSpec(catalogue, cellId(point.row, 'override'));
  const reading = spec && values.read(spec, text);
  if (!reading?.ok) return unread({ values }, point, { spec, text });
  const { value } = reading;
  const decimal = value.kind === 'number' ? value.decimal : null;
  const isComputed = spec !== undefined && isFormula(spec, text);
  const shown = value.kind === 'number' && isComputed ? shownValue(value) : text;
  return { ...blank(point), status: 'reported', source: 'override', text: shown, decimal };
}

/** A formula's value as a result: as it is up to two decimals, else rounded as what is computed. */
export function shownValue({ decimal, qualifier }: NumberReading): string {
  const figure = /\.\d{3}/.test(decimal) ? roundForReport(exact(decimal)) : decimal;
  return qualifier === '' ? figure : `${qualifier} ${figure}`;
}

/** A text that cannot be used: nothing is reported where a formula only waits for a figure or divides by zero. */
function unread(
  { values }: Pick<Sheet, 'values'>,
  point: DataPoint,
  { spec, text }: { spec: CellSpec | undefined; text: string },
): Result {
  if (spec === undefined || !isFormula(spec, text)) return unreadable(point, spec, text);
  const value = values.formula(spec, text);
  if (value.kind === 'value') return unreadable(point, spec, text);
  if (value.kind === 'empty') {
    const { label } = spec;
    const missing = [{ cell: value.cell, label: value.label }];
    const warnings = [{ code: 'formula-without-value', label, detail: value.label } as const];
    return { ...blank(point), missing, warnings };
  }
  const { code: refusal } = value.refusal;
  const why = { label: spec.label, detail: '', refusal };
  if (refusal === 'formula-division-by-zero')
    return { ...blank(point), warnings: [{ code: 'formula-without-value', ...why }] };
  return { ...unreadable(point, spec, text), warnings: [{ code: 'unreadable-cell', ...why }] };
}

type Given = { values: Map<string, CellValue>; specs: Map<string, CellSpec> };

function computed({ catalogue, read, values }: Sheet, point: DataPoint): Result {
  const result = blank(point);
  const given: Given = { values: new Map(), specs: new Map() };
  let isWaiting = false;
  for (const { cell, input } of point.inputs) {
    const text = read(cell as CellId);
    if (text === undefined) {
      result.missing.push({ cell: cell as CellId, label: input.label });
      continue;
    }
    const spec = cellSpec(catalogue, cell);
    const reading = spec && values.read(spec, text);
    if (!spec || !reading?.ok) {
      const why = unread({ values }, point, { spec, text });
      if (why.status === 'unreadable') return why;
      // It waits as an empty cell does: what else is missing is told as well.
      result.missing.push(...why.missing);
      result.warnings.push(...why.warnings);
      isWaiting = true;
      continue;
    }
    given.values.set(input.key, reading.value);
    given.specs.set(input.key, spec);
  }
  if (isWaiting || result.missing.length > 0) return result;
  if (point.valueKind === 'yes-no') return answered(point, given);
  return calculated(point, given);
}

function answered(point: DataPoint, { values }: Given): Result {
  const [value] = values.values();
  const text = value?.kind === 'yes-no' && value.yes ? 'yes' : 'no';
  return { ...blank(point), status: 'reported', source: 'computed', text };
}

function decimalOf(value: CellValue | undefined): string {
  if (value?.kind !== 'number') throw new Error('A formula was given something that is no number');
  return value.decimal;
}

function calculated(point: DataPoint, { values, specs }: Given): Result {
  const expression = parseFormula(point.formula);
  const value = evaluate(expression, (name) => decimalOf(values.get(name)));
  const figures = writeFormula(expression, {
    name: (name) => formatDecimal(decimalOf(values.get(name))),
    number: (text) => formatDecimal(text),
  });
  if (value === undefined) {
    return { ...blank(point), warnings: [{ code: 'division-by-zero', detail: figures }] };
  }
  const plain = expression.kind === 'name';
  const whole = plain && specs.get(expression.name)?.integer === true;
  const shown = whole ? value.toFixed(0) : roundForReport(value);
  const qualifier = qualifierOf(values, plain);
  const text = qualifier === '' ? shown : `${qualifier} ${shown}`;
  const result: Result = {
    ...blank(point),
    status: 'reported',
    source: 'computed',
    text,
    decimal: value.toSignificantDigits(PRECISION).toFixed(),
    trace: plain ? null : `${figures} = ${formatDecimal(shown)}`,
  };
  if (qualifier !== '') result.warnings.push({ code: 'qualified-input', detail: qualifier });
  return result;
}

/** A figure given as "more than ..." stays so where it is the result itself; inside a formula the result is "about". */
function qualifierOf(values: Map<string, CellValue>, plain: boolean): Qualifier {
  for (const value of values.values()) {
    if (value.kind === 'number' && value.qualifier !== '') return plain ? value.qualifier : 'about';
  }
  return '';
}

/**
 * Rounding as in ITU's reports: two decimals, half away from zero. Where two decimals would leave nothing (0.001 % of
 * GDP is printed so), two significant digits instead: a small figure is not a zero.
 */
export function roundForReport(value: Exact): string {
  if (!value.isZero() && value.abs().lessThan('0.01'))
    return value.toSignificantDigits(2).toFixed();
  const rounded = value.toFixed(2);
  return rounded === '-0.00' ? '0.00' : rounded;
}

/** All results, by row, in the order of the sheet. */
export function computeAll(catalogue: Catalogue, read: ReadCell): Map<RowId, Result> {
  const sheet = { catalogue, read, values: cellValues(catalogue, read) };
  return new Map(
    catalogue.dataPoints.map((point) => [point.row as RowId, computePoint(sheet, point)]),
  );
}

const dependents = new WeakMap<Catalogue, ReadonlyMap<string, readonly RowId[]>>();

/** Rows whose result can change with a cell, in the order of the sheet. O(1); empty for what is said about figures. */
export function affectedRows(catalogue: Catalogue, cell: CellId | string): readonly RowId[] {
  let known = dependents.get(catalogue);
  if (!known) {
    const rows = new Map<string, RowId[]>();
    for (const point of catalogue.dataPoints) {
      const row = point.row as RowId;
      const cells = [cellId(row, 'override'), ...point.inputs.map((use) => use.cell)];
      for (const each of cells) rows.set(each, [...(rows.get(each) ?? []), row]);
    }
    known = rows;
    dependents.set(catalogue, known);
  }
  return known.get(cell) ?? [];
}
