/** Scores random sets twice, by the product and in exact fractions, and tells every line in which the two differ. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import { computeAll } from '@tallystick/domain/formula/compute';
import { toCells } from '@tallystick/exchange/published-cells';
import { readPublishedResults } from '@tallystick/exchange/published-results';
import type { BenchmarkSet } from '@tallystick/score/benchmarks/benchmark-set';
import { STARTER_SET } from '@tallystick/score/benchmarks/starter';
import { faultsOf } from '@tallystick/score/benchmarks/check-set';
import {
  type Score,
  scoreSheet,
  type ScoreSheet,
  type Sums,
  sumOf,
  type Workbook,
} from '@tallystick/score/scores/scores';
import type { Points } from '@tallystick/score/rules';
import { seededRandom } from '../ledger/seeded-random.ts';
import { randomScene } from './random-sets.ts';
import { type Told, toldTwice } from './second-scores.ts';

export type ScoreRun = {
  sets: number;
  /** Data points and sums that were compared, and those of them that have points or a score. */
  compared: number;
  scored: number;
  differing: string[];
  /** Sets that the check of sets finds fault with although they are right. */
  faulty: string[];
};

export function runScores(sets: number, seed: number): ScoreRun {
  const catalogue = loadCatalogue();
  const random = seededRandom(seed);
  const run: ScoreRun = { sets: 0, compared: 0, scored: 0, differing: [], faulty: [] };
  while (run.sets < sets) {
    const { set, workbook } = randomScene(catalogue, random);
    const faults = faultsOf(catalogue, set).filter(({ code }) => code !== 'no-entries');
    if (faults.length > 0) run.faulty.push(`set ${run.sets}: ${JSON.stringify(faults[0])}`);
    compareBoth({ catalogue, set, workbook, name: `set ${run.sets}` }, run);
    run.sets += 1;
  }
  return run;
}

type Scene = { catalogue: Catalogue; set: BenchmarkSet; workbook: Workbook; name: string };

/** Scores one workbook twice and adds what differs. */
function compareBoth({ catalogue, set, workbook, name }: Scene, run: ScoreRun): void {
  const told = toldOnce(scoreSheet(catalogue, set, workbook));
  const again = toldTwice(catalogue, set, workbook);
  for (const key of new Set([...told.keys(), ...again.keys()])) {
    run.compared += 1;
    if (/^\d+ (?:\d|of [1-9])|\| \d+ of [1-9]/.test(told.get(key) ?? '')) run.scored += 1;
    if (told.get(key) !== again.get(key))
      run.differing.push(`${name}, ${key}: ${told.get(key)} / ${again.get(key)}`);
  }
}

/** Published results of a city, scored twice with the set that an installation begins with; all of it verified. */
export function runCity(json: unknown): { run: ScoreRun; sheet: ScoreSheet } {
  const catalogue = loadCatalogue();
  const read = readPublishedResults(json);
  if (!read.ok) throw new Error(read.refusal.code);
  const cells = new Map(toCells(catalogue, read.value).cells);
  const results = Object.fromEntries(computeAll(catalogue, (cell) => cells.get(cell)));
  const workbook = { results, verified: new Set(Object.keys(results)) };
  const run: ScoreRun = { sets: 1, compared: 0, scored: 0, differing: [], faulty: [] };
  compareBoth({ catalogue, set: STARTER_SET, workbook, name: read.value.city }, run);
  return { run, sheet: scoreSheet(catalogue, STARTER_SET, workbook) };
}

function toldOnce(sheet: ScoreSheet): Told {
  const told: Told = new Map();
  for (const point of sheet.points) {
    const text = point.isCounted ? `${point.points} ${point.percent}` : point.why;
    told.set(point.row, `${text} ${point.isVerified ? 'verified' : 'not verified'}`);
  }
  const sums = [...sheet.categories, ...sheet.subdimensions, ...sheet.dimensions];
  for (const each of [{ id: 'whole', ...sheet.whole }, ...sums])
    told.set(`= ${each.id}`, toldSums(each));
  return told;
}

function toldSums({ counts, reported, verified }: Sums): string {
  const { total, benchmarked, reported: given, verified: sure } = counts;
  return [
    `${total} ${benchmarked} ${given} ${sure}`,
    toldScore(reported),
    toldScore(verified),
  ].join(' | ');
}

const toldScore = ({ points, counted, percent, band }: Score): string =>
  `${points} of ${counted} ${percent} ${band}`;

/** Points, their sum, the most, the percentage and the band, as the published reports print them. */
const PRINTED: readonly [Points[], string][] = [
  [[1, 3, 4, 1], '9 of 4 56.25 2'],
  [[3, 4, 2], '9 of 3 75.00 3'],
];

/** The printed examples that come out otherwise. */
export function wrongExamples(): { examples: number; wrong: string[] } {
  const wrong = PRINTED.filter(([points, said]) => toldScore(sumOf(points)) !== said);
  return { examples: PRINTED.length, wrong: wrong.map(([points]) => points.join(' ')) };
}
