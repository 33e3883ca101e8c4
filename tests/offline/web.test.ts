/** The web app's own live layer against a real server: what a person typed is never lost, whatever the network does. */
import { expect, test } from 'vitest';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { type OfflineReport, runOffline } from './run.ts';

/** A part of what the measure `offline` runs; the counts below follow it. */
const SEEDS = Number(process.env.OFFLINE_SEEDS ?? 16);

function summary({ failed }: OfflineReport): string {
  return failed
    .map(({ seed, faults }) => `seed ${seed}: ${faults.slice(0, 3).join('; ')}`)
    .join('\n');
}

test('every value typed is in the journal or beside its cell, and all screens are equal, after cuts, restarts, locks and reloads', async () => {
  const first = chooseSeed();
  console.log(`seeds ${first} to ${first + SEEDS - 1}`);
  const report = await runOffline(Array.from({ length: SEEDS }, (_, i) => first + i));
  console.log(JSON.stringify(report.tally));
  expect(summary(report)).toBe('');
  const { tally } = report;
  expect(tally.seeds).toBe(SEEDS);
  // A network that does nothing proves nothing.
  for (const count of [tally.typed, tally.edits, tally.cuts, tally.offline, tally.typedOffline])
    expect(count).toBeGreaterThan(SEEDS);
  for (const count of [tally.locks, tally.reassignments, tally.reloads])
    expect(count).toBeGreaterThan(SEEDS / 4);
  for (const count of [tally.typedEarly, tally.reloadsUnsaved, tally.unlocks, tally.retries])
    expect(count).toBeGreaterThan(SEEDS / 10);
  expect(tally.restarts).toBeGreaterThanOrEqual(1);
  for (const code of ['locked', 'not-assigned', 'overtaken'])
    expect(tally.drafts[code] ?? 0, code).toBeGreaterThan(0);
}, 600_000);
