/**
 * Which sheets show results that rest on other sheets: by names of sheets, defined names and tables in their formulas. When
 * in doubt a sheet counts as dependent; its results are then computed once more than was needed.
 */
import { type Outcome, yes } from '@tallystick/domain/refusals';
import type { XlsxPackage } from './package.ts';
import { walkTags } from './walk-tags.ts';
import { tablesOf } from './barred-cells.ts';

/** The names of sheets, those given included, whose formulas rest on the ones given. Refusals: file-damaged, file-too-large. */
export function dependentSheets(
  book: XlsxPackage,
  touched: ReadonlySet<string>,
): Outcome<Set<string>> {
  const formulas = new Map<string, string>();
  const words = new Map<string, string[]>();
  for (const { name, part } of book.sheets) {
    const text = formulasOf(book, part);
    if (!text.ok) return text;
    formulas.set(name, text.value);
    const tables = tablesOf(book, part);
    if (!tables.ok) return tables;
    words.set(name, [
      ...sheetWords(name),
      ...tables.value.map((table) => `${table.name.toLowerCase()}[`),
    ]);
  }
  const names = definedNames(book);
  if (!names.ok) return names;
  const dirty = new Set(touched);
  const dirtyNames = new Set<string>();
  for (let before = -1; before !== dirty.size + dirtyNames.size; ) {
    before = dirty.size + dirtyNames.size;
    const marks = [...[...dirty].flatMap((name) => words.get(name) ?? []), ...dirtyNames];
    const rests = (text: string) =>
      ANYWHERE.test(text) || marks.some((mark) => text.includes(mark));
    for (const [name, text] of names.value) if (rests(text)) dirtyNames.add(name);
    for (const [name, text] of formulas) if (rests(text)) dirty.add(name);
  }
  return yes(dirty);
}

/** Formulas whose references are made while computing, or go through all sheets between two. */
const ANYWHERE = /indirect\(|[\p{L}\p{N}_']:[\p{L}\p{N}_ ']+!/u;

/** How formulas name a sheet, in small letters. */
function sheetWords(name: string): string[] {
  const small = name.toLowerCase();
  return [`${small}!`, `${small.replaceAll("'", "''")}'!`];
}

/** The texts of all formulas of a sheet, in small letters, each on a line. */
function formulasOf(book: XlsxPackage, part: string): Outcome<string> {
  const read = book.text(part);
  if (!read.ok) return read;
  const found: string[] = [];
  let inside = false;
  const walked = walkTags(read.value.text, {
    open({ name }) {
      inside = name === 'f';
    },
    text(text) {
      if (inside) found.push(text.toLowerCase());
    },
    close() {
      inside = false;
    },
  });
  return walked.ok ? yes(found.join('\n')) : walked;
}

/** Defined names with what they stand for, both in small letters. */
function definedNames(book: XlsxPackage): Outcome<Map<string, string>> {
  const read = book.text(book.workbook);
  if (!read.ok) return read;
  const names = new Map<string, string>();
  let current: string | undefined;
  const walked = walkTags(read.value.text, {
    open({ name, attributes }) {
      current = name === 'definedName' ? attributes['name']?.toLowerCase() : undefined;
    },
    text(text) {
      if (current === undefined) return;
      names.set(current, (names.get(current) ?? '') + text.toLowerCase());
    },
    close() {
      current = undefined;
    },
  });
  return walked.ok ? yes(names) : walked;
}
