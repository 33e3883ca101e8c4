/** P29: hostile sockets do not stop the room. */
import { expect, test } from 'vitest';
import { runHostileSockets } from './hostile-sockets.ts';

test('frames and handshakes made to hurt are ended, and honest clients go on saving', async () => {
  const report = await runHostileSockets({ halfOpen: 300, rooms: 50 });
  expect(report.open).toEqual([]);
  expect(report.attacks).toBeGreaterThan(10);
  expect(report.saves).toBeGreaterThan(50);
  expect(report.isAlive).toBe(true);
  expect(report.loop_ms).toBeLessThan(1_000);
}, 180_000);
