import { describe, expect, test } from 'vitest';
import { groupsOf } from '../src/scores/groups.ts';
import { type ScoreSheet, scoreSheet } from '../src/scores/scores.ts';
import { benchmarkOf, catalogue, figure, setOf } from './score-set.ts';

const SCHOOL = 'school_enrollment.value';
const LITERACY = 'adult_literacy.value';
const ICT = 'student_ict_access.value';

const set = setOf(
  Object.fromEntries([SCHOOL, LITERACY, ICT].map((row) => [row, benchmarkOf(row)])),
);
const named = (
  sheet: ScoreSheet,
  level: 'categories' | 'subdimensions' | 'dimensions',
  id: string,
) => sheet[level].find((each) => each.id === id);

describe('the groups', () => {
  const { categories, subdimensions, dimensions } = groupsOf(catalogue);

  test('are 24 of 22 names, in 7 sub-dimensions and 3 dimensions, and hold each data point once', () => {
    expect(categories).toHaveLength(24);
    expect(new Set(categories.map(({ name }) => name)).size).toBe(22);
    expect(subdimensions).toHaveLength(7);
    expect(dimensions.map(({ id }) => id)).toEqual(['EC', 'EN', 'SC']);
    for (const level of [categories, subdimensions, dimensions])
      expect(new Set(level.flatMap(({ points }) => points)).size).toBe(112);
  });

  test('of a category lie inside a dimension and across its sub-dimensions', () => {
    const water = categories.find(({ id }) => id === 'EC/Water and Sanitation');
    expect(water?.points.map(({ kpi }) => kpi.name)).toEqual([
      'Smart Water Meters',
      'Water Supply ICT Monitoring',
      'Basic Water Supply',
      'Potable Water Supply',
      'Water Supply Loss',
      'Wastewater Collection',
      'Household Sanitation',
    ]);
    expect(categories.find(({ id }) => id === 'EN/Water and Sanitation')?.points).toHaveLength(6);
  });

  test('stand in the order of the reports', () => {
    const economy = categories.filter(({ dimension }) => dimension === 'EC');
    expect(economy.map(({ name }) => name)).toEqual([
      'ICT Infrastructure',
      'Water and Sanitation',
      'Drainage',
      'Electricity Supply',
      'Transport',
      'Public Sector',
      'Innovation',
      'Employment',
      'Waste',
      'Buildings',
      'Urban Planning',
    ]);
  });
});

describe('the sums', () => {
  test('leave out what is not reported and what has no benchmark, and count it beside the score', () => {
    const results = { [SCHOOL]: figure('80'), 'higher_education_degrees.value': figure('9000') };
    const sheet = scoreSheet(catalogue, set, { results, verified: new Set() });
    expect(named(sheet, 'categories', 'SC/Education')).toMatchObject({
      counts: { total: 4, benchmarked: 3, reported: 2, verified: 0 },
      reported: { points: 3, counted: 1, percent: '75.00', band: 3 },
    });
  });

  test('are no score where nothing is counted, and not nought', () => {
    const sheet = scoreSheet(catalogue, set, { results: {}, verified: new Set() });
    const none = { points: 0, counted: 0, percent: null, band: null };
    expect(sheet.whole).toEqual({
      counts: { total: 112, benchmarked: 3, reported: 0, verified: 0 },
      reported: none,
      verified: none,
    });
  });

  test('keep the reported and the verified score side by side', () => {
    const results = { [SCHOOL]: figure('100'), [LITERACY]: figure('10'), [ICT]: figure('50') };
    // A verdict on a row that is not reported any more verifies nothing.
    const verified = new Set([SCHOOL, ICT, 'patents.value']);
    const sheet = scoreSheet(catalogue, set, { results, verified });
    expect(named(sheet, 'subdimensions', 'SC: EH')).toMatchObject({
      counts: { verified: 2 },
      reported: { points: 7, counted: 3, percent: '58.33', band: 2 },
      verified: { points: 6, counted: 2, percent: '75.00', band: 3 },
    });
    expect(sheet.whole.counts.verified).toBe(2);
  });

  test('weigh data points, so that a dimension is not the mean of its categories', () => {
    const air = ['pm2_5', 'pm10', 'no2'].map((key) => `air_pollution.${key}`);
    const best = 'protected_natural_areas.value';
    const lower = { method: 'between', direction: 'lower', target: '5', worst: '35' } as const;
    const weighed = setOf({
      ...Object.fromEntries(air.map((row) => [row, benchmarkOf(row, lower)])),
      [best]: benchmarkOf(best),
    });
    const results = {
      ...Object.fromEntries(air.map((row) => [row, figure('100')])),
      [best]: figure('100'),
    };
    const sheet = scoreSheet(catalogue, weighed, { results, verified: new Set() });
    // Categories of 25 % and of 100 %; their mean would be 62.5 %.
    expect(named(sheet, 'dimensions', 'EN')?.reported).toMatchObject({
      points: 7,
      counted: 4,
      percent: '43.75',
    });
  });

  test('can only rise when a low result is no longer reported, which is why the count stands beside', () => {
    const both = { [SCHOOL]: figure('100'), [LITERACY]: figure('10') };
    const one = { [SCHOOL]: figure('100') };
    const percentOf = (results: typeof one) =>
      scoreSheet(catalogue, set, { results, verified: new Set() }).whole.reported.percent;
    expect([percentOf(both), percentOf(one)]).toEqual(['62.50', '100.00']);
  });

  test('name the set that they were scored with', () => {
    const sheet = scoreSheet(
      catalogue,
      { ...set, version: 7 },
      { results: {}, verified: new Set() },
    );
    expect(sheet.set).toEqual({ id: 'test', version: 7 });
  });
});
