/**
 * The value of a formula in a cell: the one place where it is computed, from the texts of other cells. Everything that
 * shows or uses a figure asks here, so that gate, screen, snapshot and exports have the same one. A formula looks at
 * other cells, which the reading of one cell's text does not.
 *
 * A value that ends within 30 digits is exact. Any other (a third) is rounded to 15 digits, half away from zero, as
 * spreadsheets do, and never before the decimal mark.
 */
import { MAX_DIGITS } from '../cells/cell-limits.ts';
import { type CellSpec, cellSpec } from '../cells/cell-spec.ts';
import { type CellValue, readCell } from '../cells/cell-text.ts';
import { type Expression, namesIn } from './formula.ts';
import { type FigureName, named } from './formula-names.ts';
import { isFormula, readFormula } from './formula-text.ts';
import { calculate, type Exact, KEPT_DIGITS, type NoValue } from './formula-value.ts';
import type { CellId } from '../cells/ids.ts';
import { type NumberReading, type Qualifier } from '../cells/number-text.ts';
import { no, type Outcome, type Refusal, type RefusalCode, refuse, yes } from '../refusals.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Read = (cell: CellId) => string | undefined;

/** What a formula comes to. `empty`: a cell that it needs holds nothing, so there is no value, and not nought. */
export type FormulaValue =
  | { kind: 'value'; reading: NumberReading; text: string }
  | { kind: 'empty'; cell: CellId; label: string }
  | { kind: 'fault'; refusal: Refusal };

/** Values of one state of the cells; each formula is computed once. */
export type CellValues = {
  /** What a text means in a cell. Refusals as `readCell`; those of a formula without a value begin with `formula-`. */
  read(spec: CellSpec, text: string): Outcome<CellValue>;
  /** The same of a formula, with the cell that is empty where one is. */
  formula(spec: CellSpec, text: string): FormulaValue;
};

/** Begins to compute over one state. Costs nothing until a formula is met. */
export function cellValues(catalogue: Catalogue, read: Read): CellValues {
  let computing: Computing | undefined;
  const formula = (spec: CellSpec, text: string): FormulaValue => {
    computing ??= { catalogue, read, done: new Map(), open: new Set() };
    return valueOf(computing, spec, text);
  };
  return {
    formula,
    read: (spec, text) => {
      const reading = readCell(spec, text);
      if (!reading.ok || reading.value.kind !== 'formula') return reading;
      const value = formula(spec, text);
      if (value.kind === 'value') return yes({ kind: 'number', ...value.reading });
      return value.kind === 'empty'
        ? no('formula-empty-name', value.label)
        : { ok: false, refusal: value.refusal };
    },
  };
}

/** The text of a cell's value: the text itself, or what its formula comes to; undefined where it comes to nothing. */
export function valueText(catalogue: Catalogue, cell: string, read: Read): string | undefined {
  const text = read(cell as CellId);
  const spec = text === undefined ? undefined : cellSpec(catalogue, cell);
  if (text === undefined || spec === undefined || !isFormula(spec, text)) return text;
  const value = cellValues(catalogue, read).formula(spec, text);
  return value.kind === 'value' ? value.text : undefined;
}

/** The values of all formulas among some cells, as texts; null where one comes to nothing. */
export function formulaTexts(
  catalogue: Catalogue,
  cells: ReadonlyMap<string, string>,
): Map<string, string | null> {
  const found = new Map<string, string | null>();
  const values = cellValues(catalogue, (cell) => cells.get(cell));
  for (const [cell, text] of cells) {
    const spec = cellSpec(catalogue, cell);
    if (spec === undefined || !isFormula(spec, text)) continue;
    const value = values.formula(spec, text);
    found.set(cell, value.kind === 'value' ? value.text : null);
  }
  return found;
}

type Computing = {
  catalogue: Catalogue;
  read: Read;
  /** By cell and text: one state may be asked about a text that is not in it yet. */
  done: Map<string, FormulaValue>;
  open: Set<CellId>;
};

function valueOf(computing: Computing, spec: CellSpec, text: string): FormulaValue {
  const key = `${spec.cell} ${text}`;
  const known = computing.done.get(key);
  if (known) return known;
  if (computing.open.has(spec.cell)) return fault('formula-cycle');
  computing.open.add(spec.cell);
  const value = compute(computing, spec, text);
  computing.open.delete(spec.cell);
  // Inside a ring the answer depends on where one began: only the first question is remembered.
  const isRing = value.kind === 'fault' && value.refusal.code === 'formula-cycle';
  if (!isRing || computing.open.size === 0) computing.done.set(key, value);
  return value;
}

