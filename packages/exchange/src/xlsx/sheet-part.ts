/**
 * Reads one sheet of an .xlsx file: rows and cells with what they hold, whether or not they say where they stand.
 * Source: ECMA-376 part 1, 18.3.1.4 (c), 18.3.1.40 (f), 18.3.1.55 (mergeCell), 18.3.1.73 (row), 18.18.11 (cell types).
 */
import {
  type BookCell,
  type BookHeld,
  type BookRange,
  type BookRow,
  COLUMNS_MAX,
  placeOf,
  ROWS_MAX,
} from '../book/book.ts';
import { BookFault } from '../book/fault.ts';
import { BOOK_CELLS, BOOK_MERGES, BOOK_PLACES } from '../book/limits.ts';
import { isDateFormat, isoOfSerial } from '../book/number-format.ts';
import { walkXml, type XmlElement } from '../xml/walk.ts';
import { isMain, type SharedText, TextGatherer, unescaped } from './texts.ts';
import { isYes } from './workbook-part.ts';

/** What the cells of all sheets of a file need to be understood, and what was met of them so far. */
export type SheetContext = {
  texts: readonly SharedText[];
  formats: readonly string[];
  is1904: boolean;
  recomputes: boolean;
  met: { cells: number; places: number };
};

export type SheetPart = { rows: BookRow[]; merges: BookRange[] };

type Row = { row: number; hidden: boolean; cells: Map<number, BookCell> };

/** A cell under way. */
type Open = {
  column: number;
  type: string;
  format: string;
  value?: string;
  formula?: string;
  inline?: SharedText;
};

export function readSheetPart(part: string, bytes: Uint8Array, context: SheetContext): SheetPart {
  const reader = new SheetReader(part, context);
  walkXml(part, bytes, {
    open: (element) => {
      if (isMain(element.space)) reader.open(element);
    },
    text: (text) => reader.text(text),
    close: (name, space) => {
      if (isMain(space)) reader.close(name);
    },
  });
  return { rows: reader.rows(), merges: reader.merges };
}

class SheetReader {
  readonly merges: BookRange[] = [];
  readonly #part: string;
  readonly #context: SheetContext;
  readonly #rows = new Map<number, Row>();
  readonly #gatherer = new TextGatherer();
  #rowAt = 0;
  #columnAt = 0;
  #row: Row | undefined;
  #cell: Open | undefined;
  #inside: 'value' | 'formula' | 'inline' | undefined;

  constructor(part: string, context: SheetContext) {
    this.#part = part;
    this.#context = context;
  }

