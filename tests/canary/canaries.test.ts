/** What the audit side writes reaches nobody else; `npm run measure -- canaries` asks ten thousand times. */
import { expect, test } from 'vitest';
import { runCanaries } from './canaries.ts';

test('none of fifty words of the audit side reaches anybody of the city’s side', async () => {
  const report = await runCanaries(250);
  expect([...report.leaks]).toEqual([]);
  expect([report.planted, report.shown]).toEqual([50, 50]);
  expect(report.requests).toBe(250);
  expect(report.answered).toBeGreaterThan(230);
  expect(report.searched).toBeGreaterThan(250);
}, 120_000);
