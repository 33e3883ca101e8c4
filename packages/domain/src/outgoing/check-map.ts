/** Whether a template's map can be followed: every row known and in one place, below the heads of its table. */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import type { RowId } from '../cells/ids.ts';
import { type Refusal, refuse } from '../refusals.ts';
import type { TemplateMap } from './template-map.ts';

/**
 * What a map cannot be kept with; undefined where nothing is. Refusals, each with the sheet and the row: map-unknown-row,
 * map-row-twice, map-row-above-heads, map-place-twice.
 */
export function refusesMap({ tables }: TemplateMap, catalogue: Catalogue): Refusal | undefined {
  const points = new Set<RowId>();
  const places = new Set<string>();
  for (const { sheet, head, rows } of tables) {
    for (const { row, point } of rows) {
      const place = `${sheet}, ${row}`;
      if (!catalogue.rows.has(point)) return refuse('map-unknown-row', place);
      if (row <= head) return refuse('map-row-above-heads', place);
      // A figure that stood in two places would come back as one of them.
      if (points.has(point)) return refuse('map-row-twice', place);
      if (places.has(place)) return refuse('map-place-twice', place);
      points.add(point);
      places.add(place);
    }
  }
  return undefined;
}

/** Rows of the KPI set for which a template has no place, in the order of the set. */
export function rowsWithoutPlace({ tables }: TemplateMap, catalogue: Catalogue): RowId[] {
  const placed = new Set<string>(tables.flatMap(({ rows }) => rows.map(({ point }) => point)));
  return [...catalogue.rows.keys()].filter((row) => !placed.has(row)) as RowId[];
}