  /** Rows that hold something, from the top. */
  rows(): BookRow[] {
    return [...this.#rows.values()].toSorted((a, b) => a.row - b.row);
  }

  open(element: XmlElement): void {
    switch (element.name) {
      case 'row':
        this.#openRow(element);
        break;
      case 'c':
        this.#openCell(element);
        break;
      case 'v':
        this.#begin('value');
        break;
      case 'f':
        this.#begin('formula');
        break;
      case 'is':
        this.#begin('inline');
        break;
      case 'mergeCell':
        this.#merge(element.get('ref') ?? '');
        break;
      default:
        if (this.#inside === 'inline') this.#gatherer.open(element);
    }
  }

  text(text: string): void {
    if (this.#cell === undefined || this.#inside === undefined) return;
    if (this.#inside === 'inline') this.#gatherer.text(text);
    else this.#cell[this.#inside] = (this.#cell[this.#inside] ?? '') + text;
  }

  close(name: string): void {
    if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#row = undefined;
    else if (name === 'v' || name === 'f') this.#inside = undefined;
    else if (name === 'is' && this.#cell) {
      this.#cell.inline = this.#gatherer.take();
      this.#inside = undefined;
    } else if (this.#inside === 'inline') this.#gatherer.close(name);
  }

  #openRow(element: XmlElement): void {
    const said = element.get('r');
    this.#rowAt = said === undefined ? this.#rowAt + 1 : Number(said);
    if (!Number.isInteger(this.#rowAt) || this.#rowAt < 1 || this.#rowAt > ROWS_MAX)
      throw new BookFault('file-damaged', this.#part);
    this.#columnAt = 0;
    this.#count('places', BOOK_PLACES);
    this.#row = { row: this.#rowAt, hidden: isYes(element.get('hidden')), cells: new Map() };
  }

  #openCell(element: XmlElement): void {
    if (!this.#row) throw new BookFault('file-damaged', this.#part);
    const said = element.get('r');
    const place = said === undefined ? undefined : placeOf(said.toUpperCase());
    if (said !== undefined && place?.row !== this.#rowAt)
      throw new BookFault('file-damaged', this.#part);
    this.#columnAt = place?.column ?? this.#columnAt + 1;
    if (this.#columnAt > COLUMNS_MAX) throw new BookFault('file-damaged', this.#part);
    this.#count('places', BOOK_PLACES);
    this.#cell = {
      column: this.#columnAt,
      type: element.get('t') ?? 'n',
      format: this.#context.formats[Number(element.get('s') ?? 0)] ?? 'General',
    };
  }

  #begin(what: 'value' | 'formula' | 'inline'): void {
    if (!this.#cell) return;
    this.#inside = what;
    // A cell that shares a formula names it without repeating it.
    if (what === 'formula') this.#cell.formula = '';
  }

  #closeCell(): void {
    const open = this.#cell;
    this.#cell = undefined;
    this.#inside = undefined;
    if (!open || !this.#row) return;
    const held = this.#heldBy(open);
    if (held.kind === 'nothing') return;
    this.#count('cells', BOOK_CELLS);
    const cell: BookCell = { held, format: open.format };
    if (open.formula !== undefined) cell.formula = unescaped(open.formula);
    if (this.#row.cells.size === 0) this.#enter(this.#row);
    this.#row.cells.set(open.column, cell);
  }

  /** A row that comes twice is one row. */
  #enter(row: Row): void {
    const known = this.#rows.get(row.row);
    if (known) this.#row = known;
    else this.#rows.set(row.row, row);
  }

  #heldBy(open: Open): BookHeld {
    const { type, value } = open;
    const isEmpty = value === undefined || value === '';
    if (open.formula !== undefined && isEmpty && type !== 'str') return { kind: 'not-computed' };
    switch (type) {
      case 's': {
        const shared = this.#context.texts[Number(value ?? Number.NaN)];
        if (!shared) throw new BookFault('file-damaged', this.#part);
        return textHeld(shared);
      }
      case 'inlineStr':
        return textHeld(open.inline ?? { text: unescaped(value ?? '') });
      case 'str':
        return textHeld({ text: unescaped(value ?? '') });
      case 'b':
        return isEmpty ? { kind: 'nothing' } : { kind: 'boolean', value: isYes(value.trim()) };
      case 'e':
        return { kind: 'error', code: (value ?? '').slice(0, 40) };
      case 'd':
        return isEmpty ? { kind: 'nothing' } : dateHeld(value.trim());
      default:
        return isEmpty ? { kind: 'nothing' } : this.#number(open, value.trim());
    }
  }

  #number(open: Open, text: string): BookHeld {
    const value = text === '' ? Number.NaN : Number(text);
    if (!Number.isFinite(value)) return { kind: 'text', text: text.slice(0, 400) };
    // Programs that compute nothing write a nought behind a formula and ask the next one to compute.
    if (open.formula !== undefined && value === 0 && this.#context.recomputes)
      return { kind: 'not-computed' };
    if (isDateFormat(open.format)) {
      const iso = isoOfSerial(value, this.#context.is1904);
      if (iso !== undefined) return { kind: 'date', iso, serial: value };
    }
    return { kind: 'number', value };
  }

  #merge(reference: string): void {
    const [from = '', to = from] = reference.split(':');
    const [start, end] = [placeOf(from), placeOf(to)];
    if (!start || !end) throw new BookFault('file-damaged', this.#part);
    if (this.merges.length >= BOOK_MERGES) throw new BookFault('file-too-large', this.#part);
    this.merges.push({
      top: Math.min(start.row, end.row),
      left: Math.min(start.column, end.column),
      bottom: Math.max(start.row, end.row),
      right: Math.max(start.column, end.column),
    });
  }

  #count(what: 'cells' | 'places', most: number): void {
    this.#context.met[what] += 1;
    if (this.#context.met[what] > most) throw new BookFault('file-too-large', what);
  }
}

function textHeld({ text, runs }: SharedText): BookHeld {
  if (text === '') return { kind: 'nothing' };
  return runs ? { kind: 'text', text, runs } : { kind: 'text', text };
}

/** A day as strict files write it. */
function dateHeld(text: string): BookHeld {
  const iso = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?/.exec(text)?.[0];
  if (iso === undefined) return { kind: 'text', text: text.slice(0, 400) };
  const serial =
    (Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;
  return Number.isFinite(serial) ? { kind: 'date', iso, serial } : { kind: 'text', text };
}
