/** A server is restored from an older backup under open pages and programs: nobody signs for anybody, nothing is lost. */
import { expect, test } from 'vitest';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { runRestores } from './restore-run.ts';

/** A part of what the measure `restore` runs: each way of restoring once. */
const SEEDS = 6;
const TOGETHER = 2;

test('after a restore no entry is under another’s name, nobody loses a client id, and late edits are their authors’ drafts', async () => {
  const first = chooseSeed();
  console.log(`seeds ${first} to ${first + SEEDS - 1}`);
  const seeds = Array.from({ length: SEEDS }, (_, i) => first + i);
  const report = await runRestores(seeds, { together: TOGETHER });
  console.log(JSON.stringify({ ...report, faults: report.faults.length }));
  expect(report.faults).toEqual([]);
  expect(report.restores).toBe(SEEDS);
  // A restore of what nobody has changed since would prove nothing.
  for (const counted of [report.forgotten, report.drafts, report.turnedAway])
    expect(counted).toBeGreaterThan(SEEDS);
}, 300_000);
