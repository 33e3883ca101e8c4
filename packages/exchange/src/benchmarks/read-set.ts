/**
 * Reads a benchmark set from a spreadsheet, the product's own or one that was made after it. Nothing is guessed: a line
 * that is not whole is a fault with its place, and a file with one fault gives no set.
 */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import type { Refusal } from '@tallystick/domain/refusals';
import type { Benchmark, BenchmarkSet } from '@tallystick/score/benchmarks/benchmark-set';
import { faultsOf, type SetFault, type SetFaultCode } from '@tallystick/score/benchmarks/check-set';
import type { Book, BookRow, BookSheet } from '../book/book.ts';
import { openBook } from '../reading/open-book.ts';
import { isBlank, textOf } from '../reading/cell-texts.ts';
import { type FigureFault, figureIn, textIn } from './line-cells.ts';
import { SET_FAULTS_TOLD, SET_HEAD_ROWS, SET_LINES } from './limits.ts';
import {
  ABOUT_LINES,
  type AboutLine,
  SET_COLUMNS,
  SET_WORDS,
  type SetColumn,
} from './set-columns.ts';

export type LineFaultCode =
  | SetFaultCode
  | FigureFault
  | 'no-table'
  | 'column-missing'
  | 'column-twice'
  | 'too-many-lines'
  | 'row-missing'
  | 'row-twice';

/** `line` as the spreadsheet numbers it; both null for what is said of the whole file. */
export type LineFault = {
  code: LineFaultCode;
  line: number | null;
  column: SetColumn | null;
  detail?: string;
};

/** What the file says of its set; each only where it does. */
export type SetAbout = Partial<Record<AboutLine, string>>;

export type SetReading =
  | { kind: 'read'; about: SetAbout; entries: Record<string, Benchmark> }
  /** The file itself cannot be read. */
  | { kind: 'refused'; refusal: Refusal }
  /** At most `SET_FAULTS_TOLD`, and how many more there are. */
  | { kind: 'faulty'; faults: LineFault[]; more: number };

/** Reads .xlsx, .ods and .csv. The set of the entries has no fault. */
export function readSet(catalogue: Catalogue, bytes: Uint8Array, name: string): SetReading {
  const book = openBook(bytes, name);
  if (!book.ok) return { kind: 'refused', refusal: book.refusal };
  const about = aboutIn(book.value);
  const table = tableIn(book.value);
  if (table === undefined) return faulty([{ code: 'no-table', line: null, column: null }]);
  const faults = headFaults(table);
  if (faults.length > 0) return faulty(faults);
  if (about.edition !== undefined && about.edition !== catalogue.edition) {
    const detail = catalogue.edition;
    return faulty([{ code: 'other-edition', line: null, column: null, detail }]);
  }
  const lines = linesOf(table);
  const entries = Object.fromEntries([...lines.entries].map(([row, { entry }]) => [row, entry]));
  const found = faultsOf(catalogue, setOf(catalogue, about, entries)).map((fault) =>
    placed(fault, lines.entries),
  );
  const all = [...lines.faults, ...found];
  if (all.length > 0) return faulty(all.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)));
  return { kind: 'read', about, entries };
}

function faulty(all: LineFault[]): SetReading {
  const faults = all.slice(0, SET_FAULTS_TOLD);
  return { kind: 'faulty', faults, more: all.length - faults.length };
}

/** Name and version are the installation's to give: what the file says of them is told and not taken. */
function setOf(
  catalogue: Catalogue,
  about: SetAbout,
  entries: BenchmarkSet['entries'],
): BenchmarkSet {
  const { title = 'untitled', note = '' } = about;
  const { edition } = catalogue;
  return {
    format: 'tallystick-benchmarks/1',
    id: 'read',
    version: 1,
    edition,
    title,
    note,
    entries,
  };
}

type Table = { rows: readonly BookRow[]; head: BookRow; columns: ReadonlyMap<SetColumn, number[]> };

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

const HEADS: ReadonlyMap<string, SetColumn> = new Map(
  SET_COLUMNS.flatMap(({ id }) =>
    [id, SET_WORDS.en.heads[id], SET_WORDS.ar.heads[id]].map((word) => [plain(word), id] as const),
  ),
);

