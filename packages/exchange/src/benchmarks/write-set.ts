/** A benchmark set as an .xlsx file: every data point has its line, so that what has no benchmark can be given one. */
import type { Catalogue, DataPoint } from '@tallystick/catalogue/kpi-set';
import {
  type Benchmark,
  type BenchmarkSet,
  entryOf,
  METHODS,
  STANDINGS,
} from '@tallystick/score/benchmarks/benchmark-set';
import { decimalOf } from '../reading/cell-texts.ts';
import { columnLetters } from '../book/book.ts';
import type { OutCell, OutRow, OutSheet, OutValidation, OutValue } from '../xlsx/write/out-book.ts';
import { wrappedHeight } from '../xlsx/write/row-height.ts';
import { DECIMALS_MOST, type StyleName } from '../xlsx/write/styles.ts';
import { writeXlsx } from '../xlsx/write/write-xlsx.ts';
import { ABOUT_LINES, SET_COLUMNS, SET_WORDS, type SetColumn } from './set-columns.ts';

const HEAD_ROW = 3;
const PROGRAM = 'Tallystick';

export type SetAsked = { locale: 'en' | 'ar'; now: number };

/** The same set, language and time give the same bytes. */
export function writeSet(
  catalogue: Catalogue,
  set: BenchmarkSet,
  { locale, now }: SetAsked,
): Uint8Array {
  return writeXlsx({
    sheets: [benchmarksSheet(catalogue, set, locale), aboutSheet(set, locale)],
    title: set.title,
    creator: PROGRAM,
    now,
    properties: new Map(),
    people: [],
  });
}

function aboutSheet(set: BenchmarkSet, locale: SetAsked['locale']): OutSheet {
  const words = SET_WORDS[locale];
  return {
    name: words.sheets.about,
    isRightToLeft: words.isRightToLeft,
    columns: [{ width: 28 }, { width: 90 }],
    rows: ABOUT_LINES.map((line, at) => ({
      row: at + 1,
      cells: [
        { column: 1, style: 'bold', holds: words.about[line] },
        { column: 2, style: words.isRightToLeft ? 'words-rtl' : 'words', holds: String(set[line]) },
      ],
    })),
  };
}

function benchmarksSheet(
  catalogue: Catalogue,
  set: BenchmarkSet,
  locale: SetAsked['locale'],
): OutSheet {
  const words = SET_WORDS[locale];
  const heads = SET_COLUMNS.map(
    ({ id }, at): OutCell => ({ column: at + 1, style: 'head', holds: words.heads[id] }),
  );
  const lines = catalogue.dataPoints.map((point, at): OutRow => {
    const cells = cellsOf(point, entryOf(set, point.row));
    return { row: HEAD_ROW + 1 + at, height: wrappedHeight(cells, widthOf), cells };
  });
  const last = HEAD_ROW + lines.length;
  return {
    name: words.sheets.benchmarks,
    isRightToLeft: words.isRightToLeft,
    columns: SET_COLUMNS.map(({ width }) => ({ width })),
    rows: [
      { row: 1, height: 24, cells: [{ column: 1, style: 'title', holds: set.title }] },
      { row: 2, cells: [{ column: 1, style: 'quiet', holds: words.hint }] },
      { row: HEAD_ROW, height: 24, cells: heads },
      ...lines,
    ],
    frozen: { rows: HEAD_ROW, columns: 1 },
    filter: `A${HEAD_ROW}:${columnLetters(SET_COLUMNS.length)}${last}`,
    validations: [
      choices('direction', ['higher', 'lower', 'target'], last, words.heads.direction),
      choices('method', METHODS, last, words.heads.method),
      choices('standing', STANDINGS, last, words.heads.standing),
    ],
    paper: 'A3',
  };
}

/** The key of a row is not wrapped. */
const widthOf = (column: number): number | undefined =>
  column === 1 ? undefined : SET_COLUMNS[column - 1]?.width;

function choices(
  column: SetColumn,
  of: readonly string[],
  last: number,
  title: string,
): OutValidation {
  const letters = columnLetters(SET_COLUMNS.findIndex(({ id }) => id === column) + 1);
  const says = of.join(', ');
  const at = `${letters}${HEAD_ROW + 1}:${letters}${last}`;
  return { at, rule: { kind: 'list', from: `"${of.join(',')}"` }, title, says };
}

function cellsOf(point: DataPoint, entry: Benchmark | null): OutCell[] {
  return SET_COLUMNS.map(({ id, isRead }, at): OutCell => {
    const column = at + 1;
    const holds = heldOf(id, point, entry);
    if (holds === undefined) return { column, style: 'input' };
    if (id === 'row') return { column, style: 'key', holds };
    if (typeof holds === 'number') return { column, style: figureStyle(holds), holds };
    return { column, style: isRead && id !== 'unit' ? 'input' : 'fixed-words', holds };
  });
}

function figureStyle(figure: number): StyleName {
  const decimals = decimalOf(figure).split('.')[1]?.length ?? 0;
  return `input-figure-${Math.min(decimals, DECIMALS_MOST)}`;
}

function heldOf(
  column: SetColumn,
  point: DataPoint,
  entry: Benchmark | null,
): OutValue | undefined {
  switch (column) {
    case 'row':
      return point.row;
    case 'code':
      return point.kpi.id;
    case 'kpi':
      return point.kpi.name;
    case 'point':
      return point.label;
    case 'unit':
      return point.unit;
    case 'target':
    case 'worst':
      return figureOf(entry?.[column] ?? null);
    case 'source':
      return entry?.source.title;
    case 'url':
      return entry?.source.url ?? undefined;
    default:
      return entry?.[column] || undefined;
  }
}

/** As a number where a spreadsheet keeps all of its digits, else as a text. */
function figureOf(decimal: string | null): number | string | undefined {
  if (decimal === null) return undefined;
  const number = Number(decimal);
  return decimal.replace(/\D/g, '').length <= 15 && decimalOf(number) === decimal
    ? number
    : decimal;
}
