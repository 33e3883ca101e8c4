/** P23: only the server's own pages get a socket or a change of state. */
import { expect, test } from 'vitest';
import { runOrigins } from './origins-run.ts';

test('no foreign origin, ended session or foreign form gets a socket or changes anything', async () => {
  const report = await runOrigins();
  expect(report.wrong).toEqual([]);
  expect(report.changed).toEqual([]);
  expect(report.rightRefused).toEqual([]);
  expect(report.handshakes + report.requests).toBeGreaterThan(200);
  expect(report.signOut_ms).toBeLessThan(1_000);
}, 120_000);
