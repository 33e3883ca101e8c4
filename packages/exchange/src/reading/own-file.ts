/** Reads what a file of the product's own says of where it comes from, and what it held when it was written. */
import { type CellId, splitCellId } from '@tallystick/domain/cells/ids';
import type { Book, BookRow } from '../book/book.ts';
import { originIn, OWN_SHEET, type OwnOrigin, PROPERTY } from '../own/own-names.ts';
import { textOf } from './cell-texts.ts';
import { rowOfNoteId } from '../own/note-lines.ts';
import type { FileReading } from './file-reading.ts';

/** Rows of a sheet in which the line with the origin is looked for. */
const ROWS_LOOKED_AT = 60;

export type Own = NonNullable<FileReading['own']> & {
  /** Sums of the lines of notes that were written into it, by row. */
  carried: ReadonlyMap<string, readonly string[]>;
};

/** Any of three places suffices; undefined for a file of anybody else. */
export function ownOf(book: Book): Own | undefined {
  const hidden = book.sheets.find(({ name }) => name.trim().toLowerCase() === OWN_SHEET);
  const origin =
    originOf((name) => book.properties.get(name)) ??
    (hidden && ofSheet(hidden.rows)) ??
    ofLine(book);
  const rows = hidden?.rows ?? [];
  return origin && { origin, exported: exportedOf(rows), carried: carriedOf(rows) };
}

function originOf(get: (name: string) => string | undefined): OwnOrigin | undefined {
  const [workbook, number, edition] = [
    get(PROPERTY.workbook),
    get(PROPERTY.number),
    get(PROPERTY.edition),
  ];
  if (workbook === undefined || number === undefined || edition === undefined) return undefined;
  return originIn(`${workbook.trim()} @ ${number.trim()} / ${edition.trim()}`);
}

function ofSheet(rows: readonly BookRow[]): OwnOrigin | undefined {
  const texts = [...(rows[0]?.cells.values() ?? [])].map(textOf);
  return originOf((name) => {
    const at = texts.indexOf(name.replace('tallystick-', ''));
    return at < 0 ? undefined : texts[at + 1];
  });
}

function ofLine({ sheets }: Book): OwnOrigin | undefined {
  for (const { rows } of sheets) {
    for (const { cells } of rows.slice(0, ROWS_LOOKED_AT)) {
      for (const cell of cells.values()) {
        const origin =
          cell.held.kind === 'text' ? originIn(cell.held.text.slice(0, 1000)) : undefined;
        if (origin) return origin;
      }
    }
  }
  return undefined;
}

function exportedOf(rows: readonly BookRow[]): Map<CellId, string> {
  const exported = new Map<CellId, string>();
  for (const { row, cells } of rows) {
    const id = textOf(cells.get(1)).trim();
    if (row >= 3 && splitCellId(id)) exported.set(id as CellId, textOf(cells.get(2)));
  }
  return exported;
}

function carriedOf(rows: readonly BookRow[]): Map<string, string[]> {
  const carried = new Map<string, string[]>();
  for (const { row, cells } of rows) {
    const point = row >= 3 ? rowOfNoteId(textOf(cells.get(1))) : undefined;
    if (point === undefined) continue;
    const sums = textOf(cells.get(2)).split(' ');
    carried.set(point, [...(carried.get(point) ?? []), ...sums]);
  }
  return carried;
}
