/**
 * Reads a spreadsheet file that somebody hands in: which rows of the KPI set are in it and what stands in their cells.
 * Pure but for the work: whoever asks runs it in a thread of its own, with bounds.
 */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import type { Book } from '../book/book.ts';
import { Computation } from '../compute/compute.ts';
import { OWN_SHEET } from '../own/own-names.ts';
import type { FileReading, FileSheet } from './file-reading.ts';
import { decimalMarkOf } from './decimal-mark-of.ts';
import { findTables } from './find-tables.ts';
import { openBook } from './open-book.ts';
import { newNotes, type Noted } from './new-notes.ts';
import { ownOf } from './own-file.ts';
import { readTable, type TableContext } from './read-table.ts';

export type ReadFileOptions = {
  /** As the person's computer calls it; what is inside counts. */
  name: string;
  catalogue: Catalogue;
};

/**
 * Refusals: file-unknown-kind, file-old-kind, file-encrypted, file-damaged, file-too-large, and file-without-rows where
 * nothing in it speaks of a KPI.
 */
export function readFile(bytes: Uint8Array, options: ReadFileOptions): Outcome<FileReading> {
  const book = openBook(bytes, options.name);
  return book.ok ? readBook(book.value, options.catalogue) : book;
}

/** Refusals: file-without-rows. */
export function readBook(book: Book, catalogue: Catalogue): Outcome<FileReading> {
  const own = ownOf(book);
  const context: TableContext = {
    catalogue,
    byKey: own === undefined || own.origin.edition === catalogue.edition,
    isOwn: own !== undefined,
    computation: new Computation(book),
  };
  if (own !== undefined) context.exported = own.exported;
  const tables = book.sheets
    .filter(({ name }) => name.trim().toLowerCase() !== OWN_SHEET)
    .flatMap((sheet) => findTables(sheet, catalogue).map((table) => ({ sheet, table })));
  const mark = book.format === 'csv' ? decimalMarkOf(tables.map(({ table }) => table)) : undefined;
  if (mark) context.mark = mark;
  const sheets: FileSheet[] = [];
  const read: Noted['tables'][number][] = [];
  for (const { sheet, table } of tables) {
    const found = readTable(sheet, table, context);
    read.push({ sheet, table, points: new Map(found.rows.map(({ row, point }) => [row, point])) });
    if (found.rows.length > 0 || found.unknown.some(({ why }) => why !== 'code-not-known'))
      sheets.push(found);
  }
  if (sheets.length === 0) return no('file-without-rows');
  const { notes, more } = newNotes(book, { catalogue, carried: own?.carried, tables: read });
  const { format, program, leftOut } = book;
  const origin = own === undefined ? null : { origin: own.origin, exported: own.exported };
  return yes({ format, program, leftOut, own: origin, sheets, notes, moreNotes: more });
}
