import { describe, expect, test } from 'vitest';
import type { Benchmark } from '../src/benchmarks/benchmark-set.ts';
import { scorePoint } from '../src/scores/point-score.ts';
import { benchmarkOf, figure, pointOf } from './score-set.ts';

const PM = 'air_pollution.pm2_5';
const PM_BENCHMARK: Partial<Benchmark> = {
  method: 'between',
  direction: 'lower',
  target: '5',
  worst: '35',
};

function scored(row: string, given: Partial<Benchmark>, value: string) {
  return scorePoint(pointOf(row), benchmarkOf(row, given), figure(value));
}

describe('the share of a target', () => {
  test('where more is better is what of the target was reached, and no more than all of it', () => {
    const of = (value: string) => scored('patents.value', { target: '80' }, value);
    expect(of('72.5')).toMatchObject({
      points: 3,
      percent: '90.63',
      trace: '100 × 72.5 ÷ 80 = 90.63',
    });
    expect(of('76')).toMatchObject({ points: 4, percent: '95.00' });
    expect(of('120')).toMatchObject({ points: 4, percent: '100.00' });
    expect(of('-1')).toMatchObject({ points: 1, percent: '0.00' });
  });

  test('where less is better is how far of the way from the worst to the target', () => {
    const of = (value: string) => scored(PM, PM_BENCHMARK, value);
    expect(of('20')).toMatchObject({
      points: 2,
      percent: '50.00',
      trace: '100 × (35 − 20) ÷ (35 − 5) = 50.00',
    });
    // 100 × (35 − 6.5) ÷ 30 is 95: the border itself.
    expect(of('6.5')).toMatchObject({ points: 4, percent: '95.00' });
    expect(of('6.5000000000000000000000000000001')).toMatchObject({ points: 3, percent: '94.99' });
    expect(of('4')).toMatchObject({ points: 4, percent: '100.00' });
    expect(of('40')).toMatchObject({ points: 1, percent: '0.00' });
  });

  test('with a worst value below a target', () => {
    const between = { method: 'between', target: '85', worst: '20' } as const;
    expect(scored('life_expectancy.value', between, '65')).toMatchObject({
      points: 3,
      percent: '69.23',
      trace: '100 × (65 − 20) ÷ (85 − 20) = 69.23',
    });
  });

  test('where one value is best falls to both sides alike', () => {
    const at = (value: string) =>
      scored(
        'gender_income_equity.value',
        { method: 'distance', direction: 'target', target: '1', worst: '0' },
        value,
      );
    expect(at('0.8')).toMatchObject({
      points: 3,
      percent: '80.00',
      trace: '100 × (1 − |0.8 − 1| ÷ |0 − 1|) = 80.00',
    });
    expect(at('1.2')).toMatchObject({ points: 3, percent: '80.00' });
    expect(at('1.05')).toMatchObject({ points: 4, percent: '95.00' });
    expect(at('2.5')).toMatchObject({ points: 1, percent: '0.00' });
  });

  test('of an answer is all or nothing, in whatever language it was typed', () => {
    const row = 'resilience_plans.value';
    const given = benchmarkOf(row, { method: 'yes-no', target: null });
    const of = (text: string) =>
      scorePoint(pointOf(row), given, { status: 'reported', text, decimal: null });
    expect(of('yes')).toMatchObject({ points: 4, percent: '100.00', trace: null });
    expect(of('Ja')).toMatchObject({ points: 4 });
    expect(of('no')).toMatchObject({ points: 1, percent: '0.00' });
    expect(of('perhaps')).toMatchObject({ isCounted: false, why: 'unreadable' });
  });
});

describe('left out', () => {
  const point = pointOf(PM);
  const benchmark = benchmarkOf(PM, PM_BENCHMARK);

  test('is what has no benchmark, even when it is reported', () => {
    expect(scorePoint(point, null, figure('5'))).toMatchObject({ why: 'no-benchmark' });
  });

  test('is what is not reported; 0.00 is a value', () => {
    const none = { status: 'not-reported', text: 'NR', decimal: null } as const;
    expect(scorePoint(point, benchmark, none)).toMatchObject({ why: 'not-reported' });
    expect(scorePoint(point, benchmark, undefined)).toMatchObject({ why: 'not-reported' });
    expect(scorePoint(point, benchmark, figure('0.00'))).toMatchObject({ points: 4 });
  });

  test('is what nobody could read', () => {
    const damaged = { status: 'unreadable', text: 'unreadable', decimal: null } as const;
    expect(scorePoint(point, benchmark, damaged)).toMatchObject({ why: 'unreadable' });
  });

  test('is a figure in another unit than the target: the same number would be the best air of all', () => {
    const row = 'air_pollution.no2';
    const no2 = benchmarkOf(row, { ...PM_BENCHMARK, target: '10', worst: '40' });
    const of = (unitSaid: string | undefined) =>
      scorePoint(pointOf(row), no2, { ...figure('0.02'), unitSaid });
    expect(of('ppm')).toMatchObject({ isCounted: false, why: 'other-unit' });
    expect(of('mg/m3')).toMatchObject({ isCounted: false, why: 'other-unit' });
    for (const same of ['ug/m3', 'µg/m³', undefined, 'as the station says'])
      expect(of(same)).toMatchObject({ points: 4 });
  });

  test('is dust in parts of the air, which is no figure at all', () => {
    const score = scorePoint(point, benchmark, { ...figure('5'), unitSaid: 'ppm' });
    expect(score).toMatchObject({ isCounted: false, why: 'other-unit' });
  });

  test('is no share of a gross product whose unit cell names a currency', () => {
    const row = 'randd_expenditure.value';
    const score = scorePoint(pointOf(row), benchmarkOf(row, { target: '3' }), {
      ...figure('3'),
      unitSaid: 'EUR',
    });
    expect(score).toMatchObject({ points: 4 });
  });
});
