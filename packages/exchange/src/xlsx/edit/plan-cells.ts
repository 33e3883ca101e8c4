/** Decides for each value what becomes of it in its sheet: written as what, refused, or nothing to be done. */
import { addressOf, placeOf } from '../../book/book.ts';
import type { Barred } from './barred-cells.ts';
import { serialOfYear, type ShownAs, shownAs } from './cell-formats.ts';
import { hundredth, type PlainValue } from './cell-xml.ts';
import { type Place, placeKey } from './ranges.ts';
import { wholeFormula } from './shared-formulas.ts';
import { columnStyle, type ScannedCell, type ScannedSheet } from './scan-sheet.ts';
import type { PlannedCell } from './splice-sheet.ts';
import {
  CELL_TEXT_MAX,
  type CellRefusal,
  type CellWrite,
  type EditReport,
  type RefusedWrite,
  type WrittenValue,
} from './writes.ts';

export type PlacedWrite = CellWrite & Place;

/** The writes of one sheet that name a cell of their own and hold what a cell can hold; the others are refused. */
export function placesOf(writes: readonly CellWrite[], refused: RefusedWrite[]): PlacedWrite[] {
  const placed = new Map<number, PlacedWrite>();
  for (const write of writes) {
    const place = placeOf(write.address);
    const key = place ? placeKey(place) : 0;
    const why = place ? (placed.has(key) ? 'twice' : unwritable(write.value)) : 'unknown-address';
    if (why || !place)
      refused.push({ sheet: write.sheet, address: write.address, why: why ?? 'unknown-address' });
    else placed.set(key, { ...write, ...place });
  }
  return [...placed.values()];
}

function unwritable(value: WrittenValue): CellRefusal | undefined {
  if (value.kind === 'text') return value.text.length > CELL_TEXT_MAX ? 'too-long' : undefined;
  if (value.kind === 'number') return Number.isFinite(value.value) ? undefined : 'not-a-number';
  if (value.kind === 'year') return Number.isInteger(value.year) ? undefined : 'not-a-number';
  return undefined;
}

export type Target = {
  /** The text that was scanned. */
  text: string;
  scan: ScannedSheet;
  bar(place: Place, keepsFormula: boolean): Barred | undefined;
  formats: readonly string[];
  date1904: boolean;
};

/** The cells to write; what becomes of the others goes into the report. */
export function planCells(
  target: Target,
  writes: readonly PlacedWrite[],
  report: EditReport,
): PlannedCell[] {
  return new CellPlanner(target, report).plan(writes);
}

class CellPlanner {
  private readonly target: Target;
  private readonly report: EditReport;
  private readonly there = new Map<number, ScannedCell>();
  private readonly styles = new Map<number, string | undefined>();
  private readonly planned: PlannedCell[] = [];
  private readonly barred = new Set<string>();
  private readonly shown = new Map<string | undefined, ShownAs>();

  constructor(target: Target, report: EditReport) {
    this.target = target;
    this.report = report;
    for (const row of target.scan.rows) {
      this.styles.set(row.row, row.style);
      for (const cell of row.cells) this.there.set(placeKey(cell), cell);
    }
  }

  plan(writes: readonly PlacedWrite[]): PlannedCell[] {
    for (const write of writes) if (!write.restsOn) this.take(write, write.keepsFormula === true);
    // Whether a formula stays depends on what became of the cells that it rests on.
    for (const write of writes) {
      if (write.restsOn) this.take(write, write.keepsFormula === true && this.agrees(write));
    }
    return this.planned;
  }

  private take(write: PlacedWrite, keepsFormula: boolean): void {
    const { report } = this;
    const { row, column, sheet, value } = write;
    const address = addressOf(row, column);
    const cell = this.there.get(placeKey(write));
    const hasFormula = cell?.formula !== undefined;
    const barred = barOf(this.target, write, keepsFormula);
    if (barred) {
      this.barred.add(address);
      report.refused.push({ sheet, address, ...barred });
      return;
    }
    if (value.kind === 'empty' && (hasFormula ? keepsFormula : !cell?.value)) {
      report.untouched += 1;
      return;
    }
    const { formats, scan, date1904 } = this.target;
    const style = cell ? cell.style : (this.styles.get(row) ?? columnStyle(scan, column));
    const shown = this.shown.get(style) ?? shownAs(formats, style);
    this.shown.set(style, shown);
    this.planned.push({ row, column, keepsFormula, value: plainValue(value, shown, date1904) });
    if (value.kind === 'number' && shown === 'date') report.shownAsDate.push({ sheet, address });
    if (hasFormula && !keepsFormula) report.formulasReplaced.push({ sheet, address });
    if (hasFormula && keepsFormula) report.renewed += 1;
    else report.written += 1;
  }

  /** Whether the formula of a cell can come to the value: it names all that the value rests on, and all of it is there. */
  private agrees(write: PlacedWrite): boolean {
    const { restsOn = [] } = write;
    if (restsOn.some((address) => this.barred.has(address))) return false;
    const cell = this.there.get(placeKey(write));
    const { text, scan } = this.target;
    const formula = cell?.formula ? wholeFormula(text, scan, cell).replaceAll('$', '') : '';
    return restsOn.every((address) => namesCell(formula, address));
  }
}

const namesCell = (formula: string, address: string): boolean =>
  new RegExp(`(?<![A-Za-z0-9_.!])${address}(?![0-9A-Za-z_.(!])`, 'i').test(formula);

function barOf(
  { scan, bar }: Target,
  place: Place,
  keepsFormula: boolean,
): Pick<RefusedWrite, 'why' | 'detail'> | undefined {
  return scan.isUnclear || !scan.data ? { why: 'unclear-sheet' } : bar(place, keepsFormula);
}

function plainValue(value: WrittenValue, shown: ShownAs, date1904: boolean): PlainValue {
  switch (value.kind) {
    case 'empty':
      return 'empty';
    case 'text':
      return value.text === '' ? 'empty' : { text: value.text };
    case 'year':
      return { number: shown === 'date' ? serialOfYear(value.year, date1904) : value.year };
    case 'number':
      return {
        number: value.isPercent && shown === 'percent' ? hundredth(value.value) : value.value,
      };
  }
}
