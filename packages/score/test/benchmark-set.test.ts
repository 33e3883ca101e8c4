import { describe, expect, test } from 'vitest';
import type { PersonId } from '@tallystick/domain/cells/ids';
import type { Benchmark, BenchmarkSet } from '../src/benchmarks/benchmark-set.ts';
import { faultsOf } from '../src/benchmarks/check-set.ts';
import {
  beginDraft,
  confirm,
  makeCurrent,
  rewrite,
  type SetVersion,
  stateOf,
  type Step,
} from '../src/benchmarks/set-life.ts';
import { benchmarkOf, catalogue, setOf } from './score-set.ts';

const ROW = 'patents.value';
const LOWER: Partial<Benchmark> = {
  method: 'between',
  direction: 'lower',
  target: '5',
  worst: '35',
};

const codes = (set: BenchmarkSet) => faultsOf(catalogue, set).map(({ code }) => code);
const codesOf = (row: string, given: Partial<Benchmark>) =>
  codes(setOf({ [row]: benchmarkOf(row, given) }));

describe('a benchmark set', () => {
  test('has no fault where every entry says what it is held against', () => {
    const set = setOf({
      [ROW]: benchmarkOf(ROW),
      'air_pollution.no2': benchmarkOf('air_pollution.no2', LOWER),
      'resilience_plans.value': benchmarkOf('resilience_plans.value', {
        method: 'yes-no',
        target: null,
      }),
      // The edition leaves open whether more tourism is better.
      'tourism_sector_employment.value': benchmarkOf('tourism_sector_employment.value'),
    });
    expect(faultsOf(catalogue, set)).toEqual([]);
  });

  test('is refused as a whole for another edition, without a name, or empty', () => {
    const set = { ...setOf({}), edition: '2030', title: ' ', id: 'x'.repeat(65), version: 0 };
    expect(codes(set)).toEqual([
      'other-edition',
      'version-not-whole',
      'text-too-long',
      'text-missing',
      'no-entries',
    ]);
  });

  test('is refused for a row that is none, and for one that has no benchmark by the edition', () => {
    const stray = { ...benchmarkOf(ROW) };
    expect(
      faultsOf(catalogue, setOf({ 'no_such.value': stray, 'city.population': stray })),
    ).toEqual([
      { code: 'unknown-row', row: 'no_such.value' },
      { code: 'unknown-row', row: 'city.population' },
    ]);
    expect(codesOf('e_government.value', {})).toEqual(['row-without-benchmark']);
  });

  test.each<[string, string, Partial<Benchmark>, string]>([
    ['another unit', ROW, { unit: '%' }, 'other-unit'],
    ['the other direction', ROW, LOWER, 'other-direction'],
    ['no direction at all', ROW, { direction: 'up' as 'higher' }, 'other-direction'],
    ['a method for answers', ROW, { method: 'yes-no', target: null }, 'other-method'],
    ['a figure for an answer', 'resilience_plans.value', {}, 'other-method'],
    [
      'more being better where less is',
      'air_pollution.no2',
      { direction: 'lower' },
      'other-method',
    ],
    ['no target', ROW, { target: null }, 'figure-missing'],
    ['no worst value', 'air_pollution.no2', { ...LOWER, worst: null }, 'figure-missing'],
    ['a worst value of no use', ROW, { worst: '1' }, 'figure-not-used'],
    ['a figure as people type it', ROW, { target: '1 000,5' }, 'figure-not-plain'],
    ['a figure with needless noughts', ROW, { target: '10.50' }, 'figure-not-plain'],
    ['a power of ten', ROW, { target: '1e3' }, 'figure-not-plain'],
    ['too many digits', ROW, { target: '1'.repeat(31) }, 'figure-not-plain'],
    ['a target of nought', ROW, { target: '0' }, 'target-not-above-zero'],
    [
      'a worst value that is the target',
      'air_pollution.no2',
      { ...LOWER, worst: '5' },
      'worst-is-target',
    ],
    [
      'a worst value better than the target',
      'air_pollution.no2',
      { ...LOWER, worst: '4' },
      'worst-on-the-wrong-side',
    ],
    [
      'a worst value above a target',
      ROW,
      { method: 'between', worst: '101' },
      'worst-on-the-wrong-side',
    ],
    ['no source', ROW, { source: { title: '', url: null } }, 'text-missing'],
    ['a note of pages', ROW, { note: 'x'.repeat(2001) }, 'text-too-long'],
    ['a day that is none', ROW, { validFrom: '2021-02-30' }, 'not-a-day'],
    ['nobody who stands behind it', ROW, { standing: 'official' as 'adopted' }, 'unknown-standing'],
  ])('is refused for an entry with %s', (_, row, given, code) => {
    expect(codesOf(row, given)).toEqual([code]);
  });
});

const [ann, ben, eve] = ['p_ann', 'p_ben', 'p_eve'] as PersonId[] as [PersonId, PersonId, PersonId];
const TODAY = '2026-11-30';

function done(step: Step): SetVersion {
  if (!step.ok) throw new Error(step.refusal.code);
  return step.value;
}

describe('the life of a set', () => {
  const set = setOf({ [ROW]: benchmarkOf(ROW) });
  const draft = beginDraft(set, ann);
  const confirmed = done(confirm(draft, { by: ben, at: 1 }));

  test('needs two persons before it is current', () => {
    expect(stateOf(draft)).toBe('draft');
    expect(confirm(draft, { by: ann, at: 1 })).toMatchObject({
      refusal: { code: 'second-person-needed' },
    });
    expect(makeCurrent(draft, { by: ben, at: 1 }, TODAY)).toMatchObject({
      refusal: { code: 'not-confirmed' },
    });
    expect(stateOf(confirmed)).toBe('confirmed');
    expect(stateOf(done(makeCurrent(confirmed, { by: ann, at: 2 }, TODAY)))).toBe('current');
  });

  test('asks again after a change, and whoever changed it cannot confirm', () => {
    const changed = done(rewrite(confirmed, { ...set, title: 'Another title' }, ben));
    expect(stateOf(changed)).toBe('draft');
    expect(confirm(changed, { by: ben, at: 3 })).toMatchObject({
      refusal: { code: 'second-person-needed' },
    });
    expect(stateOf(done(confirm(changed, { by: eve, at: 3 })))).toBe('confirmed');
  });

  test('ends the changes when it is current', () => {
    const current = done(makeCurrent(confirmed, { by: ann, at: 2 }, TODAY));
    expect(rewrite(current, set, ann)).toMatchObject({ refusal: { code: 'already-current' } });
    expect(confirm(current, { by: eve, at: 3 })).toMatchObject({
      refusal: { code: 'already-confirmed' },
    });
    expect(makeCurrent(current, { by: eve, at: 3 }, TODAY)).toMatchObject({
      refusal: { code: 'already-current' },
    });
  });

  test('waits until all of its targets are valid', () => {
    const later = setOf({ [ROW]: benchmarkOf(ROW, { validFrom: '2027-01-01' }) });
    const waiting = done(confirm(beginDraft(later, ann), { by: ben, at: 1 }));
    expect(makeCurrent(waiting, { by: ben, at: 2 }, TODAY)).toEqual({
      ok: false,
      refusal: { code: 'not-valid-yet', detail: '2027-01-01' },
    });
    expect(makeCurrent(waiting, { by: ben, at: 2 }, '2027-01-01')).toMatchObject({ ok: true });
  });
});
