/** The API keeps what its document promises, whatever is asked. */
import { expect, test } from 'vitest';
import { fuzzApi } from './fuzz.ts';

test('no request draws an answer that the document does not promise', async () => {
  const seed = Date.now() % 1_000_000_007;
  const report = await fuzzApi({ requests: 1_200, seed });
  expect(report.undocumented, `seed ${seed}`).toEqual([]);
  expect(report.serverErrors, `seed ${seed}`).toBe(0);
  expect(report.requests).toBe(1_200);
  expect(report.reached.length, `seed ${seed}`).toBeGreaterThan(20);
  expect(report.byStatus[429] ?? 0).toBeLessThan(120);
}, 300_000);
