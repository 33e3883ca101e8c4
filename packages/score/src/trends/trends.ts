/**
 * How a city has moved over its assessments, all of them scored with one set: value and score of every row, and the sums.
 * Between two assessments the score of what both have counted stands beside the whole one, because a score rises as well
 * when a low result is no longer reported.
 */
import type { Catalogue, DataPoint } from '@tallystick/catalogue/kpi-set';
import { readYesNo } from '@tallystick/domain/cells/yes-no';
import { exact } from '@tallystick/domain/formula/formula-value';
import { type Benchmark, type BenchmarkSet, entryOf } from '../benchmarks/benchmark-set.ts';
import type { PointScore, ScoredResult } from '../scores/point-score.ts';
import { type Score, type ScoreSheet, scoreSheet, sumOf } from '../scores/scores.ts';
import { type Assessment, type CarriedFrom, originOf } from './carry-over.ts';

/** `open`: where nothing says whether more is better. */
export type Toward = 'better' | 'worse' | 'same' | 'open';

/** Against the last assessment that measured the row. `difference` is exact; null for answers. */
export type Change = { since: CarriedFrom; difference: string | null; toward: Toward };

export type TrendPoint = {
  assessment: string;
  year: number;
  /** null where nothing is reported. */
  text: string | null;
  decimal: string | null;
  score: PointScore;
  /** Set where the value was measured by an earlier assessment; there is no change then. */
  carriedFrom: CarriedFrom | null;
  change: Change | null;
};

export type Trends = {
  /** By assessment, in the order given. `carried`: results that were measured earlier. */
  sheets: readonly { assessment: string; year: number; sheet: ScoreSheet; carried: number }[];
  /** In the order of the KPI set, each with one point for each assessment. */
  rows: readonly { row: string; points: readonly TrendPoint[] }[];
  steps: readonly Step[];
};

/** From one assessment to the next: the score of the data points that both have counted. */
export type Step = { from: string; to: string; counted: number; before: Score; after: Score };

/** `assessments` are of one city and of the catalogue's edition, the oldest first. */
export function trendsOf(
  catalogue: Catalogue,
  set: BenchmarkSet,
  assessments: readonly Assessment[],
): Trends {
  const scored = assessments.map((assessment) => {
    const sheet = scoreSheet(catalogue, set, assessment);
    return { assessment, sheet, byRow: new Map(sheet.points.map((point) => [point.row, point])) };
  });
  return {
    sheets: scored.map(({ assessment, sheet }) => ({
      assessment: assessment.id,
      year: assessment.year,
      sheet,
      carried: catalogue.dataPoints.filter((point) => carriedFrom(assessment, point.row) !== null)
        .length,
    })),
    rows: catalogue.dataPoints.map((point) => ({
      row: point.row,
      points: pointsOf(point, entryOf(set, point.row), scored),
    })),
    steps: scored.slice(1).flatMap(({ assessment, sheet }, at) => {
      const before = scored[at];
      return before === undefined ? [] : [stepOf(before, { assessment, sheet })];
    }),
  };
}

type Scored = { assessment: Assessment; sheet: ScoreSheet; byRow: ReadonlyMap<string, PointScore> };

function reportedOf({ results }: Assessment, row: string): ScoredResult | undefined {
  const result = Object.hasOwn(results, row) ? results[row] : undefined;
  return result?.status === 'reported' ? result : undefined;
}

function carriedFrom(assessment: Assessment, row: string): CarriedFrom | null {
  const origin = originOf(assessment, row);
  const isOwn = origin.id === assessment.id || reportedOf(assessment, row) === undefined;
  return isOwn ? null : origin;
}

function pointsOf(
  point: DataPoint,
  benchmark: Benchmark | null,
  scored: readonly Scored[],
): TrendPoint[] {
  let measured: { since: CarriedFrom; result: ScoredResult } | undefined;
  return scored.map(({ assessment, byRow }): TrendPoint => {
    const { id, year } = assessment;
    const result = reportedOf(assessment, point.row);
    const from = carriedFrom(assessment, point.row);
    const isMeasured = result !== undefined && from === null;
    const change =
      isMeasured && measured !== undefined
        ? {
            since: measured.since,
            ...changeOf({ point, benchmark }, measured.result, result),
          }
        : null;
    if (isMeasured) measured = { since: { id, year }, result };
    return {
      assessment: id,
      year,
      text: result?.text ?? null,
      decimal: result?.decimal ?? null,
      score: byRow.get(point.row) ?? { row: point.row, isCounted: false, why: 'not-reported' },
      carriedFrom: from,
      change,
    };
  });
}

type Judged = { point: DataPoint; benchmark: Benchmark | null };

function changeOf(judged: Judged, was: ScoredResult, is: ScoredResult): Omit<Change, 'since'> {
  const [before, after] = [numberOf(judged.point, was), numberOf(judged.point, is)];
  if (before === undefined || after === undefined) return { difference: null, toward: 'open' };
  const difference = exact(after).minus(before);
  const isAnswer = judged.point.valueKind === 'yes-no';
  return {
    difference: isAnswer ? null : difference.toFixed(),
    toward: difference.isZero() ? 'same' : towardOf(judged, before, after),
  };
}

/** An answer as 1 or 0. */
function numberOf({ valueKind }: DataPoint, { text, decimal }: ScoredResult): string | undefined {
  if (valueKind === 'number') return decimal ?? undefined;
  const answer = readYesNo(text);
  return answer === undefined ? undefined : String(Number(answer));
}

function towardOf({ point, benchmark }: Judged, before: string, after: string): Toward {
  const direction = benchmark?.direction ?? point.direction;
  if (direction === 'info') return 'open';
  if (direction !== 'target') {
    const isMore = exact(after).greaterThan(before);
    return isMore === (direction === 'higher') ? 'better' : 'worse';
  }
  const target = benchmark?.target ?? null;
  if (target === null) return 'open';
  const [was, is] = [before, after].map((value) => exact(value).minus(target).abs());
  if (was === undefined || is === undefined || was.equals(is)) return 'same';
  return is.lessThan(was) ? 'better' : 'worse';
}

function stepOf(
  before: Pick<Scored, 'assessment' | 'sheet'>,
  after: Pick<Scored, 'assessment' | 'sheet'>,
): Step {
  const later = new Map(after.sheet.points.map((point) => [point.row, point]));
  const both = before.sheet.points.flatMap((was) => {
    const is = later.get(was.row);
    return was.isCounted && is?.isCounted === true ? [[was.points, is.points] as const] : [];
  });
  return {
    from: before.assessment.id,
    to: after.assessment.id,
    counted: both.length,
    before: sumOf(both.map(([was]) => was)),
    after: sumOf(both.map(([, is]) => is)),
  };
}
