/**
 * The scores a second time, said plainly and in exact fractions: it shares no rule, border or sum with
 * `packages/score`, because what checks must not share the mistake.
 */
import type { Catalogue, DataPoint } from '@tallystick/catalogue/kpi-set';
import type { Benchmark, BenchmarkSet } from '@tallystick/score/benchmarks/benchmark-set';
import type { ScoredResult } from '@tallystick/score/scores/point-score';
import type { Workbook } from '@tallystick/score/scores/scores';
import {
  type Fraction,
  fractionOf,
  hundredths,
  inHundredths,
  isBelow,
  minus,
  over,
  times,
  whole,
  without,
} from './fraction.ts';

/** What is told of a data point, and of a sum: one line of text each, so that two are compared by looking. */
export type Told = Map<string, string>;

export function toldTwice(catalogue: Catalogue, set: BenchmarkSet, workbook: Workbook): Told {
  const told: Told = new Map();
  const lines = catalogue.dataPoints.map((point) => {
    const result = workbook.results[point.row];
    const benchmark = set.entries[point.row];
    const scored = toldPoint(point, benchmark, result);
    const isReported = result?.status === 'reported';
    const isVerified = isReported && workbook.verified.has(point.row);
    told.set(point.row, `${scored.text} ${isVerified ? 'verified' : 'not verified'}`);
    return {
      point,
      points: scored.points,
      isBenchmarked: benchmark !== undefined,
      isReported,
      isVerified,
    };
  });
  const places = (line: (typeof lines)[number]): string[] => {
    const { kpi } = line.point;
    return ['whole', kpi.dimensionId, kpi.subdimensionId, `${kpi.dimensionId}/${kpi.category}`];
  };
  for (const place of new Set(lines.flatMap(places))) {
    const of = lines.filter((line) => places(line).includes(place));
    const counts = [
      of.length,
      of.filter((line) => line.isBenchmarked).length,
      of.filter((line) => line.isReported).length,
      of.filter((line) => line.isVerified).length,
    ];
    const sums = [of, of.filter((line) => line.isVerified)].map((some) =>
      toldSum(some.flatMap(({ points }) => (points === null ? [] : [points]))),
    );
    told.set(`= ${place}`, [counts.join(' '), ...sums].join(' | '));
  }
  return told;
}

type ToldPoint = { points: number | null; text: string };
const none = (text: string): ToldPoint => ({ points: null, text });

function toldPoint(
  point: DataPoint,
  benchmark: Benchmark | undefined,
  result: ScoredResult | undefined,
): ToldPoint {
  if (!benchmark) return none('no-benchmark');
  if (!result || result.status === 'not-reported') return none('not-reported');
  if (result.status === 'unreadable') return none('unreadable');
  if (point.valueKind === 'yes-no') {
    if (/^(?:yes|oui|نعم)$/i.test(result.text)) return { points: 4, text: '4 100.00' };
    return /^(?:no|nein)$/i.test(result.text) ? { points: 1, text: '1 0.00' } : none('unreadable');
  }
  if (/^(?:ppm|mg\/m3)$/.test(result.unitSaid ?? '')) return none('other-unit');
  if (result.decimal === null) return none('unreadable');
  const percent = within(times(whole(100), shareOf(benchmark, fractionOf(result.decimal))));
  const points = pointsOf(percent);
  return { points, text: `${points} ${shown(percent)}` };
}

function shareOf({ direction, method, target, worst }: Benchmark, value: Fraction): Fraction {
  const aim = fractionOf(target ?? '');
  if (direction === 'target') {
    const reach = without(minus(fractionOf(worst ?? ''), aim));
    return over(minus(reach, without(minus(value, aim))), reach);
  }
  const from = method === 'share' ? whole(0) : fractionOf(worst ?? '');
  // (worst − value) ÷ (worst − target), in both directions: the signs go away by themselves.
  return over(minus(from, value), minus(from, aim));
}

function within(percent: Fraction): Fraction {
  if (isBelow(percent, whole(0))) return whole(0);
  return isBelow(whole(100), percent) ? whole(100) : percent;
}

function pointsOf(percent: Fraction): number {
  if (isBelow(percent, whole(33))) return 1;
  if (isBelow(percent, whole(66))) return 2;
  return isBelow(percent, whole(95)) ? 3 : 4;
}

function shown(percent: Fraction): string {
  const nearest = hundredths(percent, false);
  const crosses = pointsOf({ above: nearest, below: 100n }) !== pointsOf(percent);
  return inHundredths(crosses ? hundredths(percent, true) : nearest);
}

function toldSum(all: number[]): string {
  const points = all.reduce((sum, each) => sum + each, 0);
  if (all.length === 0) return '0 of 0 null null';
  const percent = over(whole(100 * points), whole(4 * all.length));
  return `${points} of ${all.length} ${shown(percent)} ${pointsOf(percent)}`;
}
