/** P28: a slow reader costs others nothing. */
import { expect, test } from 'vitest';
import { runSlowReaders } from './slow-readers.ts';

test('readers who stop reading are cut, and nobody else is', async () => {
  const report = await runSlowReaders({ warm_s: 26, seconds: 26 });
  expect(report.edits).toBeGreaterThan(50);
  expect(report.cut).toBe(20);
  expect(report.wronglyCut).toBe(0);
  expect(report.after_ms).toBeGreaterThan(0);
}, 120_000);
