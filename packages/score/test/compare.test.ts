import { describe, expect, test } from 'vitest';
import { compareSets } from '../src/compare/compare-sets.ts';
import { movesOf, movesOverAll } from '../src/compare/moves.ts';
import type { Workbook } from '../src/scores/scores.ts';
import { benchmarkOf, catalogue, figure, setOf } from './score-set.ts';

const SCHOOL = 'school_enrollment.value';
const LITERACY = 'adult_literacy.value';
const ICT = 'student_ict_access.value';
const PATENTS = 'patents.value';

const from = setOf({
  [SCHOOL]: benchmarkOf(SCHOOL),
  [LITERACY]: benchmarkOf(LITERACY),
  [ICT]: benchmarkOf(ICT),
});
/** Another target, another note, one taken out, one added. */
const to = {
  ...setOf({
    [SCHOOL]: benchmarkOf(SCHOOL, { target: '80', standing: 'adopted' }),
    [LITERACY]: benchmarkOf(LITERACY, {
      source: { title: 'A public source', url: 'https://example.org' },
    }),
    [PATENTS]: benchmarkOf(PATENTS),
  }),
  version: 2,
};

const workbookOf = (values: Record<string, string>): Workbook => ({
  results: Object.fromEntries(Object.entries(values).map(([row, value]) => [row, figure(value)])),
  verified: new Set(),
});
const movesFor = (values: Record<string, string>) =>
  movesOf(catalogue, { from, to }, workbookOf(values));
const kinds = (values: Record<string, string>) =>
  movesFor(values).points.map(({ row, move }) => [row, move]);

describe('two sets', () => {
  test('are compared entry by entry, in the order of the sheet', () => {
    expect(compareSets(catalogue, from, to)).toMatchObject([
      { row: PATENTS, before: null, fields: [] },
      { row: ICT, after: null, fields: [] },
      { row: SCHOOL, fields: ['target', 'standing'] },
      { row: LITERACY, fields: ['source'] },
    ]);
    expect(compareSets(catalogue, from, { ...from, version: 2 })).toEqual([]);
  });
});

describe('what another set moves', () => {
  test('for one city are the data points whose share is another, and the sums above them', () => {
    const moves = movesFor({ [SCHOOL]: '60', [LITERACY]: '50', [ICT]: '90', [PATENTS]: '20' });
    expect(moves.points).toMatchObject([
      { row: PATENTS, move: 'entered', before: { why: 'no-benchmark' }, after: { points: 1 } },
      { row: ICT, move: 'left', before: { points: 3 }, after: { why: 'no-benchmark' } },
      { row: SCHOOL, move: 'up', before: { percent: '60.00' }, after: { percent: '75.00' } },
    ]);
    expect(moves.sums.map(({ level, id }) => [level, id])).toEqual([
      ['whole', ''],
      ['dimensions', 'EC'],
      ['dimensions', 'SC'],
      ['subdimensions', 'EC: P'],
      ['subdimensions', 'SC: EH'],
      ['categories', 'EC/Innovation'],
      ['categories', 'SC/Education'],
    ]);
    expect(moves.sums.at(-1)).toMatchObject({
      before: { reported: { points: 7, counted: 3, percent: '58.33' } },
      after: { reported: { points: 5, counted: 2, percent: '62.50' } },
    });
  });

  test('is told from a move within a band, which changes no sum', () => {
    const moves = movesFor({ [SCHOOL]: '72' });
    expect(moves.points).toMatchObject([{ row: SCHOOL, move: 'within' }]);
    expect(moves.sums).toEqual([]);
  });

  test('is nothing where nothing is reported, or where the share stays', () => {
    expect(kinds({})).toEqual([]);
    expect(kinds({ [LITERACY]: '50', [SCHOOL]: '100' })).toEqual([]);
  });

  test('can lower a city as well', () => {
    const back = movesOf(catalogue, { from: to, to: from }, workbookOf({ [SCHOOL]: '60' }));
    expect(back.points).toMatchObject([{ row: SCHOOL, move: 'down' }]);
  });

  test('over all is counted by row, with each whole score before and after', () => {
    const all = movesOverAll(catalogue, { from, to }, [
      ['wb_a', workbookOf({ [SCHOOL]: '60' })],
      ['wb_b', workbookOf({ [SCHOOL]: '72', [PATENTS]: '100' })],
      ['wb_c', workbookOf({})],
    ]);
    expect(all.rows).toEqual([
      { row: PATENTS, counts: { up: 0, down: 0, within: 0, entered: 1, left: 0 } },
      { row: SCHOOL, counts: { up: 1, down: 0, within: 1, entered: 0, left: 0 } },
    ]);
    expect(
      all.workbooks.map(({ id, before, after, isMoved, isOtherBand }) => [
        id,
        before.reported.percent,
        after.reported.percent,
        isMoved,
        isOtherBand,
      ]),
    ).toEqual([
      ['wb_a', '50.00', '75.00', true, true],
      ['wb_b', '75.00', '87.50', true, false],
      ['wb_c', null, null, false, false],
    ]);
  });
});
