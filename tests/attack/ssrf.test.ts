/** P38: the server asks no address that a user names. */
import { expect, test } from 'vitest';
import { runSsrf } from './ssrf-run.ts';

test('no text in any field makes the server connect to anything', async () => {
  const report = await runSsrf();
  expect(report.forms).toBeGreaterThanOrEqual(200);
  expect(report.sent).toBeGreaterThan(600);
  expect(report.webhooks).toBe(0);
  expect(report.outgoing).toEqual([]);
  expect(report.arrived).toBe(0);
  expect(report.control.delivered).toBeGreaterThan(0);
  expect(report.control.outgoing).toBeGreaterThan(0);
}, 240_000);
