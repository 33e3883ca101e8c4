import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { readSet } from '@tallystick/exchange/benchmarks/read-set';
import { writeSet } from '@tallystick/exchange/benchmarks/write-set';
import { chooseSeed, seededRandom } from '../ledger/seeded-random.ts';
import { randomScene } from './random-sets.ts';
import { runCity, runScores } from './score-run.ts';

const SETS = 100;

test('random sets come out the same in exact fractions, on the borders too', () => {
  const seed = chooseSeed();
  console.log(`scores: seed ${seed}`);
  const run = runScores(SETS, seed);
  expect(run.differing).toEqual([]);
  expect(run.faulty).toEqual([]);
  expect(run.compared).toBe(SETS * (112 + 24 + 7 + 3 + 1));
  expect(run.scored).toBeGreaterThan(SETS * 20);
});

const CITIES = new URL('../data/cities/', import.meta.url);
const cities = readdirSync(CITIES).filter((name) => name.endsWith('.json'));

test.each(cities)('the published results of %s are scored, twice alike', (name) => {
  const { run, sheet } = runCity(JSON.parse(readFileSync(new URL(name, CITIES), 'utf8')));
  expect(run.differing).toEqual([]);
  const { counts, reported, verified } = sheet.whole;
  // Of Rana only the list of what was not reported could be read.
  expect(reported.percent === null).toBe(counts.reported === 0);
  expect(reported.counted).toBeLessThanOrEqual(Math.min(counts.reported, counts.benchmarked));
  expect(verified).toEqual(reported);
});

test('random sets come back from a spreadsheet as they were', () => {
  const catalogue = loadCatalogue();
  const seed = chooseSeed();
  console.log(`spreadsheets of sets: seed ${seed}`);
  const random = seededRandom(seed);
  for (let at = 0; at < 10; at += 1) {
    const { set } = randomScene(catalogue, random);
    const locale = at % 2 === 0 ? 'en' : 'ar';
    const reading = readSet(catalogue, writeSet(catalogue, set, { locale, now: 0 }), 'set.xlsx');
    if (Object.keys(set.entries).length === 0) expect(reading.kind).toBe('faulty');
    else expect(reading.kind === 'read' && reading.entries).toEqual(set.entries);
  }
});
