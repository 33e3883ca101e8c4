import { describe, expect, test } from 'vitest';
import { type LocalKpi, localFaults, scoreLocal } from '../src/local/local-kpi.ts';
import { scoreSheet } from '../src/scores/scores.ts';
import { benchmarkOf, catalogue, figure, setOf } from './score-set.ts';

const DIMENSIONS = catalogue.dimensions.map(({ id }) => id);

function local(key: string, given: Partial<LocalKpi> = {}): LocalKpi {
  const unit = given.unit ?? 'trees';
  return {
    key,
    name: `Name of ${key}`,
    definition: 'Trees on public ground that were planted in the year.',
    unit,
    valueKind: 'number',
    direction: 'higher',
    dimensionId: 'EN',
    benchmark: { ...benchmarkOf('patents.value'), unit, standing: 'adopted' },
    ...given,
  };
}

describe('a city’s own KPIs', () => {
  const trees = local('local.trees');
  const markets = local('local.markets', { benchmark: null, dimensionId: '' });
  const safe = local('local.safe_routes', { unit: 'yes/no', valueKind: 'yes-no' });
  const answered = {
    ...safe,
    benchmark: { ...benchmarkOf('patents.value'), unit: 'yes/no', method: 'yes-no', target: null },
  } as LocalKpi;

  test('are scored by the same rules, by themselves', () => {
    const results = {
      'local.trees': figure('80'),
      'local.markets': figure('4'),
      'local.safe_routes': { status: 'reported', text: 'yes', decimal: null } as const,
    };
    expect(scoreLocal([trees, markets, answered], results)).toMatchObject({
      kpis: [
        { row: 'local.trees', points: 3, percent: '80.00' },
        { row: 'local.markets', isCounted: false, why: 'no-benchmark' },
        { row: 'local.safe_routes', points: 4 },
      ],
      counts: { total: 3, benchmarked: 2, reported: 3 },
      score: { points: 7, counted: 2, percent: '87.50', band: 3 },
    });
  });

  test('are in no sum of ITU’s', () => {
    const results = { 'local.trees': figure('80') };
    const sheet = scoreSheet(catalogue, setOf({}), { results, verified: new Set(['local.trees']) });
    expect(sheet.whole).toMatchObject({
      counts: { total: 112, reported: 0, verified: 0 },
      reported: { counted: 0 },
    });
  });

  test('have no fault where each says what it is', () => {
    expect(localFaults([trees, markets, answered], DIMENSIONS)).toEqual([]);
  });

  test.each<[string, Partial<LocalKpi>, string]>([
    ['a key of the edition', { key: 'patents.value' }, 'key-not-local'],
    ['no definition', { definition: ' ' }, 'text-missing'],
    ['a definition of pages', { definition: 'x'.repeat(2001) }, 'text-too-long'],
    ['no unit', { unit: '', benchmark: null }, 'text-missing'],
    ['a dimension that is none', { dimensionId: 'XX' }, 'unknown-dimension'],
    [
      'a benchmark in another unit',
      { unit: 'km', benchmark: { ...benchmarkOf('patents.value') } },
      'other-unit',
    ],
    ['a benchmark in the other direction', { direction: 'lower' }, 'other-direction'],
  ])('are refused with %s', (_, given, code) => {
    const kpi = local('local.one', given);
    expect(localFaults([kpi], DIMENSIONS).map((fault) => [fault.code, fault.key])).toEqual([
      [code, kpi.key],
    ]);
  });

  test('are refused with one key or one name twice, and when there are more than ITU’s', () => {
    const again = { ...local('local.trees'), name: ' NAME of local.trees' };
    expect(localFaults([trees, again], DIMENSIONS).map(({ code }) => code)).toEqual([
      'key-twice',
      'name-twice',
    ]);
    const many = Array.from({ length: 113 }, (_, at) => local(`local.k${at}`));
    expect(localFaults(many, DIMENSIONS)).toEqual([{ code: 'too-many-local-kpis', detail: '112' }]);
  });
});

test('no row of the edition begins as a city’s own KPI does', () => {
  expect([...catalogue.rows.keys()].filter((row) => row.startsWith('local.'))).toEqual([]);
});
