/** How many rows are in which state. Pure. */
import type { EntityId } from '@tallystick/domain/cells/ids';
import type { RowLife } from '@tallystick/domain/nouns/row-life';
import { lifeOf, type Living } from '../live/workbook/row-lives.ts';

export type LifeCounts = Record<RowLife, number> & { total: number };

export function countLives(living: Living, rows: Iterable<string>): LifeCounts {
  const counts: LifeCounts = {
    ready: 0,
    'in-progress': 0,
    'not-available': 0,
    empty: 0,
    total: 0,
  };
  for (const row of rows) {
    counts[lifeOf(living, row)] += 1;
    counts.total += 1;
  }
  return counts;
}

/** Rows that somebody still has to do something about. */
export function leftOf(counts: LifeCounts): number {
  return counts['in-progress'] + counts.empty;
}

/** The rows that an entity reports, in the order of the sheets; of both. */
export function rowsOfOne({ catalogue, state }: Living, entity: string): string[] {
  return [...catalogue.profile, ...catalogue.dataPoints]
    .map(({ row }) => row)
    .filter((row) => state.assignments.get(row as never) === (entity as EntityId));
}
