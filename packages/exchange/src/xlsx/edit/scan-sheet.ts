/**
 * Finds the places in the XML of a sheet that an editor needs: rows, the cells of chosen rows, every formula, merged cells.
 * Rows and cells need not say their address; they are counted then. Source: ECMA-376, part 1, 18.3.1.
 */
import { type Outcome, yes } from '@tallystick/domain/refusals';
import { type BookRange, placeOf } from '../../book/book.ts';
import { isYes } from '../workbook-part.ts';
import { type PlacedTag, walkTags } from './walk-tags.ts';
import { rangeOf } from './ranges.ts';

/** Places in the text; `to` is after the last character. */
export type Span = { from: number; to: number };

export type ScannedSheet = {
  /** `x:` or nothing: what stands before the names of elements. */
  prefix: string;
  dimension?: Span & { ref: string };
  columns: { min: number; max: number; style: string }[];
  /** The whole element with its opening tag; it ends where the tag ends if it closed itself. */
  data?: ScannedElement;
  rows: ScannedRow[];
  /** Cells with a formula, of all rows. */
  formulas: ScannedCell[];
  merges: BookRange[];
  /** Whether rows or cells are out of order, or some stand within parts for other versions of a program. */
  isUnclear: boolean;
};

export type ScannedElement = Span & {
  /** The end of the opening tag. */
  openTo: number;
  /** The beginning of the closing tag; the same as `to` where there is none. */
  closeFrom: number;
};

export type ScannedRow = ScannedElement & {
  row: number;
  saysAddress: boolean;
  /** The style of cells that are not there. */
  style?: string;
  /** Those of chosen rows, in order. */
  cells: ScannedCell[];
};

export type ScannedCell = ScannedElement & {
  row: number;
  column: number;
  saysAddress: boolean;
  style?: string;
  formula?: ScannedFormula;
  value?: Span;
  /** Elements that are neither formula nor value. */
  rest: readonly Span[];
};

export type ScannedFormula = ScannedElement & {
  kind: 'plain' | 'shared' | 'array' | 'data-table';
  /** The number of a shared formula. */
  group?: string;
  /** The cells that it fills, or, at the first cell of a shared one, in which it is used. */
  ref?: BookRange;
};

/** `rows` are those whose cells are wanted. Refusal: file-damaged. */
export function scanSheet(text: string, rows: ReadonlySet<number>): Outcome<ScannedSheet> {
  const scan = new Scan(rows);
  const walked = walkTags(text, scan);
  return walked.ok ? yes(scan.sheet) : walked;
}

/** The style that a cell has which is not there and whose row has none. */
export function columnStyle({ columns }: ScannedSheet, column: number): string | undefined {
  return columns.find(({ min, max }) => column >= min && column <= max)?.style;
}

/** Where the walk stands in the tree: `worksheet`, `sheetData`, `row`, `c`, what stands in a cell. */
const [SHEET, PART, ROW, CELL, INNER] = [1, 2, 3, 4, 5];

/** Most cells have nothing else; one list serves them all. */
const NOTHING: readonly Span[] = [];

class Scan {
  sheet: ScannedSheet = {
    prefix: '',
    columns: [],
    rows: [],
    formulas: [],
    merges: [],
    isUnclear: false,
  };
  private depth = 0;
  private part = '';
  private row: ScannedRow | undefined;
  private cell: ScannedCell | undefined;
  private inner: ScannedElement | undefined;
  private readonly wanted: ReadonlySet<number>;

  constructor(wanted: ReadonlySet<number>) {
    this.wanted = wanted;
  }

  open(tag: PlacedTag): void {
    this.depth += 1;
    if (this.depth === SHEET) this.sheet.prefix = tag.prefix;
    else if (this.depth === PART) this.openPart(tag);
    else if (this.part === 'sheetData') this.openInData(tag);
    else if (this.depth === ROW) this.openInPart(tag);
  }

  private openPart(tag: PlacedTag): void {
    this.part = tag.name;
    const { from, to } = tag;
    if (tag.name === 'sheetData') this.sheet.data = { from, openTo: to, closeFrom: to, to };
    const ref = tag.attributes['ref'];
    if (tag.name === 'dimension' && ref) this.sheet.dimension = { from, to, ref };
  }

