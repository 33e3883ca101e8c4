/** More than a fifth of the data points not reported is asked about. Source: Verification Manual (2022) pages 28-31. */
import type { RowId } from '../cells/ids.ts';
import { exact } from '../formula/formula-value.ts';
import { shownPercent } from './apart.ts';
import { type Family, INITIAL_SCREENING } from './rule.ts';

/** Per cent of the data points. */
const MISSING_ABOVE = 20;

export const notReported: Family<'not-reported-share'> = {
  rules: { 'not-reported-share': { severity: 'ask', source: INITIAL_SCREENING } },
  find: (s) => {
    const { dataPoints } = s.catalogue;
    const missing = dataPoints.filter(({ row }) => s.result(row as RowId).status !== 'reported');
    const percent = exact(String(missing.length)).times(100).dividedBy(dataPoints.length);
    if (!percent.greaterThan(MISSING_ABOVE)) return [];
    const numbers = {
      missing: String(missing.length),
      total: String(dataPoints.length),
      percent: shownPercent(percent),
    };
    return [{ code: 'not-reported-share', row: null, cells: [], numbers }];
  },
};
