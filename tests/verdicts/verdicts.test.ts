/** A verdict holds exactly while what it covers reads as it did: random sequences against plain texts. */
import { expect, test } from 'vitest';
import { chooseSeed, seededRandom } from '../ledger/seeded-random.ts';
import { FORGOTTEN, noticed } from './forgotten-parts.ts';
import { emptyTally } from './tally.ts';
import { runSequence } from './verdict-run.ts';

const SEQUENCES = 100;

test('a verdict is shown as valid exactly while its content stands, and what changed is named', () => {
  const seed = chooseSeed();
  const tally = emptyTally();
  for (let i = 0; i < SEQUENCES; i++) runSequence(seededRandom(seed + i), tally);
  expect(tally.wrong).toEqual([]);
  for (const count of [
    'verdicts',
    'refused',
    'held',
    'stale',
    'again',
    'locks',
    'releases',
  ] as const)
    expect([count, tally[count] > 0]).toEqual([count, true]);
});

test('a content that forgets a part of what it covers is found out', () => {
  const found = FORGOTTEN.filter(({ forgets }) => noticed(forgets, 1));
  expect(found.map(({ part }) => part)).toEqual(FORGOTTEN.map(({ part }) => part));
});
