/** What anybody is told of a write is true of the journal, by whatever door it came. */
import { expect, test } from 'vitest';
import { contest } from './contest.ts';

test('of writes that meet in a cell, each is saved as sent at the number named, or refused with a code', async () => {
  const report = await contest({ writes: 150, seed: 12 });
  expect(report.untrue).toEqual([]);
  expect(report.answers.api).toBeGreaterThan(40);
  expect(report.answers.socket).toBeGreaterThan(15);
  expect(report.answers.yjs).toBeGreaterThan(15);
  // They did meet: else nothing could have been told wrongly.
  expect(report.refused.api).toBeGreaterThan(0);
  expect(report.refused.socket + report.refused.yjs).toBeGreaterThan(0);
});
