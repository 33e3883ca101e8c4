/** A question that figures of a row raise by themselves, as everybody who fills or reads the row is shown it. */
import type { CellId, RowId } from '../cells/ids.ts';
import type { RefusalCode } from '../refusals.ts';
import { figuresOf, type Screening } from './reading.ts';
import type { DataPoint, Kpi, Plausibility } from '@tallystick/catalogue/kpi-set';

export const WARNING_CODES = [
  'sum-off',
  'above-other',
  'below-other',
  'below-expected',
  'magnitude',
  'inputs-contradict',
  'order-broken',
  'share-above-100',
  'final-value-as-numerator',
  'unit-missing',
  'unit-differs',
  'basis-missing',
  'division-by-zero',
  'qualified-input',
  'formula-without-value',
  'unreadable-cell',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

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

export type Question = { code: WarningCode; cells?: readonly CellId[] } & Facts;

export function warn(s: Screening, point: DataPoint, question: Question): Warning {
  const cells = question.cells ?? figuresOf(s, point);
  return { ...question, row: point.row as RowId, cells };
}

/** A question that a rule of the point's KPI asks. */
export function asked(
  code: WarningCode,
  point: DataPoint,
  { rule, detail = '' }: { rule: Plausibility; detail?: string },
): Question {
  return { code, detail, rule: ruleName(point.kpi, rule) };
}
