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
  for (const { name, part } of book.sheets) {
    if (touched.has(name)) continue;
    const text = book.text(part);
    if (!text.ok) return text;
    formulas.set(name, formulasIn(text.value.text));
  }
  const names = definedNames(book);
  if (!names.ok) return names;
  const dirty = new Set(touched);
  const known = new Set<string>();
  const marks: string[] = [];
  const rests = (text: string) => ANYWHERE.test(text) || marks.some((mark) => text.includes(mark));
  for (let before = -1; before !== marks.length; ) {
    before = marks.length;
    for (const { name, part } of book.sheets) {
      if (!dirty.has(name) || known.has(name)) continue;
      const tables = tablesOf(book, part);
      if (!tables.ok) return tables;
      known.add(name);
      marks.push(
        ...sheetWords(name),
        ...tables.value.map((table) => `${table.name.toLowerCase()}[`),
      );
    }
    for (const [name, text] of names.value) {
      if (!rests(text)) continue;
      names.value.delete(name);
      marks.push(name);
    }
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

const FORMULA = /<(?:[\w.-]+:)?f(?:\s[^>]*)?>([\s\S]*?)<\/(?:[\w.-]+:)?f>/g;
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/**
 * The formulas of a sheet in small letters, each on a line. What only looks like one, in a comment say, may be among them:
 * then a sheet counts as dependent that is not.
 */
function formulasIn(xml: string): string {
  const found: string[] = [];
  for (const [, formula = ''] of xml.matchAll(FORMULA)) found.push(formula);
  const text = found.join('\n');
  return (text.includes('&') ? text.replace(/&(#?\w+);/g, entity) : text).toLowerCase();
}

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
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
