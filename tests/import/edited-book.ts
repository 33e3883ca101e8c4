/** What people do to the tables of a spreadsheet: sorting, deleting and inserting rows and columns, renaming sheets. */
import type { Book, BookCell, BookRow, BookSheet } from '@tallystick/exchange/book/book';
import { KEY_HEAD } from '@tallystick/exchange/own/own-names';
import { ENGLISH } from '@tallystick/exchange/own/words/en';
import type { Random } from '../ledger/seeded-random.ts';

type Cells = Map<number, BookCell>;
export type EditRow = { row: number; hidden: boolean; cells: Cells };

export const textCell = (text: string): BookCell => ({
  held: { kind: 'text', text },
  format: 'General',
});
export const numberCell = (value: number): BookCell => ({
  held: { kind: 'number', value },
  format: 'General',
});

const said = (cell: BookCell | undefined): string =>
  cell?.held.kind === 'text' ? cell.held.text : '';

/**
 * A program that opens the file computes it. A reader does not believe a formula's 0 in a file that asks to be computed,
 * and would look for the figures where they stood before the rows were sorted. Of results nothing is taken anyway.
 */
function computed(cells: ReadonlyMap<number, BookCell>, result: number | undefined): Cells {
  const zero = { held: { kind: 'number', value: 0 }, format: 'General' } as const;
  return new Map(
    [...cells].map(([column, cell]) => {
      const isZero = cell.held.kind === 'not-computed' && column !== result;
      return [column, isZero ? zero : cell];
    }),
  );
}

/** A sheet with rows that have keys, to be worked on. */
export class EditedTable {
  readonly name: string;
  rows: EditRow[];
  private readonly sheet: BookSheet;

  private constructor(sheet: BookSheet) {
    this.sheet = sheet;
    this.name = sheet.name;
    const heads = sheet.rows.flatMap(({ cells }) => [...cells]);
    const result = heads.find(([, cell]) => said(cell) === ENGLISH.columns.result)?.[0];
    this.rows = sheet.rows.map(({ row, hidden, cells }) => ({
      row,
      hidden,
      cells: computed(cells, result),
    }));
  }

  /** All of a book, by the head of the hidden column. */
  static of({ sheets }: Book): EditedTable[] {
    return sheets
      .map((sheet) => new EditedTable(sheet))
      .filter((table) => table.head !== undefined);
  }

  get head(): EditRow | undefined {
    return this.rows.find(({ cells }) =>
      [...cells.values()].some((cell) => said(cell) === KEY_HEAD),
    );
  }

  /** The column under a head; undefined where there is none. */
  column(head: string): number | undefined {
    return [...(this.head?.cells ?? [])].find(([, cell]) => said(cell) === head)?.[0];
  }

  /** The row of the set that a row's key names; undefined for all other rows. */
  keyOf(row: EditRow): string | undefined {
    const key = said(row.cells.get(this.column(KEY_HEAD) ?? 0));
    return key.includes('~') ? key.split('~')[0] : undefined;
  }

  get keyed(): EditRow[] {
    return this.rows.filter((row) => this.keyOf(row) !== undefined);
  }

  /** As by sorting: what stands in the rows goes to other ones. */
  shuffle(random: Random): void {
    const keyed = this.keyed;
    const contents = keyed.map(({ cells }) => cells);
    for (const row of keyed)
      row.cells = contents.splice(random.below(contents.length), 1)[0] as Cells;
  }

  delete(row: EditRow): void {
    this.rows = this.rows.filter((each) => each !== row);
    for (const each of this.rows) if (each.row > row.row) each.row -= 1;
  }

  insertBefore({ row }: EditRow, cells: Cells): void {
    for (const each of this.rows) if (each.row >= row) each.row += 1;
    this.rows.push({ row, hidden: false, cells });
    this.rows.sort((a, b) => a.row - b.row);
  }

  /** A column of the city's own, with words in it. */
  insertColumn(at: number, random: Random): void {
    for (const row of this.rows) {
      row.cells = new Map(
        [...row.cells].map(([column, cell]) => [column >= at ? column + 1 : column, cell]),
      );
      if (row === this.head) row.cells.set(at, textCell('Our own remark'));
      else if (random.below(5) === 0) row.cells.set(at, textCell(`remark ${random.below(100)}`));
    }
  }

  swapKeys(one: EditRow, other: EditRow): void {
    const column = this.column(KEY_HEAD) ?? 0;
    const [first, second] = [one.cells.get(column), other.cells.get(column)];
    if (first) other.cells.set(column, first);
    if (second) one.cells.set(column, second);
  }

  into(name: string): { of: BookSheet; sheet: BookSheet } {
    const rows: BookRow[] = this.rows.toSorted((a, b) => a.row - b.row);
    return { of: this.sheet, sheet: { ...this.sheet, name, rows, merges: [] } };
  }
}

/** The book with the tables as they are now, under the names given. */
export function withTables(
  book: Book,
  tables: readonly EditedTable[],
  named: (name: string) => string,
): Book {
  const edited = new Map(
    tables.map((table) => table.into(named(table.name))).map(({ of, sheet }) => [of, sheet]),
  );
  return { ...book, sheets: book.sheets.map((sheet) => edited.get(sheet) ?? sheet) };
}
