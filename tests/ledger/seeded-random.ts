/**
 * Random numbers from a printed seed, so that a failure can be run again. Source of the generator: mulberry32 (public
 * domain).
 */

export type Random = {
  seed: number;
  /** A whole number from 0 to below `bound`. */
  below: (bound: number) => number;
  bytes: (count: number) => Uint8Array;
};

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return { seed, below, bytes: (count) => Uint8Array.from({ length: count }, () => below(256)) };
}

/** The seed named in the environment variable `SEED`, or a new one. */
export function chooseSeed(): number {
  const named = process.env.SEED;
  return named === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(named);
}
