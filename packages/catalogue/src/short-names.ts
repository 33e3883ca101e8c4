/** Names as pictures print them: short ones of data points, and dimensions, sub-dimensions and categories by language. */
import edition2017 from '../data/2017-short-names.json' with { type: 'json' };
import { pointName } from './catalogue.ts';
import type { Catalogue, DataPoint } from './kpi-set.ts';

/** The languages in which there are names. ITU's sheets are English. */
export type NameLanguage = 'en' | 'ar';
/** What a name beside the wheel has room for, in characters; none is ever cut. */
export const SHORT_NAME_CHARACTERS = 29;

type Names = Record<string, { en?: string; ar: string }>;
type ShortNames = {
  dimensions: Names;
  subdimensions: Names;
  categories: Names;
  dataPoints: Names;
};

const FILES: Record<string, ShortNames> = { '2017': edition2017 };

/** The names of an edition. */
export type NamesOfSet = {
  dataPoint: (point: DataPoint) => string;
  /** By the name of ITU's sheets, which is what the KPI set knows a category by. */
  category: (name: string) => string;
  dimension: (id: string) => string;
  subdimension: (id: string) => string;
};

/** The names of a KPI set in a language; where there is none, that of ITU's sheets. */
export function namesOf(catalogue: Catalogue, language: NameLanguage): NamesOfSet {
  const file = FILES[catalogue.edition];
  const found = (names: Names | undefined, id: string) =>
    names !== undefined && Object.hasOwn(names, id) ? names[id]?.[language] : undefined;
  const { dimensions } = catalogue;
  const subdimensions = dimensions.flatMap((dimension) => dimension.subdimensions);
  const sheetName = (all: { id: string; name: string }[], id: string) =>
    all.find((one) => one.id === id)?.name ?? id;
  return {
    dataPoint: (point) => found(file?.dataPoints, point.row) ?? pointName(point),
    category: (name) => found(file?.categories, name) ?? name,
    dimension: (id) => found(file?.dimensions, id) ?? sheetName(dimensions, id),
    subdimension: (id) => found(file?.subdimensions, id) ?? sheetName(subdimensions, id),
  };
}
