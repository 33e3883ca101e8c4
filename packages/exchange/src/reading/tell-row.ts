/**
 * Tells which row of the KPI set a row of a file is: by the product's own key where it agrees with what can be seen, by
 * code and name, or by a full name alone. What cannot be told for certain is not guessed.
 */
import { findKpiByCode } from '@tallystick/catalogue/kpi-code';
import type { Catalogue, DataPoint, Kpi, ProfileRow } from '@tallystick/catalogue/kpi-set';
import type { RowId } from '@tallystick/domain/cells/ids';
import { rowOfKey } from '../own/row-key.ts';
import type { FileRow, UnknownRow } from './file-reading.ts';
import { headWords } from './header-words.ts';

/** What a row says of itself. */
export type Said = {
  key: string;
  code: string;
  name: string;
  /** What its numerator counts. */
  numerator: string;
  unit: string;
};

export type Told =
  | { is: 'row'; point: RowId; by: FileRow['by'] }
  | { is: 'unknown'; why: UnknownRow['why']; told: string }
  /** Nothing in it speaks of a KPI. */
  | { is: 'other' };

const TOLD_CHARACTERS = 120;
/** `EC: ICT: ICT: 1C` and what people make of it. */
const LIKE_A_CODE = /^\s*\p{L}{1,3}\s*[:.\-/]\s*\p{L}{1,4}\s*[:.\-/].*\d\s*\p{L}?\s*$/u;

export function tellRow(catalogue: Catalogue, said: Said, byKey: boolean): Told {
  const code = said.code.trim().slice(0, TOLD_CHARACTERS);
  const kpi = code === '' ? undefined : findKpiByCode(catalogue, code);
  const key = said.key.trim();
  if (byKey && key !== '') return byItsKey(catalogue, said, kpi);
  if (kpi) return ofKpi(kpi, said);
  if (LIKE_A_CODE.test(code)) return unknown('code-not-known', code);
  const named = code === '' ? rowNamed(catalogue, said) : undefined;
  return named ? { is: 'row', point: named, by: 'code' } : { is: 'other' };
}

function unknown(why: UnknownRow['why'], told: string): Told {
  return { is: 'unknown', why, told: told.trim().slice(0, TOLD_CHARACTERS) };
}

function byItsKey(catalogue: Catalogue, said: Said, kpi: Kpi | undefined): Told {
  const id = rowOfKey(catalogue.edition, said.key);
  const row = id === undefined ? undefined : catalogue.rows.get(id);
  if (!row || !agrees(catalogue, row, said, kpi))
    return unknown('key-and-code-differ', said.code.trim() || said.key);
  return { is: 'row', point: row.row as RowId, by: 'key' };
}

/** A key holds where nothing that can be seen speaks for another row, and something for its own. */
function agrees(
  catalogue: Catalogue,
  row: ProfileRow | DataPoint,
  said: Said,
  kpi: Kpi | undefined,
): boolean {
  if (row.kind === 'profile') {
    const named = profileNamed(catalogue, said.name);
    return !kpi && (named === undefined || named.row === row.row);
  }
  if (said.code.trim() !== '' && kpi?.key !== row.kpi.key) return false;
  const point = pointSaid(row.kpi, said);
  if (said.code.trim() === '') return point?.row === row.row;
  return row.kpi.dataPoints.length === 1 || point === undefined || point.row === row.row;
}

function ofKpi(kpi: Kpi, said: Said): Told {
  const point = kpi.dataPoints.length === 1 ? kpi.dataPoints[0] : pointSaid(kpi, said);
  if (!point) return unknown('point-not-told', `${said.code.trim()} ${said.name.trim()}`);
  return { is: 'row', point: point.row as RowId, by: 'code' };
}

/** The one data point of a KPI that a row speaks of: by its name, by what its numerator counts, by its unit. */
function pointSaid(kpi: Kpi, said: Said): DataPoint | undefined {
  const name = headWords(said.name);
  const rest = withoutStart(name, headWords(kpi.name));
  return (
    only(kpi.dataPoints, (point) =>
      [headWords(point.label), headWords(point.key)].includes(rest),
    ) ??
    only(kpi.dataPoints, (point) => headWords(point.label) === name) ??
    longest(kpi.dataPoints, rest) ??
    only(kpi.dataPoints, (point) => isNumeratorOf(point, said.numerator)) ??
    only(
      kpi.dataPoints,
      (point) => said.unit.trim() !== '' && headWords(point.unit) === headWords(said.unit),
    )
  );
}

function withoutStart(text: string, start: string): string {
  return text.startsWith(`${start} `) ? text.slice(start.length + 1) : text;
}

/** The data point whose label stands in the text in whole words; the longest of several, if no other is as long. */
function longest(points: readonly DataPoint[], text: string): DataPoint | undefined {
  const held = points.filter((point) => ` ${text} `.includes(` ${headWords(point.label)} `));
  const length = Math.max(0, ...held.map(({ label }) => label.length));
  return only(held, ({ label }) => label.length === length);
}

function isNumeratorOf(point: DataPoint, text: string): boolean {
  const label = point.inputs.find(({ column }) => column === 'numerator')?.input.label;
  return text.trim() !== '' && label !== undefined && headWords(label) === headWords(text);
}

function only<T>(list: readonly T[], is: (each: T) => boolean): T | undefined {
  const [found, ...others] = list.filter(is);
  return others.length === 0 ? found : undefined;
}

/** A row without a code whose full name is that of one data point, or of one line of the City profile. */
function rowNamed(catalogue: Catalogue, said: Said): RowId | undefined {
  const name = headWords(said.name);
  if (name === '') return undefined;
  const point = only(catalogue.dataPoints, ({ kpi, label }) =>
    kpi.dataPoints.length === 1
      ? headWords(kpi.name) === name
      : headWords(`${kpi.name} ${label}`) === name,
  );
  return (point ?? profileNamed(catalogue, said.name))?.row as RowId | undefined;
}

/** Which row a person may have meant whose code cannot be told: the one of its full name. Shown, never taken by itself. */
export function likelyRow(catalogue: Catalogue, said: Said): RowId | undefined {
  return (
    rowNamed(catalogue, said) ??
    (only(catalogue.dataPoints, (p) => isNumeratorOf(p, said.numerator))?.row as RowId | undefined)
  );
}

/** What the lines of the City profile are called besides their labels. */
const PROFILE_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['population', ['inhabitants', 'population', 'city population', 'السكان', 'عدد السكان']],
  ['households_total', ['households', 'number of households', 'الاسر', 'عدد الاسر']],
  ['city_area_km2', ['area within the boundary', 'city area', 'area', 'المساحة', 'مساحة المدينة']],
  ['city_gdp', ['gross domestic product', 'gdp', 'city gdp', 'الناتج المحلي الاجمالي']],
  ['labour_force', ['labour force', 'labor force', 'city labour force', 'القوى العاملة']],
]);

function profileNamed(catalogue: Catalogue, name: string): ProfileRow | undefined {
  const words = headWords(name);
  return only(
    catalogue.profile,
    ({ key, label }) =>
      headWords(label) === words ||
      (PROFILE_NAMES.get(key) ?? []).some((each) => headWords(each) === words),
  );
}
