/** P34: files made to do harm are refused with a reason, and honest people go on typing meanwhile. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { readFile } from '@tallystick/exchange/reading/read-file';
import { expect, test } from 'vitest';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { FAMILY_COUNT } from './crafted.ts';
import { odsParts, xlsxParts } from './parts.ts';
import { runHostileFiles } from './run.ts';
import { zipOf } from './zip-writer.ts';

test('what the hostile files are made from is honest', () => {
  const catalogue = loadCatalogue();
  for (const parts of [xlsxParts(), odsParts('')]) {
    const read = readFile(zipOf(parts), { name: 'a', catalogue });
    if (!read.ok) throw new Error(read.refusal.code);
    expect(read.value.sheets[0]?.rows[0]?.cells).toMatchObject([{ kind: 'text', text: '41' }]);
  }
});

test('files made to do harm, and honest ones spoilt by chance, end with a reason', async () => {
  const seed = chooseSeed();
  const report = await runHostileFiles({ crafted: FAMILY_COUNT, mutated: 200, typists: 10, seed });
  const told = `seed ${seed}: ${JSON.stringify(report)}`;
  expect(report, told).toMatchObject({
    crafted: FAMILY_COUNT,
    mutated: 200,
    withoutReason: [],
    readWrongly: [],
    crashes: [],
    fetched: [],
    leaks: [],
    isAlive: true,
  });
  expect(report.slowest_ms, report.slowest).toBeLessThan(11_000);
  expect(report.typed.saves).toBeGreaterThan(10);
  expect(report.codes['read'], 'many of them do no harm and are read').toBeGreaterThan(50);
}, 180_000);
