/** The KPI sets that there are, by edition, each built once. */
import edition2017 from '../data/2017.json' with { type: 'json' };
import magnitudes2017 from '../data/2017-magnitudes.json' with { type: 'json' };
import { buildCatalogue } from './build.ts';
import type { CatalogueFile, MagnitudesFile } from './file.ts';
import type { Catalogue, DataPoint } from './kpi-set.ts';

const FILES: Record<string, { set: unknown; magnitudes: MagnitudesFile }> = {
  '2017': { set: edition2017, magnitudes: magnitudes2017 as MagnitudesFile },
};
const loaded = new Map<string, Catalogue>();

/** A data point by name: with its KPI's in front, unless it is called as its KPI. */
export function pointName({ kpi, label }: DataPoint): string {
  return label === kpi.name ? label : `${kpi.name}: ${label}`;
}

/** The editions that can be loaded, newest first. */
export const EDITIONS: readonly string[] = Object.keys(FILES).sort().reverse();
export const LATEST_EDITION = '2017';

export function hasEdition(edition: string): boolean {
  return Object.hasOwn(FILES, edition);
}

/** The catalogue of an edition, built once. Throws on an unknown edition: ask `hasEdition` first. */
export function loadCatalogue(edition: string = LATEST_EDITION): Catalogue {
  const known = loaded.get(edition);
  if (known) return known;
  const files = hasEdition(edition) ? FILES[edition] : undefined;
  if (files === undefined) throw new Error(`There is no catalogue of edition ${edition}`);
  const catalogue = buildCatalogue(files.set as CatalogueFile, files.magnitudes);
  loaded.set(edition, catalogue);
  return catalogue;
}
