/** Compares two versions of a benchmark set: which entries differ, and in what. */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import { type Benchmark, type BenchmarkSet, entryOf } from '../benchmarks/benchmark-set.ts';

/** `before` is null for an entry that was added, `after` for one that was taken out. */
export type EntryChange = {
  row: string;
  before: Benchmark | null;
  after: Benchmark | null;
  /** What differs, of an entry that both have; in the order of `FIELDS`. */
  fields: readonly (keyof Benchmark)[];
};

const FIELDS: readonly (keyof Benchmark)[] = [
  'direction',
  'method',
  'target',
  'worst',
  'unit',
  'standing',
  'source',
  'validFrom',
  'note',
];

/** Entries that differ, in the order of the sheet. Both sets are of the catalogue's edition. */
export function compareSets(
  catalogue: Catalogue,
  from: BenchmarkSet,
  to: BenchmarkSet,
): EntryChange[] {
  return catalogue.dataPoints.flatMap(({ row }): EntryChange[] => {
    const before = entryOf(from, row);
    const after = entryOf(to, row);
    if (before === null || after === null)
      return before === after ? [] : [{ row, before, after, fields: [] }];
    const fields = FIELDS.filter((field) => !isSame(before, after, field));
    return fields.length === 0 ? [] : [{ row, before, after, fields }];
  });
}

function isSame(before: Benchmark, after: Benchmark, field: keyof Benchmark): boolean {
  if (field !== 'source') return before[field] === after[field];
  return before.source.title === after.source.title && before.source.url === after.source.url;
}
