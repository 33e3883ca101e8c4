/**
 * Population, households, area and GDP agree wherever they are used: with the last assessment, with what a formula
 * divides by, with what a note says. Above 5 % apart it is asked about, from 10 % on investigated.
 * Source: Verification Manual (2022) pages 28-31.
 */
import { cellSpec } from '../cells/cell-spec.ts';
import { type CellId, cellId, type RowId } from '../cells/ids.ts';
import { asciiFigures, readNumber } from '../cells/number-text.ts';
import type { Expression } from '../formula/formula.ts';
import { isFormula, readFormula } from '../formula/formula-text.ts';
import { type Exact, exact } from '../formula/formula-value.ts';
import { percentApart, severityApart, shownFigure, shownPercent } from './apart.ts';
import { type Family, type Found, INITIAL_SCREENING, type Screened } from './rule.ts';
import { figureAt } from './reading.ts';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';

type Code = 'denominator-changed' | 'denominator-in-formula' | 'denominator-in-text';

/** The figures of the City profile that other figures are divided by, and what they are called in notes. */
const DENOMINATORS = new Map([
  ['population', /(?:\bpopulation|\btotal inhabitants|عدد السكان)/],
  [
    'households_total',
    /(?:\b(?:total |all )households|\bhouseholds in (?:the city|total)|عدد الأسر)/,
  ],
  ['city_area_km2', /(?:\bcity area|\btotal area|مساحة المدينة)/],
  ['city_gdp', /(?:\bgdp\b|\bgross domestic product)/],
]);

export const denominators: Family<Code> = {
  rules: {
    'denominator-changed': { severity: 'investigate', source: INITIAL_SCREENING },
    'denominator-in-formula': { severity: 'investigate', source: INITIAL_SCREENING },
    'denominator-in-text': { severity: 'investigate', source: INITIAL_SCREENING },
  },
  find: (s) => [
    ...changed(s),
    ...s.catalogue.dataPoints.flatMap((point) => [...inFormula(s, point), ...inTexts(s, point)]),
  ],
};

function changed(s: Screened): Found<Code>[] {
  const { last, catalogue } = s.input;
  if (last === undefined) return [];
  return catalogue.profile.flatMap(({ row, key }) => {
    const cell = cellId(row, 'value');
    const now = DENOMINATORS.has(key) ? figureAt(s, cell) : undefined;
    const before = now && figureAt({ catalogue, read: last.read }, cell);
    const percent = now && before && percentApart(now, before);
    const severity = severityApart(percent);
    if (!now || !before || !percent || severity === undefined) return [];
    const numbers = {
      value: now.toFixed(),
      before: before.toFixed(),
      percent: shownPercent(percent),
      last: last.title,
    };
    return [
      { code: 'denominator-changed' as const, row: row as RowId, cells: [cell], severity, numbers },
    ];
  });
}

/** The shared figures of a data point with their values. */
function sharedOf(s: Screened, point: DataPoint): { key: string; cell: CellId; value: Exact }[] {
  return point.inputs.flatMap(({ own, cell, input }) => {
    if (own || !DENOMINATORS.has(input.key)) return [];
    const value = figureAt(s, cell);
    return value && !value.isZero() ? [{ key: input.key, cell: cell as CellId, value }] : [];
  });
}

/** A typed number is taken for the shared figure where it is of its size. */
const ALIKE = { from: 0.5, to: 2 };
/** Smaller constants are factors. */
const CONSTANT_FROM = 1000;

function inFormula(s: Screened, point: DataPoint): Found<Code>[] {
  const cell = cellId(point.row, 'override');
  const spec = cellSpec(s.catalogue, cell);
  const text = s.read(cell);
  if (spec === undefined || text === undefined || !isFormula(spec, text)) return [];
  const expression = readFormula(spec, text);
  if (!expression.ok) return [];
  const constants = dividedBy(expression.value);
  return sharedOf(s, point).flatMap(({ cell: home, value }) =>
    constants
      .flatMap((constant) => apartFrom(constant, value))
      .map(({ severity, ...numbers }) => ({
        code: 'denominator-in-formula' as const,
        row: point.row as RowId,
        cells: [cell, home],
        severity,
        numbers,
      })),
  );
}

function apartFrom(figure: Exact, value: Exact) {
  const ratio = figure.dividedBy(value);
  if (ratio.lessThan(ALIKE.from) || ratio.greaterThan(ALIKE.to)) return [];
  const percent = percentApart(figure, value);
  const severity = severityApart(percent);
  if (percent === undefined || severity === undefined) return [];
  return [
    { severity, used: shownFigure(figure), value: value.toFixed(), percent: shownPercent(percent) },
  ];
}

/** The plain numbers that an expression divides by. */
function dividedBy(expression: Expression): Exact[] {
  switch (expression.kind) {
    case 'number':
    case 'name':
      return [];
    case 'minus':
    case 'percent':
      return dividedBy(expression.of);
    case 'call':
      return expression.args.flatMap(dividedBy);
    case 'binary': {
      const { op, left, right } = expression;
      const own =
        op === '/' &&
        right.kind === 'number' &&
        exact(right.text).greaterThanOrEqualTo(CONSTANT_FROM)
          ? [exact(right.text)]
          : [];
      return [...own, ...dividedBy(left), ...dividedBy(right)];
    }
  }
}

/** `population of 143 574`, `population: 143,574 (2019)`. */
const FIGURE = /^[^\d.;\n]{0,16}?(\d[\d ,.'’]*\d)/;

function inTexts(s: Screened, point: DataPoint): Found<Code>[] {
  return sharedOf(s, point).flatMap(({ key, cell: home, value }) => {
    const named = DENOMINATORS.get(key);
    if (named === undefined) return [];
    return (['source', 'notes'] as const).flatMap((column) => {
      const cell = cellId(point.row, column);
      const text = asciiFigures(s.read(cell) ?? '').toLowerCase();
      const at = named.exec(text);
      const figure = at && FIGURE.exec(text.slice(at.index + at[0].length))?.[1];
      const reading = figure ? readNumber(figure.trim()) : undefined;
      if (!reading?.ok) return [];
      return apartFrom(exact(reading.value.decimal), value).map(({ severity, ...numbers }) => ({
        code: 'denominator-in-text' as const,
        row: point.row as RowId,
        cells: [cell, home],
        severity,
        numbers,
      }));
    });
  });
}
