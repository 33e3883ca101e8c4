/** The cells that both tables have: typed ones with their looks and checks, heads, the key of a row. */
import type { CellSpec } from '@tallystick/domain/cells/cell-spec';
import { isPercent } from '@tallystick/domain/cells/cell-text';
import { addressOf } from '../book/book.ts';
import { KEY_HEAD } from '../own/own-names.ts';
import { wrappedHeight } from '../xlsx/write/row-height.ts';
import type { OutCell, OutRow, OutSheet, OutValidation, OutValue } from '../xlsx/write/out-book.ts';
import {
  DECIMALS_MOST,
  type FigureKind,
  type FigureStyle,
  type StyleName,
} from '../xlsx/write/styles.ts';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';
import { checkOf } from './checks.ts';
import { HEAD_ROW, type TableName } from './layout.ts';
import { type Making, typedValue } from './making.ts';

/** One row of a table as it is made, column by column. */
export type RowCells = {
  put: (column: string, style: StyleName, holds?: OutValue | undefined) => void;
  /** The address of a column in this row. */
  at: (column: string) => string;
  cells: OutCell[];
};

export function rowCells({ layout }: Making, table: TableName, row: number): RowCells {
  const places = new Map(layout.columns[table].map(({ id }, at) => [id as string, at + 1]));
  const cells: OutCell[] = [];
  return {
    cells,
    at: (column) => `${layout.letterOf(table, column) ?? 'A'}${row}`,
    put: (column, style, holds) => {
      const place = places.get(column);
      if (place === undefined) return;
      cells.push(holds === undefined ? { column: place, style } : { column: place, style, holds });
    },
  };
}

/** A cell that is typed into; open where the receiver fills its row. */
export function putTyped(
  making: Making,
  line: RowCells,
  { spec, point, checks }: { spec: CellSpec; point?: DataPoint; checks: OutValidation[] },
): void {
  const isOpen = making.asked.version === null && making.layout.own.has(spec.row);
  line.put(spec.column, styleOf(making, spec, isOpen), typedValue(making, spec));
  if (!isOpen) return;
  const at = line.at(spec.column);
  const beside = (column: string) => line.at(column);
  const check = checkOf(making, spec, { at, beside, ...(point === undefined ? {} : { point }) });
  if (check !== undefined) checks.push(check);
}

function styleOf(making: Making, spec: CellSpec, isOpen: boolean): StyleName {
  switch (spec.kind) {
    case 'number':
      if (spec.integer) return isOpen ? 'input-whole' : 'fixed-whole';
      return figureStyle(spec, isOpen, decimalsTyped(making.read(spec.cell)));
    case 'yes-no':
    case 'year':
      return isOpen ? 'input-answer' : 'fixed-answer';
    case 'unit':
      return isOpen ? 'input-unit' : 'fixed-unit';
    case 'choice':
    case 'text':
      return isOpen ? 'input' : 'fixed-words';
  }
}

/** Integers are grouped, fractions as they were typed, what is of a hundred has its sign. */
export const figureStyle = (
  spec: Pick<CellSpec, 'unit'>,
  isOpen: boolean,
  decimals = 0,
): FigureStyle =>
  `${isOpen ? 'input' : 'fixed'}-${isPercent(spec) ? 'percent' : 'figure'}-${decimals}`;

/** Digits behind the point of a figure as a room holds it; of a formula and of words none. */
function decimalsTyped(text = ''): number {
  const fraction = /^[-+]?[\d\s]*\.(\d+)$/u.exec(text)?.[1] ?? '';
  return Math.min(fraction.length, DECIMALS_MOST);
}

/** Runs of cells below each other whose figures have no fraction now. */
function fractionsIn(rows: readonly OutRow[]): NonNullable<OutSheet['fractions']> {
  const runs: { column: number; top: number; bottom: number; kind: FigureKind }[] = [];
  const open = new Map<string, (typeof runs)[number]>();
  for (const { row, cells } of rows) {
    for (const { column, style } of cells) {
      const kind = /-(figure|percent)-0$/u.exec(style)?.[1] as FigureKind | undefined;
      if (kind === undefined) continue;
      const run = open.get(`${column} ${kind}`);
      if (run?.bottom === row - 1) run.bottom = row;
      else {
        const begun = { column, top: row, bottom: row, kind };
        runs.push(begun);
        open.set(`${column} ${kind}`, begun);
      }
    }
  }
  return runs.map(({ column, top, bottom, kind }) => ({
    at:
      top === bottom
        ? addressOf(top, column)
        : `${addressOf(top, column)}:${addressOf(bottom, column)}`,
    kind,
  }));
}

/** The title, the sentence below it, and the heads. */
export function headRows({ asked, words, layout }: Making, table: TableName): OutRow[] {
  const title = `${words.sheets[table]}: ${asked.city}`;
  const heads = layout.columns[table].map(({ id }, at) => ({
    column: at + 1,
    style: 'head' as const,
    holds: id === 'key' ? KEY_HEAD : words.columns[id],
  }));
  return [
    { row: 1, height: 24, cells: [{ column: 1, style: 'title', holds: title }] },
    { row: 2, cells: [{ column: 1, style: 'quiet', holds: words.hints[table] }] },
    { row: HEAD_ROW, height: 32, cells: heads },
  ];
}

/** The height of a row; its key is never wrapped. */
export function heightOf({ layout }: Making, table: TableName, cells: readonly OutCell[]): number {
  return wrappedHeight(cells, (column) => {
    const laid = layout.columns[table][column - 1];
    return laid === undefined || laid.id === 'key' ? undefined : laid.width;
  });
}

/** All that a table has around its rows. */
export function tableSheet(
  making: Making,
  table: TableName,
  filled: Pick<OutSheet, 'rows' | 'validations' | 'notes'>,
): OutSheet {
  const { layout, words } = making;
  const columns = layout.columns[table];
  const last = layout.letterOf(table, columns.at(-1)?.id ?? 'line') ?? 'A';
  const name = columns.findIndex(({ id }) => id === 'kpi' || id === 'label');
  return {
    name: words.sheets[table],
    isRightToLeft: words.isRightToLeft,
    columns: columns.map(({ id, width }) => ({ width, isHidden: id === 'key' })),
    frozen: { rows: HEAD_ROW, columns: name + 1 },
    isProtected: true,
    isOpenBeside: true,
    filter: `A${HEAD_ROW}:${last}${layout.lastRow[table]}`,
    paper: table === 'data' ? 'A3' : 'A4',
    footer: footerOf(making),
    fractions: fractionsIn(filled.rows),
    ...filled,
  };
}

/** City, title and what the file is of, on each printed page. */
export function footerOf({ asked, words }: Making): string {
  const { version } = asked;
  const of = version === null ? words.start.open : `${words.start.version} ${version.submission}`;
  return [asked.city, asked.title, of].filter((part) => part !== '').join(' · ');
}
