/** P21: a right withdrawn is withdrawn now. */
import { expect, test } from 'vitest';
import { runRevoke } from './revoke.ts';

const RACES = 60;

test('nothing is appended after a role, membership, session or access was withdrawn, and the socket closes', async () => {
  const seed = Math.trunc(Math.random() * 2 ** 31);
  const report = await runRevoke({ races: RACES, seed });
  const about = `seed ${seed}`;
  expect(report.late, about).toEqual([]);
  expect(report.wrong, about).toEqual([]);
  expect(report.slowest_ms, about).toBeLessThan(1_000);
  expect(report.races).toBe(RACES);
  expect(report.appended, about).toBeGreaterThan(RACES);
  expect(report.inFlight, about).toBeGreaterThan(0);
}, 120_000);
