/**
 * Writes values into a workbook that another program made. Only the XML of the cells named changes, and what has to change
 * with them; every other member of the archive is copied byte for byte, whatever it holds.
 */
import { type Outcome, yes } from '@tallystick/domain/refusals';
import { writeZip, type ZipPart } from '../../zip/write-zip.ts';
import { openPackage, type SheetPart, type XlsxPackage } from './package.ts';
import { type PartText, writePart } from './part-text.ts';
import { barredBy, tablesOf } from './barred-cells.ts';
import { askToCompute, withoutCalcChain } from './calculation.ts';
import { dependentSheets } from './dependents.ts';
import { planCells, placesOf } from './plan-cells.ts';
import { scanSheet } from './scan-sheet.ts';
import { spliceSheet } from './splice-sheet.ts';
import type { CellWrite, EditOptions, EditReport, PartChange } from './writes.ts';

export type Edited = { bytes: Uint8Array; report: EditReport };

/**
 * The file with the values in it, and what was done. A cell that must not be written is refused by itself, with its address.
 * Where nothing was written the bytes are the ones given. Refusals, of the whole: file-unknown-kind, file-old-kind,
 * file-encrypted, file-damaged, file-too-large.
 */
export function editBook(
  bytes: Uint8Array,
  writes: readonly CellWrite[],
  options: EditOptions,
): Outcome<Edited> {
  const book = openPackage(bytes);
  if (!book.ok) return book;
  const edit: Edit = {
    book: book.value,
    options,
    report: emptyReport(),
    texts: new Map(),
    left: new Set(),
  };
  const touched = writeSheets(edit, writes);
  if (!touched.ok) return touched;
  if (touched.value.size === 0) return yes({ bytes, report: edit.report });
  const rest = [removeResults(edit, touched.value), computeAnew(edit)].find(({ ok }) => !ok);
  if (rest && !rest.ok) return rest;
  edit.report.signatureBroken = book.value.signed;
  return yes({ bytes: assembled(edit), report: edit.report });
}

type Edit = {
  book: XlsxPackage;
  options: EditOptions;
  report: EditReport;
  /** New texts of parts, by the name of the member. */
  texts: Map<string, PartText>;
  /** Members that are left out. */
  left: Set<string>;
};

const emptyReport = (): EditReport => ({
  written: 0,
  renewed: 0,
  untouched: 0,
  refused: [],
  formulasReplaced: [],
  shownAsDate: [],
  resultsRemoved: [],
  changedParts: [],
  signatureBroken: false,
});

/** The names of sheets that are other than they were. */
function writeSheets(edit: Edit, writes: readonly CellWrite[]): Outcome<Set<string>> {
  const { book, report } = edit;
  const sheets = new Map(book.sheets.map((sheet) => [sheet.name.toLowerCase(), sheet]));
  const touched = new Set<string>();
  for (const [name, ofSheet] of Map.groupBy(writes, ({ sheet }) => sheet.toLowerCase())) {
    const sheet = sheets.get(name);
    if (!sheet) {
      for (const { sheet: said, address } of ofSheet)
        report.refused.push({ sheet: said, address, why: 'unknown-sheet' });
      continue;
    }
    const written = writeSheet(edit, sheet, ofSheet);
    if (!written.ok) return written;
    if (written.value) touched.add(sheet.name);
  }
  return yes(touched);
}

/** Whether anything in the sheet is other than it was. */
function writeSheet(edit: Edit, sheet: SheetPart, writes: readonly CellWrite[]): Outcome<boolean> {
  const { book, report, options } = edit;
  const placed = placesOf(writes, report.refused);
  const part = book.text(sheet.part);
  if (!part.ok) return part;
  const scan = scanSheet(part.value.text, new Set(placed.map(({ row }) => row)));
  if (!scan.ok) return scan;
  const tables = tablesOf(book, sheet.part);
  if (!tables.ok) return tables;
  const cells = planCells(
    {
      text: part.value.text,
      scan: scan.value,
      bar: barredBy(scan.value, tables.value),
      formats: book.formats,
      date1904: book.date1904,
    },
    placed,
    report,
  );
  if (cells.length === 0) return yes(false);
  const removesResults = options.oldResults === 'remove';
  const made = spliceSheet(part.value.text, scan.value, { cells, removesResults });
  change(edit, sheet.part, { ...part.value, text: made.text }, 'values');
  if (made.resultsRemoved > 0)
    report.resultsRemoved.push({ sheet: sheet.name, cells: made.resultsRemoved });
  return yes(true);
}

/** Takes results out of the sheets that rest on the ones written. */
function removeResults(edit: Edit, touched: ReadonlySet<string>): Outcome<true> {
  const { book, report, options } = edit;
  if (options.oldResults === 'keep') return yes(true);
  const dirty = dependentSheets(book, touched);
  if (!dirty.ok) return dirty;
  for (const sheet of book.sheets) {
    if (touched.has(sheet.name) || !dirty.value.has(sheet.name)) continue;
    const part = book.text(sheet.part);
    if (!part.ok) return part;
    const scan = scanSheet(part.value.text, new Set());
    if (!scan.ok) return scan;
    if (scan.value.isUnclear) continue;
    const made = spliceSheet(part.value.text, scan.value, { cells: [], removesResults: true });
    if (made.resultsRemoved === 0) continue;
    change(edit, sheet.part, { ...part.value, text: made.text }, 'old-results-removed');
    report.resultsRemoved.push({ sheet: sheet.name, cells: made.resultsRemoved });
  }
  return yes(true);
}

function computeAnew(edit: Edit): Outcome<true> {
  const { book, report } = edit;
  const part = book.text(book.workbook);
  if (!part.ok) return part;
  const asked = askToCompute(part.value.text);
  if (!asked.ok) return asked;
  if (asked.value !== part.value.text)
    change(edit, book.workbook, { ...part.value, text: asked.value }, 'computed-on-opening');
  // The list names every cell with a formula: one that is named and has none makes Excel offer a repair.
  if (report.formulasReplaced.length === 0) return yes(true);
  const chain = withoutCalcChain(book);
  if (!chain.ok) return chain;
  if (!chain.value) return yes(true);
  for (const [name, text] of chain.value.texts) {
    const before = book.text(name);
    if (!before.ok) return before;
    change(edit, name, { ...before.value, text }, 'names-parts');
  }
  edit.left.add(chain.value.part);
  report.changedParts.push({ part: chain.value.part, why: 'removed' });
  return yes(true);
}

function change(
  { book, texts, report }: Edit,
  name: string,
  part: PartText,
  why: PartChange,
): void {
  const member = book.member(name)?.name ?? name;
  texts.set(member, part);
  report.changedParts.push({ part: member, why });
}

function assembled({ book, texts, left }: Edit): Uint8Array {
  const parts: ZipPart[] = [];
  for (const member of book.zip.members) {
    const changed = texts.get(member.name);
    if (left.has(member.name)) continue;
    parts.push(changed ? { name: member.name, data: writePart(changed) } : member);
  }
  return writeZip(parts, book.zip.comment);
}
