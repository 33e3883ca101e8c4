/** What the published reports print of their scoring (Kristiansund 2020 p. 12, Geneva 2022 p. 12). */
import { describe, expect, test } from 'vitest';
import { type Points } from '../src/rules.ts';
import { scoreSheet, sumOf } from '../src/scores/scores.ts';
import { benchmarkOf, catalogue, figure, setOf } from './score-set.ts';

describe('the printed examples', () => {
  test.each<[Points[], number, number, string, Points]>([
    [[1, 3, 4, 1], 9, 16, '56.25', 2],
    [[3, 4, 2], 9, 12, '75.00', 3],
  ])('points %j are %d of %d, which is %s %', (points, sum, most, percent, band) => {
    const score = sumOf(points);
    expect(score).toEqual({ points: sum, counted: most / 4, percent, band });
  });

  test('come out of results and targets as well', () => {
    const rows = {
      'student_ict_access.value': '12',
      'school_enrollment.value': '80',
      'higher_education_degrees.value': '97',
      'adult_literacy.value': '5',
    };
    const set = setOf(Object.fromEntries(Object.keys(rows).map((row) => [row, benchmarkOf(row)])));
    const results = Object.fromEntries(
      Object.entries(rows).map(([row, value]) => [row, figure(value)]),
    );
    const sheet = scoreSheet(catalogue, set, { results, verified: new Set() });
    const education = sheet.categories.find(({ id }) => id === 'SC/Education');
    expect(education?.reported).toEqual({ points: 9, counted: 4, percent: '56.25', band: 2 });
    expect(education?.counts).toEqual({ total: 4, benchmarked: 4, reported: 4, verified: 0 });
  });
});
