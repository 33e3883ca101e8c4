/** The score of one data point: its share of the target, its points, or why it has none. */
import type { DataPoint } from '@tallystick/catalogue/kpi-set';
import { formatDecimal } from '@tallystick/domain/cells/cell-text';
import { factorTo } from '@tallystick/domain/cells/unit-conversion';
import { readYesNo } from '@tallystick/domain/cells/yes-no';
import { exact } from '@tallystick/domain/formula/formula-value';
import type { SnapshotResult } from '@tallystick/domain/snapshot';
import type { Benchmark } from '../benchmarks/benchmark-set.ts';
import {
  ANSWER_SHARE,
  clamped,
  type Points,
  pointsOf,
  type Share,
  shareOf,
  shownPercent,
} from '../rules.ts';

/** A result as a snapshot keeps it. `unitSaid`: what the city wrote into the unit cell of the row, if anything. */
export type ScoredResult = Pick<SnapshotResult, 'status' | 'text' | 'decimal'> & {
  unitSaid?: string | undefined;
};

/**
 * Why a data point is in neither sum. `other-unit`: the city says that its figure is in another unit than the target's
 * (ppm beside ug/m3), so that the two cannot be compared.
 */
export type LeftOut = 'no-benchmark' | 'not-reported' | 'unreadable' | 'other-unit';

export type ResultScore =
  | { isCounted: false; why: LeftOut }
  | {
      isCounted: true;
      points: Points;
      /** Percent of the target as it is shown, 0.00 to 100.00; `points` were told from the unrounded one. */
      percent: string;
      /** How it came about, with figures: `100 × 72.5 ÷ 80 = 90.63`; null for an answer. */
      trace: string | null;
    };

export type PointScore = { row: string } & ResultScore;

/** The score of a data point of the KPI set. */
export function scorePoint(
  point: DataPoint,
  benchmark: Benchmark | null,
  result: ScoredResult | undefined,
): PointScore {
  const { row } = point;
  const score = scoreResult(benchmark, result);
  const isOther = score.isCounted && saysOtherUnit(point, result?.unitSaid);
  return isOther ? { row, isCounted: false, why: 'other-unit' } : { row, ...score };
}

const leftOut = (why: LeftOut): ResultScore => ({ isCounted: false, why });

/** The score of any result that is in the unit of its benchmark. */
export function scoreResult(
  benchmark: Benchmark | null,
  result: ScoredResult | undefined,
): ResultScore {
  if (benchmark === null) return leftOut('no-benchmark');
  if (result === undefined || result.status === 'not-reported') return leftOut('not-reported');
  if (result.status === 'unreadable') return leftOut('unreadable');
  if (benchmark.method === 'yes-no') {
    const answer = readYesNo(result.text);
    if (answer === undefined) return leftOut('unreadable');
    return { ...counted(answerShare(answer)), trace: null };
  }
  if (result.decimal === null) return leftOut('unreadable');
  const score = counted(clamped(shareOfTarget(benchmark, result.decimal)));
  return { ...score, trace: traceOf(benchmark, result.decimal, score.percent) };
}

const answerShare = (answer: boolean): Share =>
  shareOf(answer ? ANSWER_SHARE.yes : ANSWER_SHARE.no, 100);

const counted = (share: Share) => ({
  isCounted: true as const,
  points: pointsOf(share),
  percent: shownPercent(share),
});

/** Only a unit that is known and another one: `µg/m³` is the same as ug/m3, and words that nobody knows say nothing. */
function saysOtherUnit(point: DataPoint, said: string | undefined): boolean {
  // In other rows the unit cell speaks of the inputs: a currency.
  const isFigureItself = point.inputs.some(({ input }) => input.unit === point.unit);
  if (said === undefined || !point.unitSettable || !isFigureItself) return false;
  const factor = factorTo({ unit: point.unit, point: point.key }, said.trim());
  if (!factor.ok) return factor.refusal.code !== 'unknown-unit';
  const { times, by, scale } = factor.value;
  return !exact(times).times(scale).equals(by);
}

/** The share as it comes out, below nothing and beyond the whole too. Throws where a set was not checked: a defect. */
function shareOfTarget(
  { method, target, worst }: Pick<Benchmark, 'method' | 'target' | 'worst'>,
  value: string,
): Share {
  if (method === 'yes-no' || target === null)
    throw new Error('A benchmark without a target has no share');
  if (method === 'share') return shareOf(exact(value), exact(target));
  if (worst === null) throw new Error('A benchmark with two ends has lost its worst value');
  const whole = exact(target).minus(worst);
  if (method === 'distance') {
    const reach = whole.abs();
    return shareOf(reach.minus(exact(value).minus(target).abs()), reach);
  }
  // Where less is better both differences are below 0, and stand for their opposites.
  const part = exact(value).minus(worst);
  return whole.isNegative() ? shareOf(part.negated(), whole.negated()) : shareOf(part, whole);
}

function traceOf(benchmark: Benchmark, value: string, percent: string): string {
  const [of, target, worst] = [value, benchmark.target ?? '', benchmark.worst ?? ''].map((figure) =>
    formatDecimal(figure),
  );
  const result = formatDecimal(percent);
  switch (benchmark.method) {
    case 'share':
      return `100 × ${of} ÷ ${target} = ${result}`;
    case 'distance':
      return `100 × (1 − |${of} − ${target}| ÷ |${worst} − ${target}|) = ${result}`;
    default: {
      const [high, low] = benchmark.direction === 'lower' ? [worst, of] : [of, worst];
      const [top, bottom] = benchmark.direction === 'lower' ? [worst, target] : [target, worst];
      return `100 × (${high} − ${low}) ÷ (${top} − ${bottom}) = ${result}`;
    }
  }
}
