/** A field that no noun names leaves the server by no door. */
import { EVENT_TYPES } from '@tallystick/domain/nouns/nouns';
import { expect, test } from 'vitest';
import { runCanary } from './canary-run.ts';

test('a field that no noun names reaches nobody, whatever it is planted in and by whatever door', async () => {
  const report = await runCanary();
  expect([...report.leaks]).toEqual([]);
  expect([...report.kinds].toSorted()).toEqual(['edit', ...EVENT_TYPES].toSorted());
  expect(report.unplanted).toBe(0);
  expect(report.doors.size).toBeGreaterThan(60);
  expect(report.searched).toBeGreaterThan(700);
  // What was hashed stays as it was: without it nothing could be proved.
  expect(report.hashed).toBeGreaterThan(10);
}, 120_000);
