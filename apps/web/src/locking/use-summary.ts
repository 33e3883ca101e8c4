/** The counts of the workbook as it is now, with the data points that are missing, by category. */
import type { Result } from '@tallystick/domain/formula/compute';
import type { RowId } from '@tallystick/domain/cells/ids';
import { type Summary, summary } from '@tallystick/domain/summary';
import { useCallback, useSyncExternalStore } from 'react';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import type { Catalogue, DataPoint } from '@tallystick/catalogue/kpi-set';

/** Data points without a result, in one category of a sub-dimension. */
export type MissingGroup = { name: string; points: DataPoint[] };

export function missingByCategory(
  catalogue: Catalogue,
  resultOf: (row: string) => Result,
): MissingGroup[] {
  const groups = new Map<string, MissingGroup>();
  for (const point of catalogue.dataPoints) {
    if (resultOf(point.row).status === 'reported') continue;
    const { subdimension, subdimensionId, category } = point.kpi;
    const key = `${subdimensionId} ${category}`;
    const group = groups.get(key) ?? { name: `${subdimension} · ${category}`, points: [] };
    group.points.push(point);
    groups.set(key, group);
  }
  return [...groups.values()];
}

export function useSummary(): { counts: Summary; missing: MissingGroup[] } {
  const { catalogue, cells, results } = useWorkbook();
  const subscribe = useCallback((tell: () => void) => cells.subscribe(tell), [cells]);
  // The texts of all results stand for what may have changed; unchanged results come from their cache.
  useSyncExternalStore(subscribe, () =>
    catalogue.dataPoints.map(({ row }) => results.get(row).text).join('\n'),
  );
  const all = new Map(catalogue.dataPoints.map(({ row }) => [row as RowId, results.get(row)]));
  return {
    counts: summary(catalogue, (cell) => cells.get(cell), all),
    missing: missingByCategory(catalogue, (row) => results.get(row)),
  };
}
