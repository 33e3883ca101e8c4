/** A locked version as scores and as the wheel. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { Standing } from '@tallystick/picture/model';
import type { SubmissionView } from '@tallystick/protocol/views';
import { STARTER_SET } from '@tallystick/score/benchmarks/starter';
import { expect, test } from 'vitest';
import { type Basis, scoresOfVersion, wheelOfVersion } from '../src/scores/score-content.ts';
import { placeOf } from '../src/scores/places.ts';
import { ledTo } from '../src/scores/wheel-view.tsx';

const catalogue = loadCatalogue();
const reported = (text: string) => ({ status: 'reported', text, decimal: text });
const verdict = (row: string, of: 'yes' | 'no') => ({ row, verdict: of });

// Three with a benchmark, one without, all else not reported.
const FULL = 'access_to_electricity.value';
const STALE = 'household_internet_access.value';
const REFUSED = 'basic_water_supply.value';
const WITHOUT = 'e_government.value';
const snapshot = {
  cells: {},
  results: {
    [FULL]: reported('100'),
    [STALE]: reported('50'),
    [REFUSED]: reported('70'),
    [WITHOUT]: reported('12'),
  },
} as unknown as Pick<Snapshot, 'results' | 'cells'>;
const version = {
  verifications: [verdict(FULL, 'yes'), verdict(STALE, 'yes'), verdict(REFUSED, 'no')],
  stale: [{ row: STALE, changed: [] }],
} as unknown as Pick<SubmissionView, 'verifications' | 'stale'>;

function drawn(basis: Basis) {
  const sheet = scoresOfVersion(catalogue, STARTER_SET, { snapshot, version });
  const wheel = wheelOfVersion(catalogue, sheet, {
    results: snapshot.results,
    drawn: { city: 'Riverton', note: '', language: 'en', basis },
  });
  const groups = wheel.dimensions.flatMap((dimension) => dimension.groups);
  const standings = new Map<string, Standing>(
    groups.flatMap(({ points }) => points.map(({ id, standing }) => [id, standing] as const)),
  );
  return { wheel, groups, standings };
}

test('as reported, every result with a benchmark counts', () => {
  const { standings, wheel } = drawn('reported');
  expect(standings.size).toBe(112);
  expect(standings.get(FULL)).toEqual({ kind: 'scored', points: 4 });
  expect(standings.get(STALE)).toEqual({ kind: 'scored', points: 2 });
  expect(standings.get(REFUSED)?.kind).toBe('scored');
  expect(standings.get(WITHOUT)).toEqual({ kind: 'no-benchmark' });
  expect([...standings.values()].filter(({ kind }) => kind === 'not-reported')).toHaveLength(108);
  expect(wheel.dimensions[0]?.score).toMatchObject({ counted: 3, of: 55 });
  expect(wheel.dimensions.slice(1).map(({ score }) => score)).toEqual([null, null]);
});

test('as verified, what was refused or has changed since is left out and keeps its points to be seen', () => {
  const { standings, wheel, groups } = drawn('verified');
  expect(standings.get(FULL)).toEqual({ kind: 'scored', points: 4 });
  expect(standings.get(STALE)).toEqual({ kind: 'not-verified', points: 2 });
  expect(standings.get(REFUSED)?.kind).toBe('not-verified');
  expect(wheel.dimensions[0]?.score).toMatchObject({
    counted: 1,
    value: 100,
    text: '100',
    band: 4,
  });
  expect(groups.filter(({ score }) => score !== null).map(({ id }) => id)).toEqual([
    'EC/Electricity Supply',
  ]);
});

test('every part of the wheel has a place of its own in the table', () => {
  const { wheel, groups, standings } = drawn('reported');
  const ids = [...wheel.dimensions, ...groups].map(({ id }) => id).concat([...standings.keys()]);
  const places = ids.map(placeOf);
  expect(new Set(places).size).toBe(139);
  for (const place of places) expect(encodeURIComponent(place)).toBe(place);
});

test('arrow keys go round the wheel, and other keys keep their use', () => {
  expect(
    ['ArrowRight', 'ArrowLeft', 'Home', 'End', 'Enter'].map((key) => ledTo(key, 0, 5)),
  ).toEqual([1, 4, 0, 4, undefined]);
  expect(ledTo('ArrowDown', 4, 5)).toBe(0);
});