function compute(computing: Computing, spec: CellSpec, text: string): FormulaValue {
  const read = readFormula(spec, text);
  if (!read.ok) return { kind: 'fault', refusal: read.refusal };
  // The cells first, then the arithmetic: a chain of formulas must not pile up on the stack.
  const figures = new Map<string, NumberReading>();
  for (const name of namesIn(read.value)) {
    const figure = figureOf(computing, name);
    if (!('reading' in figure)) return figure;
    figures.set(name, figure.reading);
  }
  const value = calculate(read.value, (name) => (figures.get(name) as NumberReading).decimal);
  if (typeof value === 'string') return fault(CODE[value]);
  const decimal = settle(value);
  if (decimal === undefined) return fault('formula-too-large');
  const qualifier = qualifierOf(read.value, figures);
  const told = qualifier === '' ? decimal : `${qualifier} ${decimal}`;
  // What a cell may hold, its value may be: whole numbers, bounds.
  const reading = readCell(spec, told);
  if (!reading.ok) return fault(ownCode(reading.refusal.code), `= ${decimal}`);
  if (reading.value.kind !== 'number') throw new Error(`${spec.cell} holds no number`);
  const { kind: _, ...number } = reading.value;
  return { kind: 'value', reading: number, text: told };
}

/** A formula that gives no whole number is mended otherwise than a typed figure. */
const ownCode = (code: RefusalCode): RefusalCode =>
  code === 'not-an-integer' ? 'formula-not-whole' : code;

const CODE: Record<NoValue, RefusalCode> = {
  'division-by-zero': 'formula-division-by-zero',
  power: 'formula-power',
  'too-large': 'formula-too-large',
  round: 'formula-round',
};

const fault = (code: RefusalCode, detail?: string): NoFigure => ({
  kind: 'fault',
  refusal: refuse(code, detail),
});

type NoFigure = Exclude<FormulaValue, { kind: 'value' }>;

/** The figure that a name stands for, or why there is none. */
function figureOf(computing: Computing, name: string): { reading: NumberReading } | NoFigure {
  const found = nameable(computing.catalogue, name);
  if (!found.ok) return { kind: 'fault', refusal: found.refusal };
  const { spec, label } = found.value;
  const text = computing.read(spec.cell);
  if (text === undefined) return { kind: 'empty', cell: spec.cell, label };
  if (!isFormula(spec, text)) {
    const reading = readCell(spec, text);
    if (!reading.ok || reading.value.kind !== 'number') return fault('formula-no-figure', label);
    return { reading: reading.value };
  }
  const value = valueOf(computing, spec, text);
  if (value.kind === 'value') return value;
  if (value.kind === 'empty' || value.refusal.code === 'formula-cycle') return value;
  return fault('formula-no-figure', label);
}

function nameable(catalogue: Catalogue, name: string): Outcome<FigureName> {
  const found = named(catalogue, name);
  if (found === undefined) return no('formula-unknown-name', name.slice(0, 80));
  return found.spec.kind === 'number' ? yes(found) : no('formula-not-a-figure', found.label);
}

/** Digits of a value that does not end. */
const ROUNDED_DIGITS = 15;

/** A value as a cell can hold it; undefined where it has too many digits before its decimal mark. */
function settle(value: Exact): string | undefined {
  const sure = value.toSignificantDigits(KEPT_DIGITS).toDecimalPlaces(2 * MAX_DIGITS);
  const digits = (text: string): number => text.replaceAll(/\D/g, '').length;
  const whole = digits(sure.trunc().toFixed());
  if (whole > MAX_DIGITS) return undefined;
  if (digits(sure.toFixed()) <= MAX_DIGITS) return sure.toFixed();
  const decimals = ROUNDED_DIGITS - 1 - sure.e;
  return sure.toDecimalPlaces(Math.max(0, Math.min(decimals, MAX_DIGITS - whole))).toFixed();
}

/** "About" a figure stays so in all that is made of it; a figure taken over as it is keeps its own word. */
function qualifierOf(expression: Expression, figures: Map<string, NumberReading>): Qualifier {
  for (const { qualifier } of figures.values()) {
    if (qualifier !== '') return expression.kind === 'name' ? qualifier : 'about';
  }
  return '';
}

/** Whether a formula can be read and all its names are figures', whatever stands in them. */
export function namesRefusal(
  catalogue: Catalogue,
  spec: CellSpec,
  text: string,
): Refusal | undefined {
  const read = readFormula(spec, text);
  if (!read.ok) return read.refusal;
  for (const name of namesIn(read.value)) {
    const found = nameable(catalogue, name);
    if (!found.ok) return found.refusal;
  }
  return undefined;
}

/** The figures that a cell's text names; none where it is no formula or cannot be read. */
export function referred(catalogue: Catalogue, spec: CellSpec, text: string): FigureName[] {
  if (!isFormula(spec, text)) return [];
  const read = readFormula(spec, text);
  if (!read.ok) return [];
  return [...namesIn(read.value)].flatMap((name) => {
    const found = nameable(catalogue, name);
    return found.ok ? [found.value] : [];
  });
}
