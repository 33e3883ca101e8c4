/**
 * A workbook as an .xlsx file in the form of ITU's template, to be read, printed, filled elsewhere and brought back. The
 * same state gives the same bytes. Source: Verification Manual, pages 162-166.
 */
import { PROPERTY } from '../own/own-names.ts';
import type { FileSheetName } from '../own/words/file-words.ts';
import type { OutBook, OutSheet } from '../xlsx/write/out-book.ts';
import { writeXlsx } from '../xlsx/write/write-xlsx.ts';
import { dataSheet } from './data-sheet.ts';
import type { FileAsked } from './file-asked.ts';
import { type Making, makingOf } from './making.ts';
import { peopleOf } from './notes.ts';
import { listsSheet, ownSheet, questionsSheet } from './other-sheets.ts';
import { profileSheet } from './profile-sheet.ts';
import { queriesSheet } from './queries-sheet.ts';
import { startSheet } from './start-sheet.ts';

const SHEETS: Record<FileSheetName, (making: Making) => OutSheet> = {
  start: startSheet,
  profile: profileSheet,
  data: dataSheet,
  queries: queriesSheet,
  questions: questionsSheet,
  lists: listsSheet,
};

const PROGRAM = 'Tallystick';

export function workbookFile(asked: FileAsked): Uint8Array {
  const making = makingOf(asked);
  const shown = making.layout.sheets.map((name) => SHEETS[name](making));
  const book: OutBook = {
    sheets: [...shown, ownSheet(making, shown)],
    title: [asked.city, asked.title].filter((part) => part !== '').join(', '),
    creator: PROGRAM,
    now: asked.now,
    properties: propertiesOf(asked),
    people: peopleOf(making),
  };
  return writeXlsx(book);
}

function propertiesOf({ origin, version }: FileAsked): Map<string, string> {
  const properties = new Map([
    [PROPERTY.workbook as string, origin.workbook],
    [PROPERTY.number, String(origin.number)],
    [PROPERTY.edition, origin.edition],
  ]);
  if (version !== null) {
    properties.set(PROPERTY.version, String(version.submission));
    properties.set(PROPERTY.snapshot, version.snapshot);
  }
  return properties;
}
