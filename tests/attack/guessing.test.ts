/** P22: guessing ids gains nothing. */
import { expect, test } from 'vitest';
import { runGuessing } from './guessing.ts';

test('what is another’s and what is nowhere get the same answer, at every door', async () => {
  const report = await runGuessing({ requests: 640 });
  expect(report.faults).toEqual([]);
  expect(report.requests).toBeGreaterThanOrEqual(640);
  expect(report.ratios.length).toBeGreaterThan(12);
}, 120_000);
