/**
 * What another benchmark set would move: for one workbook, and over all of them, so that whoever confirms a set sees
 * whom it lifts and whom it lowers before it is current.
 */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import type { BenchmarkSet } from '../benchmarks/benchmark-set.ts';
import type { PointScore } from '../scores/point-score.ts';
import {
  type Score,
  type ScoreSheet,
  scoreSheet,
  type Sums,
  type Workbook,
} from '../scores/scores.ts';

/**
 * `entered` and `left`: counted under one of the two sets only; `up` and `down`: to another band; `within`: another share
 * in the same band.
 */
export const MOVES = ['up', 'down', 'within', 'entered', 'left'] as const;
export type Move = (typeof MOVES)[number];

export type PointMove = { row: string; move: Move; before: PointScore; after: PointScore };

export type SumMove = {
  level: 'whole' | 'dimensions' | 'subdimensions' | 'categories';
  /** Empty for the whole. */
  id: string;
  name: string;
  before: Sums;
  after: Sums;
};

export type Moves = {
  /** Data points that move, in the order of the sheet. */
  points: readonly PointMove[];
  /** Sums of which a score is another, the whole first. */
  sums: readonly SumMove[];
};

export type TwoSets = { from: BenchmarkSet; to: BenchmarkSet };

/** What moves for one workbook. */
export function movesOf(catalogue: Catalogue, { from, to }: TwoSets, workbook: Workbook): Moves {
  return movesBetween(scoreSheet(catalogue, from, workbook), scoreSheet(catalogue, to, workbook));
}

/** The same between two sheets of one edition, whatever made them differ. */
export function movesBetween(before: ScoreSheet, after: ScoreSheet): Moves {
  const later = new Map(after.points.map((point) => [point.row, point]));
  const points = before.points.flatMap((was): PointMove[] => {
    const is = later.get(was.row);
    const move = is && moveOf(was, is);
    return is === undefined || move === undefined
      ? []
      : [{ row: was.row, move, before: was, after: is }];
  });
  const levels = ['dimensions', 'subdimensions', 'categories'] as const;
  const sums = [
    { level: 'whole' as const, id: '', name: '', before: before.whole, after: after.whole },
    ...levels.flatMap((level) =>
      before[level].flatMap((was) => {
        const is = after[level].find(({ id }) => id === was.id);
        return is === undefined
          ? []
          : [{ level, id: was.id, name: was.name, before: was, after: is }];
      }),
    ),
  ];
  return { points, sums: sums.filter((sum) => isMoved(sum.before, sum.after)) };
}

function moveOf(was: PointScore, is: PointScore): Move | undefined {
  if (!was.isCounted) return is.isCounted ? 'entered' : undefined;
  if (!is.isCounted) return 'left';
  if (was.points !== is.points) return is.points > was.points ? 'up' : 'down';
  return was.percent === is.percent ? undefined : 'within';
}

const isMoved = (was: Sums, is: Sums): boolean =>
  isOther(was.reported, is.reported) || isOther(was.verified, is.verified);

const isOther = (was: Score, is: Score): boolean =>
  was.points !== is.points || was.counted !== is.counted;

export type MovesOverAll = {
  /** By row, only those that move somewhere: how many workbooks in each way. */
  rows: readonly { row: string; counts: Readonly<Record<Move, number>> }[];
  /** By workbook, in the order given: its whole score before and after. */
  workbooks: readonly {
    id: string;
    before: Sums;
    after: Sums;
    isMoved: boolean;
    isOtherBand: boolean;
  }[];
};

/** What moves over all workbooks of one edition. They are asked for one by one, so that not all are in memory. */
export function movesOverAll(
  catalogue: Catalogue,
  sets: TwoSets,
  all: Iterable<readonly [id: string, workbook: Workbook]>,
): MovesOverAll {
  const counted = new Map<string, Record<Move, number>>();
  const workbooks: MovesOverAll['workbooks'][number][] = [];
  for (const [id, workbook] of all) {
    const before = scoreSheet(catalogue, sets.from, workbook);
    const after = scoreSheet(catalogue, sets.to, workbook);
    for (const { row, move } of movesBetween(before, after).points) {
      const counts = counted.get(row) ?? { up: 0, down: 0, within: 0, entered: 0, left: 0 };
      counts[move] += 1;
      counted.set(row, counts);
    }
    workbooks.push({
      id,
      before: before.whole,
      after: after.whole,
      isMoved: isMoved(before.whole, after.whole),
      isOtherBand: before.whole.reported.band !== after.whole.reported.band,
    });
  }
  const rows = catalogue.dataPoints.flatMap(({ row }) => {
    const counts = counted.get(row);
    return counts === undefined ? [] : [{ row, counts }];
  });
  return { rows, workbooks };
}
