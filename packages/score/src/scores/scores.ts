/**
 * The scores of a workbook: points of every data point, and their sums by category group, sub-dimension, dimension and
 * in all, as reported and as verified, with the counts that belong beside each. The data point is the unit: a dimension
 * is not the mean of its categories.
 */
import type { Catalogue, DataPoint } from '@tallystick/catalogue/kpi-set';
import { type BenchmarkSet, entryOf, type SetName } from '../benchmarks/benchmark-set.ts';
import { MOST_POINTS, type Points, pointsOf, shareOf, shownPercent } from '../rules.ts';
import { type Group, type Groups, groupsOf } from './groups.ts';
import { type PointScore, type ScoredResult, scorePoint } from './point-score.ts';

export type Score = {
  points: number;
  /** Data points in the sum; the most that can be had is four times as many points. */
  counted: number;
  /** Two decimals, `56.25`; null where nothing is counted, which is no score and not nought. */
  percent: string | null;
  /** The band of the percentage; 1 to 4 as a data point's. */
  band: Points | null;
};

/** What stands beside a score: with fewer data points reported it can be higher. */
export type Counts = { total: number; benchmarked: number; reported: number; verified: number };

export type Scored = Pick<Group, 'id' | 'name' | 'dimension'> & Sums;
export type Sums = { counts: Counts; reported: Score; verified: Score };

export type ScoreSheet = {
  /** The set that the sheet was scored with, so that a later one changes nothing here. */
  set: SetName;
  edition: string;
  /** In the order of the sheet. */
  points: readonly (PointScore & { isVerified: boolean })[];
  categories: readonly Scored[];
  subdimensions: readonly Scored[];
  dimensions: readonly Scored[];
  whole: Sums;
};

/** What is scored: results by row as a snapshot has them, and the rows whose result was verified as it stands there. */
export type Workbook = {
  results: Readonly<Record<string, ScoredResult>>;
  verified: ReadonlySet<string>;
};

/** Scores a workbook. The set has no faults (`faultsOf`) and is of the catalogue's edition. */
export function scoreSheet(
  catalogue: Catalogue,
  set: BenchmarkSet,
  { results, verified }: Workbook,
): ScoreSheet {
  const points = catalogue.dataPoints.map((point) => {
    const score = scorePoint(point, entryOf(set, point.row), results[point.row]);
    return { ...score, isVerified: verified.has(point.row) && isReported(results, point) };
  });
  const byRow = new Map(points.map((score) => [score.row, score]));
  const sums = (of: readonly DataPoint[]): Sums =>
    sumsOf(of.map((point) => lineOf(point, { set, results, score: byRow.get(point.row) })));
  const scored = (level: keyof Groups): Scored[] =>
    groupsOf(catalogue)[level].map(({ id, name, dimension, points: of }) => ({
      id,
      name,
      dimension,
      ...sums(of),
    }));
  return {
    set: { id: set.id, version: set.version },
    edition: set.edition,
    points,
    categories: scored('categories'),
    subdimensions: scored('subdimensions'),
    dimensions: scored('dimensions'),
    whole: sums(catalogue.dataPoints),
  };
}

const isReported = (results: Workbook['results'], { row }: DataPoint): boolean =>
  results[row]?.status === 'reported';

type Line = {
  points: Points | null;
  isBenchmarked: boolean;
  isReported: boolean;
  isVerified: boolean;
};

function lineOf(
  point: DataPoint,
  of: {
    set: BenchmarkSet;
    results: Workbook['results'];
    score: ScoreSheet['points'][number] | undefined;
  },
): Line {
  return {
    points: of.score?.isCounted === true ? of.score.points : null,
    isBenchmarked: entryOf(of.set, point.row) !== null,
    isReported: isReported(of.results, point),
    isVerified: of.score?.isVerified === true,
  };
}

function sumsOf(lines: readonly Line[]): Sums {
  const pointsOfAll = (of: readonly Line[]) => of.flatMap(({ points }) => points ?? []);
  return {
    counts: {
      total: lines.length,
      benchmarked: lines.filter((line) => line.isBenchmarked).length,
      reported: lines.filter((line) => line.isReported).length,
      verified: lines.filter((line) => line.isVerified).length,
    },
    reported: sumOf(pointsOfAll(lines)),
    verified: sumOf(pointsOfAll(lines.filter((line) => line.isVerified))),
  };
}

/** Points added up against the most that as many data points can have. */
export function sumOf(all: readonly Points[]): Score {
  const points = all.reduce<number>((sum, each) => sum + each, 0);
  const counted = all.length;
  if (counted === 0) return { points, counted, percent: null, band: null };
  const share = shareOf(points, MOST_POINTS * counted);
  return { points, counted, percent: shownPercent(share), band: pointsOf(share) };
}
