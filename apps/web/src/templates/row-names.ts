/** What the rows of a KPI set are called where one is chosen for a row of a template. */
import { pointName } from '@tallystick/catalogue/catalogue';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import type { RowId } from '@tallystick/domain/cells/ids';

export type RowName = { point: RowId; code: string; name: string };

export const called = ({ code, name }: RowName): string =>
  code === '' ? name : `${code} · ${name}`;

/** In the order of the set. */
export function rowNames(catalogue: Catalogue): Map<RowId, RowName> {
  const names = new Map<RowId, RowName>();
  for (const row of catalogue.rows.values()) {
    const point = row.row as RowId;
    const isProfile = row.kind === 'profile';
    const code = isProfile ? '' : row.kpi.id;
    names.set(point, { point, code, name: isProfile ? row.label : pointName(row) });
  }
  return names;
}
