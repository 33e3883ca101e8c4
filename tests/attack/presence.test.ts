/** P26: presence cannot lie. */
import { expect, test } from 'vitest';
import { runPresence } from './presence.ts';

test('whatever a member says of themselves, others see the name and role of their session', async () => {
  const seed = Math.trunc(Math.random() * 2 ** 31);
  const report = await runPresence({ messages: 1_000, seed });
  const about = `seed ${seed}`;
  expect(report.faults, about).toEqual([]);
  expect(report.shown, about).toBeGreaterThan(5);
  // Ten in a second of the clock; a second of ours can see parts of two.
  expect(report.mostInSecond, about).toBeLessThanOrEqual(20);
  expect(report.largestBytes, about).toBeLessThanOrEqual(1_024);
  expect(report.gone_ms, about).toBeLessThan(30_000);
}, 120_000);
