/** What every reader of a row is asked already, as results for the verifier: one for a rule, not one for each of its rows. */
import type { RowId } from '../cells/ids.ts';
import { shownFigure } from './apart.ts';
import { type Family, type Found, INITIAL_SCREENING, type Numbers, type Rule } from './rule.ts';
import { resultOf, type Screening } from './reading.ts';
import type { Warning, WarningCode } from './warning.ts';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';

const ask: Rule = { severity: 'ask', source: INITIAL_SCREENING };
const investigate: Rule = { severity: 'investigate', source: INITIAL_SCREENING };

export const rowQuestions: Family<WarningCode> = {
  rules: {
    'sum-off': ask,
    'above-other': investigate,
    'below-other': ask,
    'below-expected': ask,
    magnitude: { severity: 'investigate', source: { work: 'project' } },
    'inputs-contradict': investigate,
    'order-broken': investigate,
    'share-above-100': investigate,
    'final-value-as-numerator': investigate,
    'unit-missing': ask,
    'unit-differs': investigate,
    'basis-missing': ask,
    'division-by-zero': investigate,
    'qualified-input': ask,
    'formula-without-value': ask,
    'unreadable-cell': investigate,
  },
  find: (s) => {
    const found: Found<WarningCode>[] = [];
    const sums = new Set<string>();
    for (const warning of s.warnings) {
      const { row, code, rule } = warning;
      if (code === 'sum-off') {
        // The parts are wrong together: the first of them stands for all.
        if (sums.has(rule ?? row)) continue;
        sums.add(rule ?? row);
        const parts = s.warnings.filter((each) => each.code === code && each.rule === rule);
        found.push({ ...told(s, warning), cells: parts.flatMap((part) => part.cells) });
        continue;
      }
      found.push(told(s, warning));
    }
    return found;
  },
};

function told(s: Screening, { row, code, cells, ...facts }: Warning): Found<WarningCode> {
  return { code, row, cells, numbers: numbersOf(s, row, facts.rule), facts };
}

/** The row's result, and that of the KPI or of the next step that it is held against. */
function numbersOf(s: Screening, row: RowId, name: string | undefined): Numbers {
  const point = s.catalogue.rows.get(row);
  if (point?.kind !== 'data-point') return {};
  const value = resultOf(s, point);
  const against = name === undefined ? undefined : resultOf(s, heldAgainst(s, point, name));
  return {
    ...(value === undefined ? {} : { value: shownFigure(value) }),
    ...(against === undefined ? {} : { other: shownFigure(against) }),
  };
}

function heldAgainst(s: Screening, point: DataPoint, name: string): DataPoint | undefined {
  const rule = point.kpi.plausibility.find(({ kind }) => name.endsWith(`.${kind}`));
  if (rule?.kind === 'compare')
    return s.catalogue.kpis.find((kpi) => kpi.key === rule.other)?.dataPoints[0];
  if (rule?.kind !== 'order') return undefined;
  const next = rule.dataPoints[rule.dataPoints.indexOf(point.key) + 1];
  return point.kpi.dataPoints.find(({ key }) => key === next);
}
