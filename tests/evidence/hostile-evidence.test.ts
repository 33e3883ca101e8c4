/** Hostile files as evidence: none is sent as a page, and none leaves its folder. */
import { expect, test } from 'vitest';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { runHostileEvidence } from './hostile-run.ts';

test('what is handed in to harm is refused with a reason, or comes back harmless', async () => {
  const seed = chooseSeed();
  const report = await runHostileEvidence({ files: 120, seed });
  const told = `seed ${seed}: ${JSON.stringify(report)}`;
  expect(report, told).toMatchObject({ wrong: [], ran: [], escaped: [] });
  expect(report.kept, told).toBeGreaterThan(20);
  expect(report.refused, told).toBeGreaterThan(50);
}, 120_000);
