import { describe, expect, test } from 'vitest';
import { type Assessment, carryOver } from '../src/trends/carry-over.ts';
import { type TrendPoint, trendsOf } from '../src/trends/trends.ts';
import { benchmarkOf, catalogue, figure, setOf } from './score-set.ts';

const SCHOOL = 'school_enrollment.value';
const LITERACY = 'adult_literacy.value';
const NO2 = 'air_pollution.no2';
const INCOME = 'gender_income_equity.value';
const TOURISM = 'tourism_sector_employment.value';
const PLANS = 'resilience_plans.value';

const set = setOf({
  [SCHOOL]: benchmarkOf(SCHOOL),
  [LITERACY]: benchmarkOf(LITERACY),
  [INCOME]: benchmarkOf(INCOME, {
    method: 'distance',
    direction: 'target',
    target: '1',
    worst: '0',
  }),
});

function assessment(
  year: number,
  values: Record<string, string>,
  carried: Assessment['carried'] = {},
): Assessment {
  const results = Object.fromEntries(
    Object.entries(values).map(([row, value]) => [
      row,
      row === PLANS ? ({ status: 'reported', text: value, decimal: null } as const) : figure(value),
    ]),
  );
  return { id: `wb_${year}`, year, results, verified: new Set(), carried };
}

function pointsOf(row: string, ...assessments: Assessment[]): readonly TrendPoint[] {
  return trendsOf(catalogue, set, assessments).rows.find((each) => each.row === row)?.points ?? [];
}

const towards = (row: string, ...values: string[]) =>
  pointsOf(row, ...values.map((value, at) => assessment(2020 + at, { [row]: value }))).map(
    ({ change }) => change?.toward,
  );

describe('a trend', () => {
  test('has a point for each assessment, with the exact difference to the last one that measured', () => {
    const points = pointsOf(
      SCHOOL,
      assessment(2020, { [SCHOOL]: '80.1' }),
      assessment(2022, {}),
      assessment(2024, { [SCHOOL]: '80.4' }),
    );
    expect(points).toMatchObject([
      { year: 2020, decimal: '80.1', score: { points: 3 }, change: null },
      { year: 2022, decimal: null, score: { why: 'not-reported' }, change: null },
      {
        year: 2024,
        change: { since: { id: 'wb_2020', year: 2020 }, difference: '0.3', toward: 'better' },
      },
    ]);
  });

  test('says whether it goes the right way', () => {
    expect(towards(SCHOOL, '80', '90', '90', '85')).toEqual([undefined, 'better', 'same', 'worse']);
    // No benchmark here: the edition says that less is better.
    expect(towards(NO2, '20', '15', '30')).toEqual([undefined, 'better', 'worse']);
    expect(towards(TOURISM, '5', '6')).toEqual([undefined, 'open']);
    expect(towards(PLANS, 'no', 'oui', 'yes', 'nein')).toEqual([
      undefined,
      'better',
      'same',
      'worse',
    ]);
  });

  test('of what is best at one value is told by the distance from it', () => {
    expect(towards(INCOME, '0.8', '1.1', '0.9', '1.3')).toEqual([
      undefined,
      'better',
      'same',
      'worse',
    ]);
  });

  test('shows what was carried over as the year that it is of, and no change', () => {
    const from = { id: 'wb_2020', year: 2020 };
    const points = pointsOf(
      SCHOOL,
      assessment(2020, { [SCHOOL]: '80' }),
      assessment(2022, { [SCHOOL]: '80' }, { [SCHOOL]: from }),
      assessment(2024, { [SCHOOL]: '90' }),
    );
    expect(points.map(({ carriedFrom, change }) => [carriedFrom, change?.since ?? null])).toEqual([
      [null, null],
      [from, null],
      // Ten points in four years, not in two.
      [null, from],
    ]);
  });

  test('counts what an assessment has carried over', () => {
    const from = { id: 'wb_2020', year: 2020 };
    const { sheets } = trendsOf(catalogue, set, [
      assessment(2020, { [SCHOOL]: '80' }),
      // Of a row that reports nothing any more nothing is carried.
      assessment(2022, { [SCHOOL]: '80' }, { [SCHOOL]: from, [LITERACY]: from }),
    ]);
    expect(sheets.map(({ carried }) => carried)).toEqual([0, 1]);
  });
});

describe('from one assessment to the next', () => {
  test('the score of what both have counted stands beside the whole one', () => {
    const { sheets, steps } = trendsOf(catalogue, set, [
      assessment(2020, { [SCHOOL]: '80', [LITERACY]: '10' }),
      assessment(2024, { [SCHOOL]: '80' }),
    ]);
    expect(sheets.map(({ sheet }) => sheet.whole.reported.percent)).toEqual(['50.00', '75.00']);
    expect(steps).toMatchObject([
      {
        from: 'wb_2020',
        to: 'wb_2024',
        counted: 1,
        before: { percent: '75.00' },
        after: { percent: '75.00' },
      },
    ]);
  });

  test('is no step with one assessment alone', () => {
    expect(trendsOf(catalogue, set, [assessment(2020, {})]).steps).toEqual([]);
    expect(trendsOf(catalogue, set, [])).toMatchObject({ sheets: [], steps: [] });
  });
});

describe('carrying over', () => {
  test('gives the value of the last assessment with its year', () => {
    expect(carryOver(assessment(2020, { [SCHOOL]: '80' }), SCHOOL)).toEqual({
      text: '80',
      decimal: '80',
      from: { id: 'wb_2020', year: 2020 },
    });
  });

  test('keeps the year in which it was measured, however often it is carried', () => {
    const from = { id: 'wb_2018', year: 2018 };
    const last = assessment(2020, { [SCHOOL]: '80' }, { [SCHOOL]: from });
    expect(carryOver(last, SCHOOL)).toMatchObject({ from });
  });

  test('has nothing to give where nothing is reported', () => {
    expect(carryOver(assessment(2020, {}), SCHOOL)).toBeUndefined();
    expect(carryOver(assessment(2020, {}), 'constructor')).toBeUndefined();
  });
});
