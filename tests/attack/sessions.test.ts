/** P24: sessions are boring. */
import { expect, test } from 'vitest';
import { runSessions } from './sessions.ts';

test('tokens are random, bound to their browser, new at every sign-in, and end when they should', async () => {
  const report = await runSessions({ tokens: 1_000 });
  expect(report.faults).toEqual([]);
  expect(report.checks).toBeGreaterThan(25);
  expect(report.distinct).toBe(1_000);
  expect(report.freeBits).toBe(256);
}, 120_000);
