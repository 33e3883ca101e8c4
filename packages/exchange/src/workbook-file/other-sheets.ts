/** The tabs beside the two tables: questions to ITU, the lists of the drop-downs, and the hidden one that is for us. */
import { pointName } from '@tallystick/catalogue/catalogue';
import { cellSpec, cellSpecs } from '@tallystick/domain/cells/cell-spec';
import { isFormula } from '@tallystick/domain/formula/formula-text';
import { noteId, sumsOf } from '../own/note-lines.ts';
import { OWN_SHEET } from '../own/own-names.ts';
import type { QuestionColumn } from '../own/words/file-words.ts';
import { NOTE_MAX, noteText } from '../xlsx/write/notes-xml.ts';
import type { OutCell, OutRow, OutSheet } from '../xlsx/write/out-book.ts';
import { LISTS, listOf } from './checks.ts';
import type { FileQuestion } from './file-asked.ts';
import { logSheet } from './log-sheet.ts';
import { choiceName, type Making, scalarAt } from './making.ts';
import { dayOf } from './notes.ts';

const QUESTION_COLUMNS: readonly { id: QuestionColumn; width: number }[] = [
  { id: 'code', width: 15 },
  { id: 'kpi', width: 34 },
  { id: 'question', width: 50 },
  { id: 'askedBy', width: 18 },
  { id: 'askedOn', width: 12 },
  { id: 'status', width: 12 },
  { id: 'ruling', width: 50 },
  { id: 'ruledBy', width: 18 },
  { id: 'ruledOn', width: 12 },
];

/** Only what is asked of rows that are in the file. */
export function questionsSheet(making: Making): OutSheet {
  const { asked, words } = making;
  const own = asked.questions.filter(({ about }) => isAbout(making, about));
  return logSheet(making, {
    table: 'questions',
    columns: QUESTION_COLUMNS,
    heads: words.questions,
    lines: own.map((question) => questionTexts(making, question)),
  });
}

/** Whether a row, or a data point of a KPI, is the receiver's; the tab alone is of all rows. */
function isAbout({ asked, layout }: Making, about: string): boolean {
  if (asked.part.kind === 'sheet') return true;
  return (
    layout.own.has(about) ||
    layout.points.some(({ row, kpi }) => kpi.key === about && layout.own.has(row))
  );
}

function questionTexts(
  { asked, words }: Making,
  { about, text, by, at, status, ruling }: FileQuestion,
): Record<QuestionColumn, string> {
  const row = asked.catalogue.rows.get(about);
  const kpi = asked.catalogue.kpis.find(({ key }) => key === about);
  const isPoint = row?.kind === 'data-point';
  const name = isPoint ? pointName(row) : (row?.label ?? kpi?.name ?? about);
  const everyCity = ruling?.isForAll ? `${words.everyCity}: ` : '';
  return {
    code: (isPoint ? row.kpi.id : kpi?.id) ?? '',
    kpi: name,
    question: text,
    askedBy: by,
    askedOn: at === null ? '' : dayOf(at),
    status: words.status[status],
    ruling: ruling === null ? '' : `${everyCity}${ruling.text}`,
    ruledBy: ruling?.by ?? '',
    ruledOn: ruling === null ? '' : dayOf(ruling.at),
  };
}

export function listsSheet(making: Making): OutSheet {
  const { words } = making;
  const heads = [words.columns.quality, words.columns.origin, `${words.yes} / ${words.no}`];
  const lists = LISTS.map((list) =>
    listOf(making, list).map((choice) => (list === 'yesNo' ? choice : choiceName(making, choice))),
  );
  const longest = Math.max(...lists.map(({ length }) => length));
  const rows: OutRow[] = [
    { row: 1, cells: heads.map((holds, at) => ({ column: at + 1, style: 'head', holds })) },
  ];
  for (let at = 0; at < longest; at += 1) {
    const cells = lists.flatMap((list, column): OutCell[] => {
      const holds = list[at];
      return holds === undefined ? [] : [{ column: column + 1, style: 'fixed', holds }];
    });
    rows.push({ row: at + 2, cells });
  }
  return {
    name: words.sheets.lists,
    isRightToLeft: words.isRightToLeft,
    columns: [{ width: 48 }, { width: 36 }, { width: 14 }],
    rows,
    isProtected: true,
  };
}

/** What was exported, by cell: what comes back is held against it. Of a formula that is its value. */
export function ownSheet(making: Making, shown: readonly OutSheet[]): OutSheet {
  const { asked, layout } = making;
  const { workbook, number, edition } = asked.origin;
  const head = ['workbook', workbook, 'number', String(number), 'edition', edition];
  const rows: OutRow[] = [{ row: 1, cells: head.map(ownCell) }];
  let next = 3;
  for (const cell of cellSpecs(asked.catalogue).keys()) {
    const spec = cellSpec(asked.catalogue, cell);
    const text = making.read(cell);
    if (spec === undefined || text === undefined) continue;
    if (layout.placeOf(spec.row) === undefined) continue;
    const isComputed = isFormula(spec, text);
    const carried = isComputed ? String(scalarAt(making, cell) ?? '') : text;
    rows.push({ row: next, cells: [cell, carried].map(ownCell) });
    next += 1;
  }
  for (const [row, sums] of carriedNotes(making, shown)) {
    for (let at = 0; at < sums.length; at += SUMS_OF_A_CELL) {
      const some = sums.slice(at, at + SUMS_OF_A_CELL).join(' ');
      rows.push({ row: next, cells: [noteId(row), some].map(ownCell) });
      next += 1;
    }
  }
  return {
    name: OWN_SHEET,
    isHidden: true,
    columns: [{ width: 50 }, { width: 50 }],
    rows,
  };
}

const ownCell = (holds: string, at: number): OutCell => ({
  column: at + 1,
  style: 'own-text',
  holds,
});

/** A cell holds 32,767 signs; a sum and a blank are nine. */
const SUMS_OF_A_CELL = 3_000;

/** Sums of all lines of notes, by the row on which they hang: by them our own notes are told apart when they come back. */
function carriedNotes(
  { layout, words }: Making,
  shown: readonly OutSheet[],
): Map<string, string[]> {
  const carried = new Map<string, string[]>();
  const rows = [...layout.profile, ...layout.points].map(({ row }) => row as string);
  const byPlace = new Map(
    rows.map((row) => {
      const place = layout.placeOf(row);
      return [`${place && words.sheets[place.table]} ${place?.row}`, row];
    }),
  );
  for (const { name, notes = [] } of shown) {
    for (const { at, text, thread = [] } of notes) {
      const row = byPlace.get(`${name} ${at.replace(/^[A-Z]+/u, '')}`);
      if (row === undefined) continue;
      // A note may be cut where a conversation is long; the conversation itself is not.
      const long = text.length > NOTE_MAX ? thread.map((each) => each.text).join('\n') : '';
      carried.set(row, [...(carried.get(row) ?? []), ...sumsOf(`${noteText(text)}\n${long}`)]);
    }
  }
  return carried;
}
