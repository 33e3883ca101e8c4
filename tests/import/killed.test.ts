/**
 * The server is killed while files are taken over: of each there is the line with all of its cells, or nothing at all,
 * and the same command sent again ends it once.
 */
import { expect, test } from 'vitest';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { killImports } from './import-kills.ts';

const KILLS = 3;

test('a kill leaves of each import its line with all cells, or nothing', async () => {
  const seed = chooseSeed();
  console.info(`seed ${seed}`);
  const report = await killImports({ kills: KILLS, seed });
  expect(report).toMatchObject({ kills: KILLS, lost: 0, partly: 0, notOnce: 0, refused: 0 });
  expect(report.faults).toEqual([]);
}, 180_000);
