/** Counts what is reported and what is missing: by data point, by KPI, by dimension, by level. */
import { computeAll, type ReadCell, type Result } from './formula/compute.ts';
import type { RowId } from './cells/ids.ts';
import type { Catalogue, Kpi, Level } from '@tallystick/catalogue/kpi-set';

export type Count = { reported: number; total: number };

export type Summary = {
  /** Data points with a result. */
  reported: number;
  /** Data points without one, unreadable ones included. */
  missing: number;
  total: number;
  /** All data points of the KPI are reported. */
  kpisReported: number;
  /** Some are. */
  kpisPartial: number;
  kpisMissing: number;
  kpisTotal: number;
  /** Data points by dimension id (`EC`). */
  dimensions: Record<string, Count>;
  /** Wholly reported KPIs by level. */
  levels: Record<Level, Count>;
  /** Lines of the City profile. */
  profile: Count;
};

/** The counts of a workbook. Pass `results` where they are at hand. */
export function summary(
  catalogue: Catalogue,
  read: ReadCell,
  results: ReadonlyMap<RowId, Result> = computeAll(catalogue, read),
): Summary {
  const counts: Summary = {
    reported: 0,
    missing: 0,
    total: catalogue.dataPoints.length,
    kpisReported: 0,
    kpisPartial: 0,
    kpisMissing: 0,
    kpisTotal: catalogue.kpis.length,
    dimensions: {},
    levels: { core: { reported: 0, total: 0 }, advanced: { reported: 0, total: 0 } },
    profile: { reported: 0, total: catalogue.profile.length },
  };
  for (const kpi of catalogue.kpis) countKpi(counts, kpi, results);
  counts.missing = counts.total - counts.reported;
  for (const row of catalogue.profile) {
    if (read(`${row.row}:value` as Parameters<ReadCell>[0]) !== undefined)
      counts.profile.reported += 1;
  }
  return counts;
}

function countKpi(counts: Summary, kpi: Kpi, results: ReadonlyMap<RowId, Result>): void {
  const points = kpi.dataPoints;
  const reported = points.filter(
    (point) => results.get(point.row as RowId)?.status === 'reported',
  ).length;
  counts.reported += reported;
  counts.dimensions[kpi.dimensionId] ??= { reported: 0, total: 0 };
  const dimension = counts.dimensions[kpi.dimensionId] as Count;
  dimension.reported += reported;
  dimension.total += points.length;
  counts.levels[kpi.level].total += 1;
  if (reported === points.length) {
    counts.kpisReported += 1;
    counts.levels[kpi.level].reported += 1;
  } else if (reported > 0) counts.kpisPartial += 1;
  else counts.kpisMissing += 1;
}
