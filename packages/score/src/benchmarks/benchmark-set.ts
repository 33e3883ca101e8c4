/**
 * A benchmark set: for each data point the target that its result is held against. No target of U4SSC is public, so
 * targets are data that ITU edits in versions; a version that is current is never changed any more.
 */
import type { Direction } from '@tallystick/catalogue/kpi-set';

/**
 * How a share of the target is formed.
 * - `share`: 100 × value ÷ target, for what is better the more there is of it.
 * - `between`: 100 × (value − worst) ÷ (target − worst); with less being better both differences are turned round.
 * - `distance`: 100 × (1 − |value − target| ÷ |worst − target|), for what is best at one value.
 * - `yes-no`: an answer; yes reaches the target.
 */
export const METHODS = ['share', 'between', 'distance', 'yes-no'] as const;
export type Method = (typeof METHODS)[number];

/** Whether more is better in a benchmark; a target without direction says nothing. */
export type BenchmarkDirection = Exclude<Direction, 'info'>;

/**
 * Who stands behind a target: `illustration` is this project's own choice from a public source and nobody's benchmark;
 * `adopted` is set by who runs the programme.
 */
export const STANDINGS = ['illustration', 'adopted'] as const;
export type Standing = (typeof STANDINGS)[number];

export type Benchmark = {
  method: Method;
  direction: BenchmarkDirection;
  /** Plain decimal in `unit`; null for yes/no. */
  target: string | null;
  /** The value at which nothing of the target is left; null where the method has none (`share`, `yes-no`). */
  worst: string | null;
  /** That of the data point: a set that was made for another unit is refused. */
  unit: string;
  standing: Standing;
  source: { title: string; url: string | null };
  /** `2021-09-22`: a set with a target that is not valid yet cannot become current. */
  validFrom: string;
  note: string;
};

export type BenchmarkSet = {
  format: 'tallystick-benchmarks/1';
  id: string;
  /** From 1; a changed set is the next version. */
  version: number;
  /** Of the KPI set. */
  edition: string;
  title: string;
  note: string;
  /** By row. A data point without an entry has no benchmark and is left out of every score. */
  entries: Readonly<Record<string, Benchmark>>;
};

/** What a document names that was scored with a set. */
export type SetName = Pick<BenchmarkSet, 'id' | 'version'>;

/** A data point's entry; null where it has no benchmark. */
export function entryOf({ entries }: Pick<BenchmarkSet, 'entries'>, row: string): Benchmark | null {
  return (Object.hasOwn(entries, row) ? entries[row] : undefined) ?? null;
}
