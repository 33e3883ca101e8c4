/**
 * Bands, points, borders and rounding: the one place of what a score rests on. Sources: U4SSC verification reports
 * (Kristiansund 2020 p. 12, Geneva 2022 p. 12) for the bands, the points and how they add up. They do not say on which
 * side a border lies, how a share is formed where less is better, or what an answer counts: that is chosen here.
 */
import { type Exact, exact } from '@tallystick/domain/formula/formula-value';

export type Points = 1 | 2 | 3 | 4;

/** Each begins at its border in percent of the target: a share on a border belongs to the upper band (chosen here). */
export const BANDS: readonly { points: Points; from: number }[] = [
  { points: 1, from: 0 },
  { points: 2, from: 33 },
  { points: 3, from: 66 },
  { points: 4, from: 95 },
];

export const MOST_POINTS = 4;

/** Percent of the target that an answer stands for: yes is 4 points, no is 1 (chosen here). */
export const ANSWER_SHARE = { yes: 100, no: 0 } as const;

/** Decimals of a share and of a score as they are shown. */
const SHOWN_DECIMALS = 2;
/** Decimal's names of its modes. */
const [ROUND_DOWN, ROUND_HALF_UP] = [1, 4] as const;

/** A part of a whole as two exact figures, so that nothing is divided before it is compared. `whole` is above 0. */
export type Share = { part: Exact; whole: Exact };

const NONE = exact('0');
const HUNDRED = exact('100');

export const shareOf = (part: Exact | number, whole: Exact | number): Share => ({
  part: exact(String(part)),
  whole: exact(String(whole)),
});

/** Within nothing and the whole: beyond the target there is no more to reach, beyond the worst no less. */
export function clamped({ part, whole }: Share): Share {
  if (part.isNegative()) return { part: NONE, whole };
  return { part: part.greaterThan(whole) ? whole : part, whole };
}

/** The points of a share, and so its band: compared before anything is rounded (chosen here). */
export function pointsOf({ part, whole }: Share): Points {
  const hundredfold = part.times(HUNDRED);
  const band = BANDS.findLast(({ from }) => hundredfold.greaterThanOrEqualTo(whole.times(from)));
  return band?.points ?? 1;
}

/**
 * A share in percent as it is shown: two decimals, half away from zero. Where that would show a border that it has not
 * reached (94.996 as 95.00), it is cut instead, so that figure and band never contradict each other (chosen here).
 */
export function shownPercent(share: Share): string {
  const percent = share.part.times(HUNDRED).dividedBy(share.whole);
  const rounded = percent.toFixed(SHOWN_DECIMALS, ROUND_HALF_UP);
  const isOfBand = pointsOf({ part: exact(rounded), whole: HUNDRED }) === pointsOf(share);
  return isOfBand ? rounded : percent.toFixed(SHOWN_DECIMALS, ROUND_DOWN);
}
