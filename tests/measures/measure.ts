/** The form of a measure: a named run that ends in figures, each held against a target. */

/** One figure. `holds` is computed from `value` against `target`, never written by hand. */
export type Figure = {
  figure: string;
  value: number;
  unit: string;
  /** What is asked, in words a person reads: `at most 20`, `exactly 0`, `none (informative)`. */
  target: string;
  holds: boolean;
};

export type Measure = {
  name: string;
  /** One sentence: what it measures and against what. */
  about: string;
  /** Runs it; `say` prints progress for a person. */
  run: (say: (line: string) => void) => Promise<Figure[]>;
};

export function atMost(figure: string, value: number, unit: string, limit: number): Figure {
  return { figure, value, unit, target: `at most ${limit}`, holds: value <= limit };
}

export function atLeast(figure: string, value: number, unit: string, limit: number): Figure {
  return { figure, value, unit, target: `at least ${limit}`, holds: value >= limit };
}

export function exactly(figure: string, value: number, unit: string, wanted: number): Figure {
  return { figure, value, unit, target: `exactly ${wanted}`, holds: value === wanted };
}

/** A figure to read beside the others; it has no target and so always holds. */
export function informative(figure: string, value: number, unit: string): Figure {
  return { figure, value, unit, target: 'none (informative)', holds: true };
}
