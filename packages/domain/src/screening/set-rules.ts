/** Rules that the KPI set itself has for figures: sums, orders, comparisons of KPIs, inputs that contradict, least values. */
import { formatDecimal } from '../cells/cell-text.ts';
import { type Exact, exact } from '../formula/formula-value.ts';
import type { CellId } from '../cells/ids.ts';
import { inputOf, resultOf, type Screening } from './reading.ts';
import { asked, type Warning, warn } from './warning.ts';
import type { DataPoint, Plausibility } from '@tallystick/catalogue/kpi-set';

export function screenRule(s: Screening, points: DataPoint[], rule: Plausibility): Warning[] {
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
      return [warn(s, first, asked('below-expected', first, { rule }))];
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
  const detail = formatDecimal(sum.toFixed(2));
  return points.map((point) => warn(s, point, asked('sum-off', point, { rule, detail })));
}

function screenOrder(s: Screening, points: DataPoint[], rule: Rule<'order'>): Warning[] {
  const chain = rule.dataPoints.map((key) => points.find((point) => point.key === key));
  const warnings: Warning[] = [];
  let below: { point: DataPoint; value: Exact } | undefined;
  for (const point of chain) {
    const value = resultOf(s, point);
    if (!point || !value) continue;
    if (below?.value.greaterThan(value))
      warnings.push(warn(s, below.point, asked('order-broken', below.point, { rule })));
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
    return [warn(s, point, asked('above-other', point, { rule }))];
  if (rule.op === '>=' && value.lessThan(against))
    return [warn(s, point, asked('below-other', point, { rule }))];
  return [];
}

/** `a <= b` over inputs, looked at whether or not the result is overridden. */
function screenInputs(s: Screening, point: DataPoint, rule: Rule<'inputs'>): Warning[] {
  const [left = '', right = ''] = rule.rule.split('<=').map((key) => key.trim());
  const a = inputOf(s, point, left);
  const b = inputOf(s, point, right);
  if (!a || !b || !a.greaterThan(b)) return [];
  const cells = point.inputs.filter((use) => use.own).map((use) => use.cell as CellId);
  return [warn(s, point, { ...asked('inputs-contradict', point, { rule }), cells })];
}