/** The first sheet that has a line with the heads of row and target. */
function tableIn({ sheets }: Book): Table | undefined {
  for (const sheet of sheets) {
    for (const head of sheet.rows.slice(0, SET_HEAD_ROWS)) {
      const columns = new Map<SetColumn, number[]>();
      for (const [at, cell] of head.cells) {
        const column = HEADS.get(plain(textOf(cell).slice(0, 100)));
        if (column !== undefined) columns.set(column, [...(columns.get(column) ?? []), at]);
      }
      if (columns.has('row') && columns.has('target'))
        return { rows: below(sheet, head), head, columns };
    }
  }
  return undefined;
}

const below = ({ rows }: BookSheet, head: BookRow): BookRow[] =>
  rows.filter(
    ({ row, cells }) => row > head.row && [...cells.values()].some((cell) => !isBlank(cell)),
  );

function headFaults({ rows, head, columns }: Table): LineFault[] {
  const faults = SET_COLUMNS.flatMap(({ id, isRead }): LineFault[] => {
    const found = columns.get(id)?.length ?? 0;
    if (isRead && found === 0) return [{ code: 'column-missing', line: head.row, column: id }];
    return isRead && found > 1 ? [{ code: 'column-twice', line: head.row, column: id }] : [];
  });
  if (rows.length > SET_LINES)
    faults.push({ code: 'too-many-lines', line: null, column: null, detail: String(SET_LINES) });
  return faults;
}

type Entries = Map<string, { line: number; entry: Benchmark }>;

function linesOf({ rows, columns }: Table): { entries: Entries; faults: LineFault[] } {
  const entries: Entries = new Map();
  const seen = new Set<string>();
  const faults: LineFault[] = [];
  for (const { row: line, cells } of rows) {
    const cellOf = (column: SetColumn) => cells.get(columns.get(column)?.[0] ?? 0);
    const row = textIn(cellOf('row'));
    if (row === '') {
      faults.push({ code: 'row-missing', line, column: 'row' });
      continue;
    }
    if (seen.has(row)) faults.push({ code: 'row-twice', line, column: 'row', detail: row });
    seen.add(row);
    // A line that nobody filled in: the data point has no benchmark.
    if (SAID.every((column) => isBlank(cellOf(column)))) continue;
    const figures = (['target', 'worst'] as const).map((column) => {
      const figure = figureIn(cellOf(column), textIn(cellOf('unit')));
      if (!figure.ok) faults.push({ code: figure.fault, line, column, detail: figure.detail });
      return figure.ok ? figure.value : undefined;
    });
    const [target, worst] = figures;
    if (target === undefined || worst === undefined) continue;
    const url = textIn(cellOf('url'));
    const text = (column: SetColumn) => textIn(cellOf(column));
    const entry: Benchmark = {
      // What is none of the known words is found by the check of the set.
      method: text('method') as Benchmark['method'],
      direction: text('direction') as Benchmark['direction'],
      target,
      worst,
      unit: text('unit'),
      standing: text('standing') as Benchmark['standing'],
      source: { title: text('source'), url: url === '' ? null : url },
      validFrom: text('validFrom'),
      note: text('note'),
    };
    if (!entries.has(row)) entries.set(row, { line, entry });
  }
  return { entries, faults };
}

/** Where something stands in one of these, a benchmark is meant. */
const SAID: readonly SetColumn[] = ['method', 'target', 'worst', 'source', 'validFrom', 'note'];

function placed({ code, row, field, detail }: SetFault, entries: Entries): LineFault {
  const line = row === undefined ? null : (entries.get(row)?.line ?? null);
  const column = SET_COLUMNS.find(({ id }) => id === field)?.id ?? null;
  const place = { code, line, column: line === null ? null : (column ?? 'row') };
  return detail === undefined ? place : { ...place, detail };
}

function aboutIn({ sheets }: Book): SetAbout {
  const about: SetAbout = {};
  for (const { cells } of sheets.flatMap(({ rows }) => rows)) {
    const said = plain(textOf(cells.get(1)).slice(0, 100));
    const line = ABOUT_LINES.find((each) =>
      [SET_WORDS.en, SET_WORDS.ar].some((words) => plain(words.about[each]) === said),
    );
    const text = textIn(cells.get(2));
    if (line !== undefined && text !== '') about[line] ??= text;
  }
  return about;
}
