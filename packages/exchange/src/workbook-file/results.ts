/** Columns O and Q: the result and whether there is one, as living formulas with the value that we compute. */
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { cellId, type RowId } from '@tallystick/domain/cells/ids';
import { NOT_REPORTED, UNREADABLE } from '@tallystick/domain/formula/compute';
import { type Expression, parseFormula } from '@tallystick/domain/formula/formula';
import { isFormula } from '@tallystick/domain/formula/formula-text';
import { readNumber } from '@tallystick/domain/cells/number-text';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';
import type { OutValue } from '../xlsx/write/out-book.ts';
import { excelFormula, excelLiteral, excelText } from './excel-formula.ts';
import type { FileResult } from './file-asked.ts';
import { anyOf, type Making, scalarAt } from './making.ts';

const NR = excelText(NOT_REPORTED);

/** Column O of a data point that stands in a row of the file. */
export function resultValue(making: Making, point: DataPoint): OutValue {
  const result = making.results.get(point.row as RowId);
  const value = shownResult(making, point, result);
  // Of a version whose figures are not told there is nothing to compute from.
  if (making.asked.results !== undefined && !hasFigures(making, point)) return value;
  return { formula: resultFormula(making, point, value), value };
}

function hasFigures({ read }: Making, { row, inputs }: DataPoint): boolean {
  const cells = [cellId(row, 'override'), ...inputs.map(({ cell }) => cell)];
  return cells.some((cell) => read(cell) !== undefined);
}

/** Column Q. */
export function reportedValue(making: Making, point: DataPoint, result: OutValue): OutValue {
  const { yes, no } = making.words.reported;
  const at = ownCell(making, point, 'result');
  const value = typeof result === 'object' ? result.value : result;
  const isReported = value !== NOT_REPORTED && value !== making.words.unreadable;
  const none = anyOf([`${at}=${NR}`, `${at}=${excelText(making.words.unreadable)}`]);
  const formula = `IF(${none},${excelText(no)},${excelText(yes)})`;
  return { formula, value: isReported ? yes : no };
}

/** What our own computing shows: a figure where it is one. */
function shownResult(
  making: Making,
  point: DataPoint,
  result: FileResult | undefined,
): number | string {
  if (result === undefined || result.status === 'not-reported') return NOT_REPORTED;
  if (result.status === 'unreadable' || result.text === UNREADABLE) return making.words.unreadable;
  if (point.valueKind === 'yes-no') return answerShown(making, point) ?? result.text;
  const reading = readNumber(result.text, true);
  const isPlain = reading.ok && reading.value.qualifier === '' && result.decimal !== null;
  if (!isPlain) return result.text;
  const typed = scalarAt(making, cellId(point.row, 'override'));
  return typeof typed === 'string' ? typed : Number(result.decimal);
}

/** An answer is shown as it was typed. */
function answerShown(making: Making, { row, inputs }: DataPoint): string | undefined {
  const cells = [cellId(row, 'override'), ...inputs.map(({ cell }) => cell)];
  const shown = cells.map((cell) => scalarAt(making, cell)).find((each) => each !== undefined);
  return shown === undefined ? undefined : String(shown);
}

function ownCell({ layout }: Making, { row }: DataPoint, column: string): string {
  return `${layout.letterOf('data', column) ?? 'A'}${layout.placeOf(row)?.row ?? 1}`;
}

function resultFormula(making: Making, point: DataPoint, value: number | string): string {
  const override = ownCell(making, point, 'override');
  const computed = computedFormula(making, point, value);
  const given = overrideCase(making, point, value);
  // An override that is a formula and waits for a figure is an override all the same.
  const otherwise = given === 'waits' ? NR : computed;
  const formula = `IF(${override}<>"",${override},${otherwise})`;
  return given === 'odd'
    ? `IF(${sameAs(making, cellId(point.row, 'override'), override)},${excelLiteral(value)},${formula})`
    : formula;
}

/** `odd`: a text that cannot be shown as it stands. */
function overrideCase(
  making: Making,
  { row }: DataPoint,
  value: number | string,
): 'plain' | 'waits' | 'odd' {
  const cell = cellId(row, 'override');
  const text = making.read(cell);
  const spec = cellSpec(making.asked.catalogue, cell);
  if (text === undefined || spec === undefined) return 'plain';
  const shown = scalarAt(making, cell);
  if (shown === undefined) return 'waits';
  if (typeof shown === 'string' && shown !== value) return 'odd';
  return isFormula(spec, text) && shown === text ? 'odd' : 'plain';
}

function computedFormula(making: Making, point: DataPoint, value: number | string): string {
  const at = new Map(
    point.inputs.map(({ column, input }) => [input.key, ownCell(making, point, column)]),
  );
  const places = [...at.values()];
  const empty = anyOf(places.map((place) => `${place}=""`));
  if (point.valueKind === 'yes-no') return `IF(${empty},${NR},${places[0] ?? NR})`;
  const expression: Expression = parseFormula(point.formula);
  const figure = `IFERROR(${excelFormula(expression, (name) => at.get(name) ?? '""')},${NR})`;
  const isUncounted = `COUNT(${places.join(',')})<${places.length}`;
  const unread = oddInputs(making, point, value);
  if (!isUnreadBesideEmpty(making, point, value))
    return `IF(${empty},${NR},IF(${isUncounted},${unread},${figure}))`;
  // What cannot be read is told as that, though another figure is still missing.
  return `IF(${asTheyWere(making, point)},${excelLiteral(value)},IF(${empty},${NR},IF(${isUncounted},${excelText(making.words.unreadable)},${figure})))`;
}

function isUnreadBesideEmpty(making: Making, point: DataPoint, value: number | string): boolean {
  const isComputed = making.read(cellId(point.row, 'override')) === undefined;
  const isOpen = point.inputs.some(({ cell }) => scalarAt(making, cell) === undefined);
  return isComputed && isOpen && value === making.words.unreadable;
}

/**
 * What stands for a result where an input is no plain figure (`about 500`): what we made of just these inputs, and
 * "unreadable" for all others. A spreadsheet cannot read them.
 */
function oddInputs(making: Making, point: DataPoint, value: number | string): string {
  const unreadable = excelText(making.words.unreadable);
  const isOdd = point.inputs.some(({ cell }) => typeof scalarAt(making, cell) === 'string');
  if (!isOdd || making.read(cellId(point.row, 'override')) !== undefined) return unreadable;
  return `IF(${asTheyWere(making, point)},${excelLiteral(value)},${unreadable})`;
}

/** That all inputs still hold what they held. */
function asTheyWere(making: Making, point: DataPoint): string {
  const same = point.inputs.map(({ cell, column }) =>
    sameAs(making, cell, ownCell(making, point, column)),
  );
  return same.length === 1 ? (same[0] ?? '') : `AND(${same.join(',')})`;
}

/** That a cell still holds what it held; a computed figure may differ in its last digit. */
function sameAs(making: Making, cell: string, place: string): string {
  const value = scalarAt(making, cell);
  const text = making.read(cell) ?? '';
  if (typeof value === 'number' && text.startsWith('='))
    return `ABS(${place}-${excelLiteral(value)})<=1E-9*ABS(${excelLiteral(value)})`;
  return `${place}=${excelLiteral(value ?? '')}`;
}
