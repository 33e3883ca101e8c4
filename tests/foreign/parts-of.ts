/** Counts what a workbook file holds besides values: each kind of part, by the elements in its XML. */
import { openPackage } from '@tallystick/exchange/xlsx/edit/package';
import { readZip, type ZipMember } from '@tallystick/exchange/zip/read-zip';

/** Kinds counted in the parts of sheets, by element; the prefix before it says which edition of the format it is of. */
const IN_SHEETS: readonly [string, RegExp][] = [
  ['lists and checks', /<(?!x14:|xm:)(?:\w+:)?dataValidation[\s>]/g],
  ['x14 lists', /<x14:dataValidation[\s>]/g],
  ['conditional rules', /<(?!x14:)(?:\w+:)?cfRule[\s>]/g],
  ['x14 rules', /<x14:cfRule[\s>]/g],
  ['sparklines', /<x14:sparkline[\s>]/g],
  ['merged ranges', /<(?:\w+:)?mergeCell\s/g],
  ['protected sheets', /<(?:\w+:)?sheetProtection\s[^>]*\bsheet="(?:1|true)"/g],
  ['frozen panes', /<(?:\w+:)?pane\s[^>]*\bstate="frozen/g],
  ['page set-ups', /<(?:\w+:)?pageSetup\s/g],
  ['heads and feet', /<(?:\w+:)?odd(?:Header|Footer)>/g],
  ['hidden columns', /<(?:\w+:)?col\s[^>]*\bhidden="(?:1|true)"/g],
  ['grouped columns', /<(?:\w+:)?col\s[^>]*\boutlineLevel="[1-9]/g],
  ['filters', /<(?:\w+:)?autoFilter\s/g],
];
const IN_BOOK: readonly [string, RegExp][] = [
  ['defined names', /<(?:\w+:)?definedName\s/g],
  ['hidden sheets', /<(?:\w+:)?sheet\s[^>]*\bstate="(?:hidden|veryHidden)"/g],
];
/** Kinds that are members of their own. */
const MEMBERS: readonly [string, RegExp][] = [
  ['charts', /\/charts\/chart[^/]*\.xml$/],
  ['images', /\/media\//],
  ['tables', /\/tables\/[^/]*\.xml$/],
  ['custom XML', /^customXml\/item\d*\.xml$/],
  ['printer settings', /\/printerSettings\//],
  ['external links', /\/externalLinks\/[^/]*\.xml$/],
  ['macros', /\/vbaProject\.bin$/],
  ['array metadata', /\/metadata\.xml$/],
  ['people of comments', /\/persons\//],
];

export type Parts = Record<string, number>;

/** By kind, how often it is there; of notes also how many have a text. */
export function partsOf(bytes: Uint8Array): Parts {
  const opened = openPackage(bytes);
  const zip = readZip(bytes);
  if (!opened.ok || !zip.ok) throw new Error('no workbook');
  const book = opened.value;
  const { members } = zip.value;
  const sheets = book.sheets.map(({ part }) => textOf(book.member(part)));
  const workbook = textOf(book.member(book.workbook));
  const parts: Parts = {};
  for (const [kind, form] of IN_SHEETS) parts[kind] = sum(sheets.map((text) => count(text, form)));
  for (const [kind, form] of IN_BOOK) parts[kind] = count(workbook, form);
  for (const [kind, form] of MEMBERS)
    parts[kind] = members.filter(({ name, isFolder }) => !isFolder && form.test(name)).length;
  const notes = members.filter(
    ({ name }) => /comments?\d*\.xml$/i.test(name) && !/threaded/i.test(name),
  );
  const threads = members.filter(
    ({ name }) => /threadedComment/i.test(name) && name.endsWith('.xml'),
  );
  parts['notes'] = sum(notes.map((member) => count(textOf(member), /<(?:\w+:)?comment\s/g)));
  parts['texts of notes'] = sum(notes.map((member) => written(textOf(member))));
  parts['threaded comments'] = sum(
    threads.map((member) => count(textOf(member), /<(?:\w+:)?threadedComment\s/g)),
  );
  const custom = members.find(({ name }) => /docProps\/custom\.xml$/i.test(name));
  parts['custom properties'] = count(textOf(custom), /<(?:\w+:)?property\s/g);
  return parts;
}

/** Of each kind that is rarer after than before, how many are missing. */
export function lost(before: Parts, after: Parts): Parts {
  return Object.fromEntries(
    Object.entries(before)
      .map(([kind, had]) => [kind, Math.max(0, had - (after[kind] ?? 0))] as const)
      .filter(([, missing]) => missing > 0),
  );
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const count = (text: string, form: RegExp): number => text.match(form)?.length ?? 0;

function textOf(member: ZipMember | undefined): string {
  const data = member?.data();
  return data?.ok ? new TextDecoder().decode(data.value) : '';
}

/** Notes with a text in them: some programs keep the note and empty it. */
function written(xml: string): number {
  const notes = xml.match(/<((?:\w+:)?comment)\s[\s\S]*?<\/\1>/g) ?? [];
  return notes.filter((note) => note.replaceAll(/<[^>]*>/g, '').trim() !== '').length;
}
