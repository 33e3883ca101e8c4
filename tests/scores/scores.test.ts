import { expect, test } from 'vitest';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { runScores } from './score-run.ts';

const SETS = 100;

test('random sets come out the same in exact fractions, on the borders too', () => {
  const seed = chooseSeed();
  console.log(`scores: seed ${seed}`);
  const run = runScores(SETS, seed);
  expect(run.differing).toEqual([]);
  expect(run.faulty).toEqual([]);
  expect(run.compared).toBe(SETS * (112 + 24 + 7 + 3 + 1));
  expect(run.scored).toBeGreaterThan(SETS * 20);
});
