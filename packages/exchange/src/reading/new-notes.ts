/**
 * Notes and threaded comments that people wrote into a file, each with the cell of the workbook that it speaks of. What
 * the product wrote itself into the file, definitions and comments of the workbook, is not among them.
 */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import { mainColumn } from '@tallystick/domain/cells/columns';
import { isSheetCell } from '@tallystick/domain/cells/cell-spec';
import { cellId, type CellId, type RowId } from '@tallystick/domain/cells/ids';
import { addressOf, type Book, type BookSheet } from '../book/book.ts';
import { NOTE_CHARACTERS, NOTES_TOLD } from '../book/limits.ts';
import { newLines } from '../own/note-lines.ts';
import { OWN_SHEET } from '../own/own-names.ts';
import { UNKEEPABLE } from './cell-texts.ts';
import type { FileNote } from './file-reading.ts';
import { FILLED_FIELDS, type Table } from './find-tables.ts';
import type { Field } from './header-words.ts';

export type Noted = {
  catalogue: Catalogue;
  /** Of a file of ours: sums of the lines that it carried, by row. */
  carried: ReadonlyMap<string, readonly string[]> | undefined;
  /** Which row of the set stands in a row of a sheet, and in which table. */
  tables: readonly { sheet: BookSheet; table: Table; points: ReadonlyMap<number, RowId> }[];
};

export function newNotes(book: Book, noted: Noted): { notes: FileNote[]; more: number } {
  const found: FileNote[] = [];
  const left = new Map<string, Map<string, number>>();
  for (const sheet of book.sheets) {
    if (sheet.name.trim().toLowerCase() === OWN_SHEET) continue;
    for (const { row, cells } of sheet.rows) {
      for (const [column, { note }] of cells) {
        const place = note === undefined ? undefined : placeOf(noted, { sheet, row, column });
        if (note === undefined || place === undefined) continue;
        const text = newLines(note, sumsFor(left, noted, place.point)).replaceAll(UNKEEPABLE, '');
        const address = addressOf(row, column);
        if (text !== '') found.push({ sheet: sheet.name, address, cell: place.cell, text });
      }
    }
  }
  const notes = found.slice(0, NOTES_TOLD).map((each) => ({ ...each, text: cut(each.text) }));
  return { notes, more: found.length - notes.length };
}

const cut = (text: string): string =>
  text.length > NOTE_CHARACTERS
    ? `${text.slice(0, NOTE_CHARACTERS).replaceAll(UNKEEPABLE, '').trimEnd()}…`
    : text;

/** How often each line of a row was carried and has not been met yet. */
function sumsFor(
  left: Map<string, Map<string, number>>,
  { carried }: Noted,
  point: RowId | undefined,
): Map<string, number> {
  const known = left.get(point ?? '') ?? new Map<string, number>();
  if (!left.has(point ?? '')) {
    for (const sum of carried?.get(point ?? '') ?? []) known.set(sum, (known.get(sum) ?? 0) + 1);
    left.set(point ?? '', known);
  }
  return known;
}

/**
 * The cell that a note speaks of; on a name or a code it is the row's result, or the line's value. Undefined where the
 * file is nobody's of ours and the note hangs on no cell that is filled in: templates explain themselves there.
 */
function placeOf(
  { catalogue, carried, tables }: Noted,
  { sheet, row, column }: { sheet: BookSheet; row: number; column: number },
): { point?: RowId; cell: CellId | null } | undefined {
  for (const { sheet: home, table, points } of tables) {
    const point = home === sheet ? points.get(row) : undefined;
    if (point === undefined) continue;
    const field = [...table.columns].find(([, at]) => at === column)?.[0];
    const isFilled = FILLED_FIELDS.some((each) => each === field);
    if (!isFilled && field !== 'remarks' && carried === undefined) return undefined;
    return { point, cell: cellOf(catalogue, point, field) };
  }
  return carried === undefined ? undefined : { cell: null };
}

function cellOf(catalogue: Catalogue, point: RowId, field: Field | undefined): CellId | null {
  const line = catalogue.rows.get(point);
  if (line === undefined) return null;
  const whole = mainColumn(line);
  const wanted = field === 'value' ? whole : field;
  return (
    [wanted, whole]
      .flatMap((column) => (column === undefined ? [] : cellId(point, column as never)))
      .find((cell) => isSheetCell(catalogue, cell)) ?? null
  );
}
