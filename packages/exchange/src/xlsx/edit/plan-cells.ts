/** Decides for each value what becomes of it in its sheet: written as what, refused, or nothing to be done. */
import { addressOf, placeOf } from '../../book/book.ts';
import type { Barred } from './barred-cells.ts';
import { serialOfYear, type ShownAs, shownAs } from './cell-formats.ts';
import { hundredth, type PlainValue } from './cell-xml.ts';
import type { Place } from './ranges.ts';
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
  const placed = new Map<string, PlacedWrite>();
  for (const write of writes) {
    const place = placeOf(write.address);
    const key = place ? addressOf(place.row, place.column) : '';
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
  const there = new Map<string, ScannedCell>();
  const styles = new Map<number, string | undefined>();
  for (const row of target.scan.rows) {
    styles.set(row.row, row.style);
    for (const cell of row.cells) there.set(addressOf(cell.row, cell.column), cell);
  }
  const planned: PlannedCell[] = [];
  for (const write of writes) {
    const { row, column, sheet } = write;
    const address = addressOf(row, column);
    const cell = there.get(address);
    const hasFormula = cell?.formula !== undefined;
    const keepsFormula = write.keepsFormula === true;
    const barred = barOf(target, write, keepsFormula);
    if (barred) {
      report.refused.push({ sheet, address, ...barred });
    } else if (write.value.kind === 'empty' && (hasFormula ? keepsFormula : !cell?.value)) {
      report.untouched += 1;
    } else {
      const style = cell ? cell.style : (styles.get(row) ?? columnStyle(target.scan, column));
      const shown = shownAs(target.formats, style);
      planned.push({
        row,
        column,
        keepsFormula,
        value: plainValue(write.value, shown, target.date1904),
      });
      if (write.value.kind === 'number' && shown === 'date')
        report.shownAsDate.push({ sheet, address });
      if (hasFormula && !keepsFormula) report.formulasReplaced.push({ sheet, address });
      if (hasFormula && keepsFormula) report.renewed += 1;
      else report.written += 1;
    }
  }
  return planned;
}

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
