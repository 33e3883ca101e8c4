/** Reads an .xlsx or .xlsm file as a book: values only, no macro is looked at, nothing outside of the file is read. */
import type { Book, BookCell, BookLeftOut, BookRow, BookSheet } from '../book/book.ts';
import { placeOf } from '../book/book.ts';
import { BookFault } from '../book/fault.ts';
import type { Zip } from '../zip/read-zip.ts';
import { readNotes, readThreads } from './notes.ts';
import { type Parts, partsOf, type Relation } from './parts.ts';
import { readSheetPart, type SheetContext } from './sheet-part.ts';
import { readSharedTexts } from './texts.ts';
import { readFormats, readProgram, readProperties, readWorkbookPart } from './workbook-part.ts';

/** The name of the workbook part; undefined where the archive is no .xlsx file. */
export function workbookPartOf(parts: Parts): string | undefined {
  if (!parts.has('[Content_Types].xml')) return undefined;
  const part = named(parts.relations(''), 'officeDocument')?.part;
  return part !== undefined && parts.has(part) ? part : undefined;
}

/** Throws faults. */
export function readXlsx(zip: Zip): Book {
  const parts = partsOf(zip);
  const part = workbookPartOf(parts);
  const bytes = part === undefined ? undefined : parts.read(part);
  if (part === undefined || bytes === undefined)
    throw new BookFault('file-unknown-kind', 'no workbook');
  const workbook = readWorkbookPart(part, bytes);
  const relations = parts.relations(part);
  const context: SheetContext = {
    texts: readOf(parts, named(relations, 'sharedStrings'), readSharedTexts) ?? [],
    formats: readOf(parts, named(relations, 'styles'), readFormats) ?? [],
    is1904: workbook.is1904,
    recomputes: workbook.recomputes,
    met: { cells: 0, places: 0 },
  };
  const byId = new Map(relations.map((relation) => [relation.id, relation]));
  const sheets: BookSheet[] = [];
  const taken = new Set<string>();
  for (const { name, hidden, relation } of workbook.sheets) {
    const found = byId.get(relation);
    // A sheet that is one chart, or a dialogue, has no cells; and no part is two sheets.
    if (found?.type !== 'worksheet' || found.part === undefined || taken.has(found.part)) continue;
    taken.add(found.part);
    sheets.push({ name, hidden, ...sheetOf(parts, found.part, context) });
  }
  const whole = parts.relations('');
  return {
    format: 'xlsx',
    sheets,
    properties: readOf(parts, named(whole, 'custom-properties'), readProperties) ?? new Map(),
    program: readOf(parts, named(whole, 'extended-properties'), readProgram) ?? '',
    leftOut: leftOutOf(parts, relations),
  };
}

const named = (relations: readonly Relation[], type: string): Relation | undefined =>
  relations.find((relation) => plain(relation.type) === plain(type));

/** Strict types are written in one word: `extendedProperties` of `extended-properties`. */
const plain = (type: string): string => type.toLowerCase().replaceAll('-', '');

function readOf<T>(
  parts: Parts,
  relation: Relation | undefined,
  read: (part: string, bytes: Uint8Array) => T,
): T | undefined {
  if (relation?.part === undefined) return undefined;
  const bytes = parts.read(relation.part);
  return bytes === undefined ? undefined : read(relation.part, bytes);
}

function sheetOf(
  parts: Parts,
  part: string,
  context: SheetContext,
): Pick<BookSheet, 'rows' | 'merges'> {
  const bytes = parts.read(part);
  if (bytes === undefined) throw new BookFault('file-damaged', part);
  const sheet = readSheetPart(part, bytes, context);
  const notes = new Map<string, string>();
  const relations = parts.relations(part);
  // Threads come after the notes that are copies of them.
  for (const type of ['comments', 'threadedComment'] as const) {
    for (const relation of relations) {
      const found = relation.type === type && relation.part ? parts.read(relation.part) : undefined;
      if (!found || !relation.part) continue;
      if (type === 'comments') readNotes(relation.part, found, notes);
      else readThreads(relation.part, found, notes);
    }
  }
  return { rows: withNotes(sheet.rows, notes), merges: sheet.merges };
}

/** Puts notes onto cells; a cell that holds nothing else holds its note. */
function withNotes(rows: BookRow[], notes: ReadonlyMap<string, string>): BookRow[] {
  if (notes.size === 0) return rows;
  const byRow = new Map(rows.map((row) => [row.row, { ...row, cells: new Map(row.cells) }]));
  for (const [address, note] of notes) {
    const place = placeOf(address.toUpperCase());
    if (!place) continue;
    const row = byRow.get(place.row) ?? { row: place.row, hidden: false, cells: new Map() };
    const cell: BookCell = row.cells.get(place.column) ?? {
      held: { kind: 'nothing' },
      format: 'General',
    };
    row.cells.set(place.column, { ...cell, note });
    byRow.set(place.row, row);
  }
  return [...byRow.values()].toSorted((a, b) => a.row - b.row);
}

function leftOutOf(parts: Parts, relations: readonly Relation[]): BookLeftOut[] {
  const found: BookLeftOut[] = [];
  if (relations.some(({ type }) => type === 'vbaProject' || type === 'xlMacrosheet'))
    found.push('macros');
  if (relations.some(({ type }) => type === 'externalLink')) found.push('external-links');
  if (parts.names().some((name) => name.toLowerCase().startsWith('_xmlsignatures/')))
    found.push('signature');
  return found;
}
