/** Chance from a seed, so that a failing run can be had again from the number it printed. */

export type Random = {
  /** Uniform in [0, 1). */
  unit: () => number;
  /** Uniform integer from 0 to below `n`. */
  below: (n: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(from: readonly T[]) => T;
};

/** mulberry32: 32 bits of state, enough for tests. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(unit() * n);
  return {
    unit,
    below,
    chance: (probability) => unit() < probability,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
  };
}
