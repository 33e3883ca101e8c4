import { describe, expect, it } from 'vitest';
import { addInterval, forEachGap, type Intervals } from '../src/intervals.ts';

/** The gaps of a range, as pairs. */
function gapsOf(set: Intervals, start: number, end: number): [number, number][] {
  const gaps: [number, number][] = [];
  forEachGap(set, { start, end }, (from, to) => {
    gaps.push([from, to]);
    return true;
  });
  return gaps;
}

describe('intervals', () => {
  it('what touches or overlaps is merged, whatever the order', () => {
    const set: Intervals = [];
    for (const [start, end] of [
      [8, 9],
      [0, 2],
      [4, 6],
      [2, 3],
      [5, 8],
    ] as const) {
      addInterval(set, start, end);
    }
    expect(set).toEqual([0, 3, 4, 9]);
    addInterval(set, 3, 4);
    expect(set).toEqual([0, 9]);
  });

  it('the gaps of a range are what is not in the set, and the walk stops when told', () => {
    const set: Intervals = [2, 4, 6, 8];
    expect(gapsOf(set, 0, 10)).toEqual([
      [0, 2],
      [4, 6],
      [8, 10],
    ]);
    expect(gapsOf(set, 2, 4)).toEqual([]);
    expect(gapsOf(set, 3, 7)).toEqual([[4, 6]]);
    expect(gapsOf([], 3, 7)).toEqual([[3, 7]]);
    expect(gapsOf(set, 5, 5)).toEqual([]);
    let calls = 0;
    expect(forEachGap(set, { start: 0, end: 10 }, () => ++calls < 2)).toBe(false);
    expect(calls).toBe(2);
  });

  it('a thousand random sets agree with a list of flags', () => {
    let seed = 7;
    const below = (n: number): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return (seed >>> 8) % n;
    };
    for (let round = 0; round < 1000; round++) {
      const set: Intervals = [];
      const flags = Array<boolean>(60).fill(false);
      for (let i = below(12); i >= 0; i--) {
        const start = below(50);
        const end = start + 1 + below(9);
        addInterval(set, start, end);
        flags.fill(true, start, end);
      }
      const start = below(40);
      const end = start + below(20);
      const missing = new Set(gapsOf(set, start, end).flatMap(([a, b]) => range(a, b)));
      expect([...missing]).toEqual(range(start, end).filter((clock) => !flags[clock]));
      for (let k = 2; k < set.length; k += 2) expect(set[k]).toBeGreaterThan(set[k - 1] as number);
    }
  });
});

const range = (start: number, end: number): number[] =>
  Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);
