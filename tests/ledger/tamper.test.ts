import { expect, it } from 'vitest';
import { chooseSeed } from './seeded-random.ts';
import { tamper } from './tamper.ts';

it('finds every change that someone with rights on the database makes, and names the first bad entry', async () => {
  const seed = chooseSeed();
  console.log(`seed ${seed}`);
  const outcome = await tamper({ edits: 280, rewrites: 24, clean: 60, seed }, console.log);
  expect(outcome.missed).toEqual([]);
  expect(outcome.misnamed).toEqual([]);
  expect(outcome.falseAlarms).toEqual([]);
  const kinds = [...outcome.tried.keys()].sort();
  expect(kinds).toEqual(
    [
      'author',
      'delete',
      'flip',
      'insert',
      'order',
      'rewrite all',
      'time',
      'truncate',
      'value',
    ].sort(),
  );
  expect(outcome.named).toBeGreaterThan(100);
  expect(outcome.clean).toBe(60);
});
