/** When an entry was written, as far as a slider knows it. */
import type { MomentsView } from '@tallystick/protocol/views-history';

/** Exact where the entry is a mark or a point, else that of the one before it; null before the first. */
export function timeOf(
  moments: MomentsView,
  number: number,
): { at: number; exact: boolean } | null {
  const known = [...moments.points, ...moments.marks].filter((each) => each.number <= number);
  const nearest = known.toSorted((a, b) => a.number - b.number).at(-1);
  if (nearest) return { at: nearest.at, exact: nearest.number === number };
  return moments.first === null || number === 0 ? null : { at: moments.first, exact: false };
}
