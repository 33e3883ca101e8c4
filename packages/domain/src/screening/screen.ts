/**
 * The questions that figures raise row by row, shown to everybody who fills or reads them. Warnings, never refusals: a
 * person answers them. What the verifier is told beyond them is in `screen-all.ts`.
 * Source: Verification Manual (2022) pages 28-31.
 */
import type { ReadCell } from '../formula/compute.ts';
import type { RowId } from '../cells/ids.ts';
import { screenAbout } from './about.ts';
import { type Screening, screeningOf } from './reading.ts';
import { screenRule } from './set-rules.ts';
import { screenMagnitude, screenShare } from './slips.ts';
import { type Warning, warn } from './warning.ts';
import type { Catalogue, DataPoint, Kpi } from '@tallystick/catalogue/kpi-set';

/** All warnings of a workbook, in the order of the sheet. */
export function screen(catalogue: Catalogue, read: ReadCell): Warning[] {
  const screening = screeningOf(catalogue, read);
  return catalogue.kpis.flatMap((kpi) => screenKpi(screening, kpi));
}

/** The warnings of one KPI's rows: what `screen` says of them, at a hundredth of its cost. */
export function screenKpi(screening: Screening, kpi: Kpi): Warning[] {
  return [
    ...kpi.dataPoints.flatMap((point) => screenPoint(screening, point)),
    ...kpi.plausibility.flatMap((rule) => screenRule(screening, kpi.dataPoints, rule)),
  ];
}

function screenPoint(s: Screening, point: DataPoint): Warning[] {
  const result = s.result(point.row as RowId);
  const warnings = result.warnings.map((each) => warn(s, point, each));
  const share = screenShare(s, point, result);
  // What is asked of a share already is not asked again of its size.
  warnings.push(...(share.length > 0 ? share : screenMagnitude(s, point, result)));
  if (result.status === 'reported') warnings.push(...screenAbout(s, point, result));
  return warnings;
}
