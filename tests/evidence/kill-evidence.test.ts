/** The server dies while files come in: no entry names half of one, and nothing stays that nobody names. */
import { expect, test } from 'vitest';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { killWhileFilesCome } from './kill-run.ts';

test('a file is there whole or not at all, whenever the server dies', async () => {
  const seed = chooseSeed();
  const report = await killWhileFilesCome({ kills: 6, seed });
  const told = `seed ${seed}: ${JSON.stringify(report)}`;
  expect(report, told).toMatchObject({ kills: 6, underWay: 6, wrong: [], orphans: [] });
  expect(report.attached, told).toBeGreaterThan(0);
}, 120_000);