  private openInPart({ name, attributes }: PlacedTag): void {
    if (this.part === 'cols' && name === 'col' && attributes['style']) {
      const [min, max] = [Number(attributes['min']), Number(attributes['max'])];
      this.sheet.columns.push({ min, max, style: attributes['style'] });
    }
    if (this.part !== 'mergeCells' || name !== 'mergeCell') return;
    const range = rangeOf(attributes['ref'] ?? '');
    if (range) this.sheet.merges.push(range);
  }

  private openInData(tag: PlacedTag): void {
    if (this.depth === ROW) {
      if (tag.name === 'row') this.openRow(tag);
      else this.sheet.isUnclear = true;
    } else if (this.depth === CELL) {
      if (tag.name === 'c') this.openCell(tag);
      else this.sheet.isUnclear ||= tag.name !== 'extLst';
    } else if (this.depth === INNER && this.cell) {
      const { from, to } = tag;
      this.inner = { from, openTo: to, closeFrom: to, to };
      if (tag.name === 'f') this.cell.formula = formulaOf(tag, this.inner);
      else if (tag.name === 'v' || tag.name === 'is') this.cell.value ??= this.inner;
      else this.cell.rest = [...this.cell.rest, this.inner];
    }
  }

  private openRow({ attributes, from, to }: PlacedTag): void {
    const before = this.sheet.rows.at(-1)?.row ?? 0;
    const said = attributes['r'];
    const row: ScannedRow = {
      row: said === undefined ? before + 1 : Number(said),
      saysAddress: said !== undefined,
      from,
      openTo: to,
      closeFrom: to,
      to,
      cells: [],
    };
    if (attributes['s'] && isYes(attributes['customFormat'])) row.style = attributes['s'];
    if (!(row.row > before)) this.sheet.isUnclear = true;
    this.sheet.rows.push(row);
    this.row = row;
    this.column = 0;
  }

  private column = 0;

  private openCell({ attributes, from, to }: PlacedTag): void {
    const said = attributes['r'];
    const place = said === undefined ? undefined : placeOf(said);
    const column = said === undefined ? this.column + 1 : (place?.column ?? 0);
    if (column <= this.column || (place && place.row !== this.row?.row))
      this.sheet.isUnclear = true;
    this.column = column;
    this.cell = {
      row: this.row?.row ?? 0,
      column,
      saysAddress: said !== undefined,
      from,
      openTo: to,
      closeFrom: to,
      to,
      rest: NOTHING,
    };
    if (attributes['s']) this.cell.style = attributes['s'];
  }

  close(_name: string, from: number, to: number): void {
    if (this.depth === INNER) {
      if (this.inner) end(this.inner, from, to);
      this.inner = undefined;
    } else if (this.depth === CELL && this.cell) {
      end(this.cell, from, to);
      if (this.cell.formula) this.sheet.formulas.push(this.cell);
      if (this.row && this.wanted.has(this.row.row)) this.row.cells.push(this.cell);
      this.cell = undefined;
    } else if (this.depth === ROW && this.row) {
      end(this.row, from, to);
      this.row = undefined;
    } else if (this.depth === PART && this.part === 'sheetData' && this.sheet.data) {
      end(this.sheet.data, from, to);
    }
    this.depth -= 1;
  }
}

function end(element: ScannedElement, from: number, to: number): void {
  element.closeFrom = from;
  element.to = to;
}

const KINDS: Record<string, ScannedFormula['kind']> = {
  shared: 'shared',
  array: 'array',
  dataTable: 'data-table',
};

/** The same object as the element, so that its end is known once it closes. */
function formulaOf({ attributes }: PlacedTag, element: ScannedElement): ScannedFormula {
  const formula: ScannedFormula = Object.assign(element, {
    kind: KINDS[attributes['t'] ?? ''] ?? ('plain' as const),
  });
  if (attributes['si'] !== undefined) formula.group = attributes['si'];
  const ref = rangeOf(attributes['ref'] ?? '');
  if (ref) formula.ref = ref;
  return formula;
}
