/** Where everything stands in a file of a workbook: its sheets, the rows that are in it, the letters of columns. */
import { columnLetters } from '../book/book.ts';
import type { RowId } from '@tallystick/domain/cells/ids';
import type { Catalogue, DataPoint, ProfileRow } from '@tallystick/catalogue/kpi-set';
import type { FileAsked, FilePart } from './file-asked.ts';
import type { FileColumn, FileSheetName, FileWords } from '../own/words/file-words.ts';
import { absolute, quotedSheet } from '../xlsx/write/write-xlsx.ts';

/** `key` is the hidden column with the key of a row. */
export type LaidColumn = { id: FileColumn | 'key'; width: number };

/** Columns A to W as the template has them: with the key in the place of the definition, which is a note here. */
const DATA_COLUMNS: readonly LaidColumn[] = [
  { id: 'dimension', width: 11 },
  { id: 'subdimension', width: 13 },
  { id: 'category', width: 13 },
  { id: 'code', width: 14 },
  { id: 'key', width: 12 },
  { id: 'kpi', width: 34 },
  { id: 'level', width: 10 },
  { id: 'type', width: 11 },
  { id: 'numeratorLabel', width: 28 },
  { id: 'numerator', width: 17 },
  { id: 'denominatorLabel', width: 26 },
  { id: 'denominator', width: 17 },
  { id: 'unit', width: 16 },
  { id: 'year', width: 8 },
  { id: 'result', width: 16 },
  { id: 'override', width: 16 },
  { id: 'reported', width: 10 },
  { id: 'benchmark', width: 12 },
  { id: 'verified', width: 11 },
  { id: 'quality', width: 28 },
  { id: 'origin', width: 24 },
  { id: 'source', width: 30 },
  { id: 'notes', width: 30 },
];
const FURTHER_COLUMNS: readonly LaidColumn[] = [
  { id: 'furtherLabel', width: 26 },
  { id: 'further', width: 17 },
];
const ENTITY_COLUMN: LaidColumn = { id: 'entity', width: 22 };

const PROFILE_COLUMNS: readonly LaidColumn[] = [
  { id: 'line', width: 7 },
  { id: 'key', width: 12 },
  { id: 'label', width: 40 },
  { id: 'value', width: 22 },
  { id: 'unit', width: 16 },
  { id: 'year', width: 8 },
  { id: 'quality', width: 28 },
  { id: 'origin', width: 24 },
  { id: 'source', width: 30 },
  { id: 'notes', width: 30 },
  { id: 'usedBy', width: 9 },
  ENTITY_COLUMN,
];

/** The title, a sentence, then the heads. */
export const HEAD_ROW = 3;

export type TableName = 'profile' | 'data';
type LaidRow = { row: number; table: TableName };

export type Layout = {
  /** In the order of the tabs. */
  sheets: readonly FileSheetName[];
  profile: readonly ProfileRow[];
  points: readonly DataPoint[];
  /** Rows that the receiver fills; the others are there because these need them. */
  own: ReadonlySet<string>;
  columns: Record<TableName, readonly LaidColumn[]>;
  /** Where a row of the set stands; undefined where it is not in the file. */
  placeOf: (row: string) => LaidRow | undefined;
  /** `J` of a column of a table; undefined where the table has none. */
  letterOf: (table: TableName, column: string) => string | undefined;
  /** The cells of a column, rows of the set alone, as a formula on any sheet names them. */
  rangeOf: (table: TableName, column: string) => string;
  /** The last row of a table. */
  lastRow: Record<TableName, number>;
};

export function layoutOf(asked: FileAsked, words: FileWords): Layout {
  const { catalogue } = asked;
  const { own, shown } = rowsOf(asked);
  const profile = catalogue.profile.filter(({ row }) => shown.has(row));
  const points = catalogue.dataPoints.filter(({ row }) => shown.has(row));
  const places = new Map<string, LaidRow>();
  profile.forEach(({ row }, at) => places.set(row, { row: HEAD_ROW + 1 + at, table: 'profile' }));
  let next = HEAD_ROW;
  points.forEach(({ row, kpi }, at) => {
    // Each dimension begins with a row of its own, the head of its group.
    next += points[at - 1]?.kpi.dimensionId === kpi.dimensionId ? 1 : 2;
    places.set(row, { row: next, table: 'data' });
  });
  const columns = { profile: PROFILE_COLUMNS, data: dataColumns(catalogue) };
  const lastRow = { profile: HEAD_ROW + profile.length, data: next };
  const letterOf = (table: TableName, column: string): string | undefined => {
    const at = columns[table].findIndex(({ id }) => id === column);
    return at < 0 ? undefined : columnLetters(at + 1);
  };
  return {
    sheets: sheetsOf(asked.part, { profile: profile.length, points: points.length }),
    profile,
    points,
    own,
    columns,
    placeOf: (row) => places.get(row),
    letterOf,
    rangeOf: (table, column) => {
      const letter = letterOf(table, column) ?? 'A';
      const range = absolute(`${letter}${HEAD_ROW + 1}:${letter}${lastRow[table]}`);
      return `${quotedSheet(words.sheets[table])}!${range}`;
    },
    lastRow,
  };
}

/** An edition whose formulas have a third figure has columns for it, behind those of the template. */
function dataColumns(catalogue: Catalogue): LaidColumn[] {
  const hasFurther = catalogue.dataPoints.some(({ inputs }) =>
    inputs.some(({ column }) => column === 'further'),
  );
  return [...DATA_COLUMNS, ...(hasFurther ? FURTHER_COLUMNS : []), ENTITY_COLUMN];
}

function sheetsOf(part: FilePart, { profile, points }: { profile: number; points: number }) {
  const tables: FileSheetName[] = [];
  if (profile > 0) tables.push('profile');
  if (points > 0) tables.push('data');
  const asked = (['queries', 'questions'] as const).filter(
    (sheet) => part.kind !== 'sheet' || part.sheet === sheet,
  );
  const lists: FileSheetName[] = tables.length > 0 ? ['lists'] : [];
  return ['start' as const, ...tables, ...asked, ...lists];
}

/** `shown`: also the lines of the City profile that the rows of an entity are computed from. */
function rowsOf({ catalogue, part, assignments }: FileAsked): {
  own: Set<string>;
  shown: Set<string>;
} {
  const own = new Set<string>();
  for (const { row, kind } of catalogue.rows.values()) {
    if (isIn(part, kind === 'profile' ? 'profile' : 'data', assignments.get(row))) own.add(row);
  }
  const shown = new Set(own);
  if (part.kind !== 'entity') return { own, shown };
  for (const { row, inputs } of catalogue.dataPoints) {
    if (!own.has(row)) continue;
    for (const { cell } of inputs) {
      const home = cell.slice(0, cell.lastIndexOf(':')) as RowId;
      if (catalogue.rows.get(home)?.kind === 'profile') shown.add(home);
    }
  }
  return { own, shown };
}

function isIn(part: FilePart, table: TableName, entity: string | undefined): boolean {
  switch (part.kind) {
    case 'whole':
      return true;
    case 'sheet':
      return part.sheet === table;
    case 'entity':
      return entity === part.entity;
  }
}
