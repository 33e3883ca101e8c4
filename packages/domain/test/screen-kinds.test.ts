/** Every rule of the KPI set that speaks of figures can be broken, and is then asked. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { describe, expect, it } from 'vitest';
import { screen } from '../src/screening/screen.ts';
import { ruleName } from '../src/screening/warning.ts';
import type { Kpi, Plausibility } from '@tallystick/catalogue/kpi-set';

const catalogue = loadCatalogue();

/** Results that break a rule; undefined for rules that only a person can look at. */
function breaking(kpi: Kpi, rule: Plausibility): Record<string, string> | undefined {
  const result = (row: string | undefined, value: string) => ({ [`${row}:override`]: value });
  const [first] = kpi.dataPoints;
  switch (rule.kind) {
    case 'unit':
    case 'external':
    case 'method':
    case 'source':
      return undefined;
    case 'compare': {
      const other = catalogue.kpis.find(({ key }) => key === rule.other)?.dataPoints[0];
      const [mine, theirs] = rule.op === '<=' ? ['60', '50'] : ['50', '60'];
      return { ...result(first?.row, mine), ...result(other?.row, theirs) };
    }
    case 'inputs': {
      const [low, high] = rule.rule.split(' <= ');
      const cellOf = (key: string | undefined) =>
        first?.inputs.find(({ input }) => input.key === key)?.cell ?? '';
      return { [cellOf(low)]: '11', [cellOf(high)]: '10' };
    }
    case 'range':
      return rule.expectedMin === null
        ? undefined
        : result(first?.row, String(rule.expectedMin - 0.5));
    case 'sum': {
      const share = (rule.expected + rule.tolerance + 0.1) / kpi.dataPoints.length;
      return Object.assign({}, ...kpi.dataPoints.map(({ row }) => result(row, String(share))));
    }
    case 'order': {
      const rows = rule.dataPoints.map(
        (key) => kpi.dataPoints.find((each) => each.key === key)?.row,
      );
      return Object.assign({}, ...rows.map((row, at) => result(row, String(90 - at * 10))));
    }
  }
}

const RULES = catalogue.kpis.flatMap((kpi) =>
  kpi.plausibility.map((rule) => ({ kpi, rule, cells: breaking(kpi, rule) })),
);

describe('the plausibility rules of the KPI set', () => {
  it('that speak of figures are ten; the others only a person can answer', () => {
    const counts: Record<string, number> = {};
    for (const { rule, cells } of RULES)
      counts[rule.kind] = (counts[rule.kind] ?? 0) + (cells ? 1 : 0);
    expect(counts).toEqual({
      compare: 3,
      external: 0,
      inputs: 1,
      method: 0,
      order: 1,
      range: 3,
      source: 0,
      sum: 2,
      unit: 0,
    });
  });

  it.each(RULES.filter(({ cells }) => cells !== undefined))(
    '$kpi.key: $rule.kind is asked when it is broken, at cells of its rows',
    ({ kpi, rule, cells = {} }) => {
      const found = screen(catalogue, (cell) => cells[cell]).filter(
        (warning) => warning.rule === ruleName(kpi, rule),
      );
      expect(found.length).toBeGreaterThan(0);
      for (const warning of found) {
        expect(kpi.dataPoints.map(({ row }) => row)).toContain(warning.row);
        expect(warning.cells.length).toBeGreaterThan(0);
        for (const cell of warning.cells) expect(Object.keys(cells)).toContain(cell);
      }
    },
  );

  it('ask for shares to add up to 100, give or take 2, and not a hair earlier', () => {
    const rows =
      catalogue.kpis.find(({ key }) => key === 'solid_waste_treatment')?.dataPoints ?? [];
    const sum = (last: string) => {
      const cells: Record<string, string> = {};
      for (const { row } of rows) cells[`${row}:override`] = '10';
      cells[`${rows[0]?.row}:override`] = last;
      return screen(catalogue, (cell) => cells[cell]).filter(({ code }) => code === 'sum-off');
    };
    expect(sum('48')).toEqual([]);
    expect(sum('52')).toEqual([]);
    expect(sum('52.01')).toHaveLength(6);
    expect(sum('47.99')).toHaveLength(6);
  });
});
