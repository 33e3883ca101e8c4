/** Sets of clocks per client as merged intervals: what a room knows to be deleted. */

/** Ascending, disjoint, not touching: `[start, end, start, end, ...]`, ends exclusive. */
export type Intervals = number[];

/** Adds `[start, end)`, merging what overlaps or touches. */
export function addInterval(set: Intervals, start: number, end: number): void {
  if (set.length === 0 || start > (set.at(-1) as number)) {
    set.push(start, end);
    return;
  }
  const from = firstEndingAtOrAfter(set, start);
  let to = from;
  let low = start;
  let high = end;
  while (to < set.length && (set[to] as number) <= end) {
    low = Math.min(low, set[to] as number);
    high = Math.max(high, set[to + 1] as number);
    to += 2;
  }
  set.splice(from, to - from, low, high);
}

/** Calls `each` with every part of `[start, end)` that is not in the set, in order, until it answers false. */
export function forEachGap(
  set: Intervals | undefined,
  range: { start: number; end: number },
  each: (start: number, end: number) => boolean,
): boolean {
  let at = range.start;
  if (set !== undefined) {
    for (let i = firstEndingAtOrAfter(set, at + 1); i < set.length && at < range.end; i += 2) {
      const low = set[i] as number;
      if (low >= range.end) break;
      if (low > at && !each(at, low)) return false;
      at = set[i + 1] as number;
    }
  }
  return at < range.end ? each(at, range.end) : true;
}

/** The position of the first interval whose end is at or after `clock`; the set's length where there is none. */
function firstEndingAtOrAfter(set: Intervals, clock: number): number {
  let low = 0;
  let high = set.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((set[middle * 2 + 1] as number) < clock) low = middle + 1;
    else high = middle;
  }
  return low * 2;
}
