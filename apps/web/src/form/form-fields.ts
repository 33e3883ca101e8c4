/** Which fields a row has in the form, in the order of the sheet. Pure. */
import { filledFacts } from '../lines/cell-facts.ts';
import { columnsOf, type SheetColumn } from '../lines/sheet-columns.ts';
import type { LineRow } from '../lines/sheet-rows.ts';
import type { SheetSource } from '../lines/sheet-source.ts';

/** Columns that only some rows fill, put behind the figures. */
const LATER = new Set(['override']);

/** The columns of a row that hold something to fill in, or a figure that is typed elsewhere. */
export function fieldsOf(source: SheetSource, row: LineRow): SheetColumn[] {
  const all = columnsOf(row.kind === 'profile' ? 'profile' : 'kpi').filter(
    ({ id, kind }) => kind === 'filled' && !filledFacts(source, row, id).absent,
  );
  return [...all.filter(({ id }) => !LATER.has(id)), ...all.filter(({ id }) => LATER.has(id))];
}

/** A row of a catalogue as the sheet's own rows are; undefined where there is none. */
export function lineOf(source: SheetSource, row: string): LineRow | undefined {
  const known = source.catalogue.rows.get(row);
  if (!known) return undefined;
  return known.kind === 'profile'
    ? { kind: 'profile', id: known.row, line: known }
    : { kind: 'data-point', id: known.row, point: known };
}
