/**
 * Reads the tables of an OpenDocument spreadsheet as their elements come. Rows and cells say how often they are repeated,
 * up to the end of the sheet: only those that hold something are made, within bounds.
 * Source: OpenDocument 1.3 part 3, 9.1 (tables), 19.385 (value types), 6.1.3 (blanks in text).
 */
import {
  type BookCell,
  type BookRange,
  type BookRow,
  type BookSheet,
  COLUMNS_MAX,
  ROWS_MAX,
} from '../book/book.ts';
import { BookFault } from '../book/fault.ts';
import { BOOK_CELLS, BOOK_LIST, BOOK_MERGES, BOOK_PLACES, BOOK_SHEETS } from '../book/limits.ts';
import type { XmlElement } from '../xml/walk.ts';
import { type CellTexts, OdsTexts } from './ods-texts.ts';
import { heldBy, type Written } from './held.ts';
import { STYLE, TABLE } from './spaces.ts';

type Sheet = Omit<BookSheet, 'rows' | 'merges'> & { rows: BookRow[]; merges: BookRange[] };
type Row = { hidden: boolean; times: number; cells: Map<number, BookCell> };
type Cell = { written: Written; times: number; across: number; down: number; covered: boolean };

export class ContentReader {
  readonly #sheets: Sheet[] = [];
  readonly #hiddenStyles = new Set<string>();
  readonly #texts = new OdsTexts();
  #style = '';
  #sheet: Sheet | undefined;
  #row: Row | undefined;
  #cell: Cell | undefined;
  #rowAt = 1;
  #columnAt = 1;
  #inside = 0;
  #met = { cells: 0, places: 0 };

  sheets(): BookSheet[] {
    return this.#sheets;
  }

  open(element: XmlElement): void {
    if (element.space === TABLE) this.#openOfTable(element);
    else if (element.space === STYLE) this.#openOfStyle(element);
    if (this.#cell) this.#texts.open(element);
  }

  text(text: string): void {
    if (this.#cell) this.#texts.text(text);
  }

  close(name: string, space: string): void {
    if (this.#cell) this.#texts.close(name, space);
    if (space !== TABLE) return;
    if (name === 'table') {
      this.#inside -= 1;
      if (this.#inside === 0) this.#sheet = undefined;
    } else if (this.#inside !== 1) return;
    else if (name === 'table-row') this.#closeRow();
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#closeCell();
  }

  #openOfStyle(element: XmlElement): void {
    if (element.name === 'style') this.#style = element.in(STYLE, 'name') ?? '';
    else if (element.name === 'table-properties' && element.in(TABLE, 'display') === 'false')
      this.#hiddenStyles.add(this.#style);
    else if (element.name === 'text-properties')
      this.#texts.learn(this.#style, element.in(STYLE, 'text-position'));
    if (this.#hiddenStyles.size > BOOK_LIST) throw new BookFault('file-too-large', 'styles');
  }

  #openOfTable(element: XmlElement): void {
    // A table inside of a cell is a drawing's own.
    if (element.name === 'table') {
      this.#inside += 1;
      if (this.#inside === 1) this.#openSheet(element);
    } else if (this.#inside !== 1) return;
    else if (element.name === 'table-row') this.#openRow(element);
    else if (element.name === 'table-cell') this.#openCell(element, false);
    else if (element.name === 'covered-table-cell') this.#openCell(element, true);
  }

  #openSheet(element: XmlElement): void {
    if (this.#sheets.length >= BOOK_SHEETS) throw new BookFault('file-too-large', 'sheets');
    this.#sheet = {
      name: element.in(TABLE, 'name') ?? '',
      hidden: this.#hiddenStyles.has(element.in(TABLE, 'style-name') ?? ''),
      rows: [],
      merges: [],
    };
    this.#sheets.push(this.#sheet);
    this.#rowAt = 1;
  }

  #openRow(element: XmlElement): void {
    const visibility = element.in(TABLE, 'visibility') ?? 'visible';
    this.#count('places', 1, BOOK_PLACES);
    this.#row = {
      hidden: visibility !== 'visible',
      times: timesOf(element, 'number-rows-repeated'),
      cells: new Map(),
    };
    this.#columnAt = 1;
  }

  #openCell(element: XmlElement, covered: boolean): void {
    if (!this.#row) throw new BookFault('file-damaged', 'content.xml');
    this.#count('places', 1, BOOK_PLACES);
    this.#cell = {
      written: { element, formula: element.in(TABLE, 'formula') },
      times: timesOf(element, 'number-columns-repeated'),
      across: timesOf(element, 'number-columns-spanned'),
      down: timesOf(element, 'number-rows-spanned'),
      covered,
    };
    this.#texts.begin();
  }

  #closeCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    if (!cell || !this.#row) return;
    if (this.#columnAt + cell.times - 1 > COLUMNS_MAX)
      cell.times = COLUMNS_MAX + 1 - this.#columnAt;
    if (cell.across > 1 || cell.down > 1) this.#merge(cell);
    const made = cell.covered ? undefined : cellOf(cell.written, this.#texts.take());
    if (made) {
      this.#count('cells', cell.times, BOOK_CELLS);
      for (let each = 0; each < cell.times; each += 1)
        this.#row.cells.set(this.#columnAt + each, made);
    }
    this.#columnAt += Math.max(cell.times, 0);
  }

  #merge({ across, down }: Cell): void {
    if (!this.#sheet) return;
    if (this.#sheet.merges.length >= BOOK_MERGES) throw new BookFault('file-too-large', 'merges');
    const [top, left] = [this.#rowAt, this.#columnAt];
    this.#sheet.merges.push({ top, left, bottom: top + down - 1, right: left + across - 1 });
  }

  #closeRow(): void {
    const row = this.#row;
    this.#row = undefined;
    if (!row || !this.#sheet) return;
    if (row.cells.size > 0) {
      this.#count('cells', row.cells.size * (row.times - 1), BOOK_CELLS);
      for (let each = 0; each < row.times; each += 1)
        this.#sheet.rows.push({ row: this.#rowAt + each, hidden: row.hidden, cells: row.cells });
    }
    this.#rowAt += row.times;
    if (this.#rowAt > ROWS_MAX + 1) this.#rowAt = ROWS_MAX + 1;
  }

  #count(what: 'cells' | 'places', number: number, most: number): void {
    this.#met[what] += number;
    if (this.#met[what] > most) throw new BookFault('file-too-large', what);
  }
}

/** How often, from 1 on; a number that is none, or beyond all sheets, is damage. */
function timesOf(element: XmlElement, name: string): number {
  const written = element.in(TABLE, name);
  if (written === undefined) return 1;
  const times = Number(written);
  if (!Number.isInteger(times) || times < 1 || times > ROWS_MAX)
    throw new BookFault('file-damaged', 'content.xml');
  return times;
}

function cellOf(written: Written, { text, runs, note }: CellTexts): BookCell | undefined {
  const held = heldBy(written, runs ? { text, runs } : { text });
  if (held.kind === 'nothing' && note === '') return undefined;
  const percent = held.kind === 'number' && written.element.any('value-type') === 'percentage';
  const cell: BookCell = { held, format: percent ? '0%' : 'General' };
  if (written.formula !== undefined) cell.formula = written.formula.replace(/^[a-z]+:=?/u, '');
  if (note !== '') cell.note = note;
  return cell;
}
