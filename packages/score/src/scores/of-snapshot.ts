/** What of a snapshot is scored: its results, with the units that the city wrote beside them. */
import { cellId } from '@tallystick/domain/cells/ids';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { ScoredResult } from './point-score.ts';

/** Results by row. Deterministic: a score follows from the signed snapshot, the set and the verdicts alone. */
export function resultsOf({
  results,
  cells,
}: Pick<Snapshot, 'results' | 'cells'>): Record<string, ScoredResult> {
  return Object.fromEntries(
    Object.entries(results).map(([row, { status, text, decimal }]) => {
      const unit = cellId(row, 'unit');
      const unitSaid = Object.hasOwn(cells, unit) ? cells[unit] : undefined;
      return [row, { status, text, decimal, unitSaid }];
    }),
  );
}
