/** A catalogue, results and small benchmark sets for the tests of scores. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';
import type { Benchmark, BenchmarkSet } from '../src/benchmarks/benchmark-set.ts';
import type { ScoredResult } from '../src/scores/point-score.ts';

export const catalogue = loadCatalogue();

export function pointOf(row: string): DataPoint {
  const point = catalogue.rows.get(row);
  if (point?.kind !== 'data-point') throw new Error(`${row} is no data point`);
  return point;
}

/** More is better, and 100 is the whole: a result is its own share. */
export function benchmarkOf(row: string, given: Partial<Benchmark> = {}): Benchmark {
  return {
    method: 'share',
    direction: 'higher',
    target: '100',
    worst: null,
    unit: pointOf(row).unit,
    standing: 'illustration',
    source: { title: 'A public source', url: null },
    validFrom: '2017-01-01',
    note: '',
    ...given,
  };
}

export function setOf(entries: Record<string, Benchmark>): BenchmarkSet {
  return {
    format: 'tallystick-benchmarks/1',
    id: 'test',
    version: 1,
    edition: catalogue.edition,
    title: 'A set of a test',
    note: '',
    entries,
  };
}

export const figure = (decimal: string): ScoredResult => ({
  status: 'reported',
  text: decimal,
  decimal,
});
