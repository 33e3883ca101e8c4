/** Reads a table of KPI data: its rows as rows of the KPI set, their cells as a person would have typed them. */
import type { Catalogue, DataPoint } from '@tallystick/catalogue/kpi-set';
import { type CellSpec, cellSpec } from '@tallystick/domain/cells/cell-spec';
import { cellId, type RowId } from '@tallystick/domain/cells/ids';
import type { Computation } from '../compute/compute.ts';
import { addressOf, type BookCell, type BookRow, type BookSheet } from '../book/book.ts';
import { meaningOf } from './cell-meaning.ts';
import { isBlank, textOf } from './cell-texts.ts';
import type { FileCell, FileRow, FileSheet, UnknownRow } from './file-reading.ts';
import { FILLED_FIELDS, type Table } from './find-tables.ts';
import type { Field } from './header-words.ts';
import { Merged } from './merged.ts';
import { tellRow } from './tell-row.ts';

export type TableContext = {
  catalogue: Catalogue;
  /** Whether hidden keys of this edition of the KPI set may stand in it. */
  byKey: boolean;
  /** Whether the product wrote the file: what stands in its unit cells is what a city says. */
  isOwn: boolean;
  /** See `Asked` in `cell-meaning.ts`. */
  mark?: '.' | ',';
  /** Of a file of our own: what a cell was when it was exported. */
  exported?: ReadonlyMap<string, string>;
  /** Computes what the file does not hold the results of. */
  computation: Computation;
};

export function readTable(sheet: BookSheet, table: Table, context: TableContext): FileSheet {
  const reader = new TableReader(sheet, table, context);
  for (const row of table.rows) reader.take(row);
  return reader.sheet();
}

type FilledField = (typeof FILLED_FIELDS)[number];

class TableReader {
  readonly #sheet: BookSheet;
  readonly #table: Table;
  readonly #context: TableContext;
  readonly #merged: Merged;
  readonly #rows: FileRow[] = [];
  readonly #unknown: UnknownRow[] = [];
  readonly #resultsComputed: boolean;

  constructor(sheet: BookSheet, table: Table, context: TableContext) {
    this.#sheet = sheet;
    this.#table = table;
    this.#context = context;
    const columns = FILLED_FIELDS.flatMap((field) => table.columns.get(field) ?? []);
    this.#merged = new Merged(sheet, table.rows, new Set(columns));
    const result = table.columns.get('result');
    this.#resultsComputed =
      result !== undefined &&
      table.rows.some((row) => row.cells.get(result)?.formula !== undefined);
  }

  sheet(): FileSheet {
    const { name, hidden } = this.#sheet;
    const { rows, twice } = onceEach(this.#rows);
    const unknown = [...this.#unknown, ...twice].toSorted((a, b) => a.row - b.row);
    return { name, hidden, rows, unknown };
  }

  take(row: BookRow): void {
    const said = {
      key: this.#text(row, 'key'),
      code: this.#text(row, 'code'),
      name: this.#text(row, 'name'),
      numerator: this.#text(row, 'numerator-label'),
      unit: this.#text(row, 'unit'),
    };
    const told = tellRow(this.#context.catalogue, said, this.#context.byKey);
    if (told.is === 'row') this.#rows.push(this.#rowOf(row, told.point, told.by));
    else if (told.is === 'unknown')
      this.#unknown.push({ row: row.row, why: told.why, told: told.told });
    else if (this.#holdsFigures(row))
      this.#unknown.push({
        row: row.row,
        why: 'code-not-known',
        told: (said.code.trim() || said.name.trim()).slice(0, 120),
      });
  }

  /** What stands in a column of a row; of a merged rectangle in each of its rows. */
  #text(row: BookRow, field: Field): string {
    const column = this.#table.columns.get(field);
    if (column === undefined) return '';
    return textOf(row.cells.get(column) ?? this.#merged.anchorOf(row.row, column)?.cell);
  }

  #holdsFigures(row: BookRow): boolean {
    return (['numerator', 'denominator', 'value', 'override'] as const).some((field) => {
      const column = this.#table.columns.get(field);
      return column !== undefined && !isBlank(row.cells.get(column));
    });
  }

  #rowOf(row: BookRow, point: RowId, by: FileRow['by']): FileRow {
    const found: FileRow = { row: row.row, point, by, hidden: row.hidden, cells: [] };
    for (const field of FILLED_FIELDS) {
      const column = this.#table.columns.get(field);
      if (column === undefined) continue;
      if (field === 'result') this.#result(row, column, found);
      else {
        const cell = this.#cell(row, column, this.#specOf(point, field));
        if (cell && !this.#isOwnUnit(point, field, cell)) found.cells.push(cell);
      }
    }
    return found;
  }

  /** The cell of the workbook in which a field of a row stands: at home where the row only shows it. */
  #specOf(row: RowId, field: Exclude<FilledField, 'result'>): CellSpec | undefined {
    const { catalogue } = this.#context;
    const known = catalogue.rows.get(row);
    if (known?.kind === 'data-point') {
      const use = known.inputs.find(({ column }) => column === field);
      if (use) return cellSpec(catalogue, use.cell);
      // A table with one column of values holds results.
      if (field === 'value') return cellSpec(catalogue, cellId(row, 'override'));
    }
    return cellSpec(catalogue, cellId(row, field));
  }

