/** Random sessions over the server's own pipeline; the `convergence` measure runs many more of the same. */
import { expect, test } from 'vitest';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { PINNED } from './pinned.ts';
import { runSeeds, type SeedsReport } from './run-seeds.ts';

/** A part of what the measure `convergence` runs; the counts below follow it. */
const SEEDS = 20;

const RARE = ['stops', 'crashes', 'locks', 'unlocks'] as const;
const isAnyMissing = (met: Record<(typeof RARE)[number], number>) =>
  RARE.some((kind) => met[kind] === 0);

function summary({ failed }: SeedsReport): string {
  return failed
    .map(({ seed, store, faults }) => `seed ${seed} (${store}): ${faults.slice(0, 3).join('; ')}`)
    .join('\n');
}

test('all screens, the room, the journal and the database agree once the network is at rest', async () => {
  const first = chooseSeed();
  console.log(`seeds ${first} to ${first + SEEDS - 1}`);
  const report = await runSeeds(Array.from({ length: SEEDS }, (_, i) => first + i));
  expect(summary(report)).toBe('');
  const { tally } = report;
  expect(tally.seeds).toBe(SEEDS);
  // A network that does nothing proves nothing.
  for (const count of [tally.edits, tally.saved, tally.lost, tally.unseen, tally.reconnects]) {
    expect(count).toBeGreaterThan(2 * SEEDS);
  }
  // P45: how many came back is the work; what they met is counted by its refusal.
  expect(tally.away).toBeGreaterThan(2 * SEEDS);
  expect(tally.refusals.overtaken ?? 0).toBeGreaterThan(SEEDS / 5);
  // P12: values that were on a screen, each found in its cell's history.
  expect(tally.shown).toBeGreaterThan(20 * SEEDS);
  expect(tally.moments).toBeGreaterThan(6 * SEEDS - 1);
  for (const count of [tally.cuts, tally.offline, tally.resent, tally.drafts, tally.commands]) {
    expect(count).toBeGreaterThan(SEEDS / 5);
  }
  // A stop or a crash comes in one session of five: more sessions follow until each has come.
  const rare = { stops: 0, crashes: 0, locks: 0, unlocks: 0 };
  const add = (more: typeof rare) => {
    for (const kind of RARE) rare[kind] += more[kind];
  };
  add(tally);
  for (let seed = first + SEEDS; isAnyMissing(rare) && seed < first + 4 * SEEDS; seed += 1) {
    const more = await runSeeds([seed]);
    expect(summary(more)).toBe('');
    add(more.tally);
  }
  expect(RARE.filter((kind) => rare[kind] === 0)).toEqual([]);
  expect(Object.keys(tally.refusals).length).toBeGreaterThan(1);
  expect(report.onSqlite).toBeGreaterThan(SEEDS / 5);
});

test('sessions that once failed hold now', async () => {
  const report = await runSeeds(PINNED.map(({ seed }) => seed));
  expect(summary(report)).toBe('');
  expect(report.tally.edits).toBeGreaterThan(100);
});