  #cell(row: BookRow, column: number, spec: CellSpec | undefined): FileCell | undefined {
    if (!spec) return undefined;
    const cell = this.#computed(row, column);
    const address = addressOf(row.row, column);
    const note = cell?.note === undefined ? {} : { note: cell.note };
    const merged = this.#merged.overSeveral(row.row, column);
    if (merged && !isBlank(merged))
      return {
        cell: spec.cell,
        address,
        ...note,
        kind: 'unreadable',
        why: 'merged',
        raw: textOf(merged).slice(0, 200),
      };
    const meaning = this.#asExported(cell, spec) ?? this.#meaning(cell, spec);
    const isNew = meaning.kind === 'text' && cell?.held !== row.cells.get(column)?.held;
    const formula = isNew && cell?.formula ? { formula: `=${cell.formula}`.slice(0, 400) } : {};
    const shown = asWritten(cell, spec, meaning);
    return { cell: spec.cell, address, ...note, ...formula, ...shown, ...meaning };
  }

  /** A cell; with what its formula comes to, where the file does not hold that. */
  #computed(row: BookRow, column: number): BookCell | undefined {
    const cell = row.cells.get(column);
    const { computation } = this.#context;
    if (cell?.held.kind === 'not-computed') {
      const place = { sheet: this.#sheet, row: row.row, column };
      return { ...cell, held: computation.heldAt(place) };
    }
    // Programs that compute nothing leave a nought behind, and the next one may keep it.
    if (cell?.held.kind !== 'number' || cell.held.value !== 0 || !cell.formula) return cell;
    const held = computation.heldBy(cell.formula, this.#sheet);
    return held.kind === 'number' && held.value !== 0 ? { ...cell, held } : cell;
  }

  /** `about 500` is no figure of a spreadsheet; where it is what was exported, it is known what it means. */
  #asExported(
    cell: BookCell | undefined,
    spec: CellSpec,
  ): ReturnType<typeof meaningOf> | undefined {
    const text = this.#context.exported?.get(spec.cell);
    const isSame = text !== undefined && cell?.held.kind === 'text' && cell.held.text === text;
    return isSame ? { kind: 'text', text } : undefined;
  }

  #meaning(cell: BookCell | undefined, spec: CellSpec): ReturnType<typeof meaningOf> {
    const point = this.#context.catalogue.rows.get(spec.row);
    const percentRow = point?.kind === 'data-point' && point.unit.startsWith('%');
    const { mark } = this.#context;
    return meaningOf(cell, mark === undefined ? { spec, percentRow } : { spec, percentRow, mark });
  }

  /** The template writes the usual unit into the cell in which a city may say another one. */
  #isOwnUnit(row: RowId, field: FilledField, cell: FileCell): boolean {
    if (field !== 'unit' || cell.kind !== 'text') return false;
    const known = this.#context.catalogue.rows.get(row) as DataPoint | undefined;
    return known?.unit === cell.text && !this.#context.isOwn;
  }

  /** A result that was computed in the file is not a value that somebody typed instead of one. */
  #result(row: BookRow, column: number, found: FileRow): void {
    const cell = row.cells.get(column);
    const spec = cellSpec(this.#context.catalogue, cellId(found.point, 'override'));
    const read = this.#cell(row, column, spec);
    if (!read || read.kind === 'empty') return;
    const isTyped = this.#resultsComputed
      ? cell?.formula === undefined
      : !found.cells.some(
          (each) => each.kind !== 'empty' && /:(?:numerator|denominator|further)$/.test(each.cell),
        );
    if (isTyped) found.cells.push(read);
    else found.computed = [...(found.computed ?? []), read];
  }
}

/** Two rows of one data point: where one of them alone holds something it is the one, else none of them is taken. */
function onceEach(rows: readonly FileRow[]): { rows: FileRow[]; twice: UnknownRow[] } {
  const byPoint = Map.groupBy(rows, ({ point }) => point);
  const twice: UnknownRow[] = [];
  const kept = new Set<FileRow>();
  for (const [point, same] of byPoint) {
    const [first, ...others] = same;
    const filled = same.filter(({ cells }) => cells.some(({ kind }) => kind !== 'empty'));
    if (others.length === 0 && first) kept.add(first);
    else if (filled.length === 1 && filled[0]) kept.add(filled[0]);
    else for (const { row } of same) twice.push({ row, why: 'twice', told: point });
  }
  return { rows: rows.filter((row) => kept.has(row)), twice };
}

/** The longest figure that is told as it was written. */
const WRITTEN_CHARACTERS = 60;

/** A figure that somebody wrote in their own way, `1.234,5`: read as another text, it is told as it stands there. */
function asWritten(
  cell: BookCell | undefined,
  { kind }: CellSpec,
  meaning: ReturnType<typeof meaningOf>,
): { shown?: string } {
  if (kind !== 'number' || meaning.kind !== 'text' || cell?.held.kind !== 'text') return {};
  const written = cell.held.text.trim();
  const isOther = written.replaceAll(/\s/gu, '') !== meaning.text;
  return isOther && written.length <= WRITTEN_CHARACTERS ? { shown: written } : {};
}
