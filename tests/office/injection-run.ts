/**
 * Texts that look like formulas, in every column of text of every file that is given out, opened by LibreOffice and read
 * back: they are the texts that they were, and nothing is a formula that we did not write.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpecs } from '@tallystick/domain/cells/cell-spec';
import type { CellId, EntityId, PersonId, RowId, WorkbookId } from '@tallystick/domain/cells/ids';
import { emptyState } from '@tallystick/domain/fold';
import { type CsvForm, encodeCsv } from '@tallystick/exchange/csv/csv-form';
import { unguardFormula } from '@tallystick/exchange/csv/formula-guard';
import { csvText } from '@tallystick/exchange/csv/write-csv';
import type { FileAsked } from '@tallystick/exchange/workbook-file/file-asked';
import { workbookFile } from '@tallystick/exchange/workbook-file/workbook-file';
import { exportedOf, workbookCsv } from '@tallystick/server/record/export-workbook';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { payloads } from './payloads.ts';
import { sampleAsked } from './sample-state.ts';
import { convertAll } from './soffice.ts';
import { complaintsOf } from './strict-xlsx.ts';
import { partsOf, type PlainCell, plainSheets } from './xlsx-parts.ts';

export type InjectionFigures = {
  payloads: number;
  /** Cells of LibreOffice's files that were looked at, by kind of file. */
  cells: { xlsx: number; csv: number };
  /** Formulas that we did not write. */
  formulas: string[];
  /** Texts that came back as others. */
  changed: string[];
  /** What a strict reader says of our files: links that lead out of them among it. */
  complaints: string[];
};

const catalogue = loadCatalogue();
const TEXT_CELLS = [...cellSpecs(catalogue).values()].filter(({ kind }) => kind === 'text');
/** Each book also has texts in these places: city, title, two names of entities, a question, its ruling, a verdict, names. */
const OTHERS = 8;

/** As many books as hold all of them. */
function booksOf(all: readonly string[]): FileAsked[] {
  const books: FileAsked[] = [];
  const size = TEXT_CELLS.length + OTHERS;
  for (let from = 0; from < all.length; from += size)
    books.push(bookOf(all.slice(from, from + size), books.length));
  return books;
}

function bookOf(texts: readonly string[], seed: number): FileAsked {
  const left = [...texts];
  const next = (): string => left.pop() ?? 'none';
  const [city, title, water, ict, text, ruling, note, by] = Array.from({ length: OTHERS }, next);
  const base = sampleAsked(seed, { city: city ?? '', title: title ?? '' });
  const cells = new Map(base.cells);
  for (const { cell } of TEXT_CELLS) {
    cells.delete(cell);
    const typed = left.pop();
    if (typed !== undefined) cells.set(cell, typed);
  }
  const row = 'household_internet_access.value';
  const comments = texts.slice(0, 20).map((said, at) => ({
    id: `c_${at}`,
    cell: TEXT_CELLS[at]?.cell ?? '',
    by: 'p_1',
    name: by ?? '',
    at,
    text: said,
    isResolved: false,
  }));
  return {
    ...base,
    cells,
    comments,
    entities: new Map([
      ['e_water', water ?? ''],
      ['e_ict', ict ?? ''],
    ]),
    verdicts: new Map([[row, { verdict: 'no', note: note ?? '', isStale: false }]]),
    questions: base.questions.map((question) => ({
      ...question,
      text: text ?? '',
      by: by ?? '',
      ruling: { text: ruling ?? '', by: by ?? '', at: 0, isForAll: false },
    })),
  };
}

const FORMS: [CsvForm, string][] = [
  [
    { separator: 'comma', decimal: 'point', encoding: 'utf-8-bom' },
    'CSV:44,34,76,1,,1033,false,true',
  ],
  [
    { separator: 'semicolon', decimal: 'comma', encoding: 'utf-8-bom' },
    'CSV:59,34,76,1,,1031,false,true',
  ],
];

/** As somebody opens it whose computer takes another sign between fields, or takes the first that it finds. */
const OTHERWISE: { from?: string }[] = [
  { from: 'CSV:59,34,76,1,,1031,false,true' },
  {},
  { from: 'CSV:44,34,76,1,,1033,false,true' },
  { from: 'CSV:9,34,76,1,,1033,false,true' },
  { from: 'CSV:44/59/9/124,34,76,1,,1033,false,true' },
];

/** `forms` of CSV, each opened rightly and in `wrongs` other ways: each is a run of LibreOffice. */
export type Asked = { count: number; forms?: number; wrongs?: number };

export async function runInjection(
  { count, forms = FORMS.length, wrongs = OTHERWISE.length }: Asked,
  say: (line: string) => void = () => {},
): Promise<InjectionFigures> {
  const all = payloads(count);
  const figures: InjectionFigures = {
    payloads: all.length,
    cells: { xlsx: 0, csv: 0 },
    formulas: [],
    changed: [],
    complaints: [],
  };
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-injection-'));
  try {
    const books = booksOf(all);
    await throughXlsx(folder, books, figures);
    say(`${books.length} workbooks as .xlsx: ${figures.cells.xlsx} cells`);
    for (const form of FORMS.slice(0, forms))
      await throughCsv(folder, { books, all, form, wrongs, figures });
    say(`the same as .csv: ${figures.cells.csv} cells`);
    return figures;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function throughXlsx(
  folder: string,
  books: readonly FileAsked[],
  figures: InjectionFigures,
): Promise<void> {
  const written = books.map((asked) => workbookFile(asked));
  const paths = await saved(folder, written, 'xlsx');
  for (const [at, bytes] of (await convertAll(paths, 'xlsx', { recalc: 'always' })).entries()) {
    const ours = written[at] as Uint8Array;
    figures.complaints.push(...complaintsOf(partsOf(ours)));
    const parts = [...partsOf(bytes).keys()];
    figures.complaints.push(...parts.filter((part) => /external|connection|query/i.test(part)));
    const theirs = new Map(plainSheets(bytes).map(({ name, cells }) => [name, cells]));
    for (const { name, cells } of plainSheets(ours))
      for (const [place, cell] of cells) {
        const found = theirs.get(name)?.get(place);
        const line = `book ${at}, ${name} ${place}`;
        figures.cells.xlsx += 1;
        if (found?.formula !== undefined && cell.formula === undefined)
          figures.formulas.push(`${line}: =${found.formula}`);
        if (typeof cell.value === 'string' && cell.formula === undefined)
          compare(figures, line, [cell.value, found?.value ?? '']);
      }
    sameTexts(figures, books[at] as FileAsked, plainSheets(ours));
  }
}

/** What we wrote is what was typed. */
function sameTexts(
  { changed }: InjectionFigures,
  { cells }: FileAsked,
  sheets: readonly { cells: ReadonlyMap<string, PlainCell> }[],
): void {
  const held = new Set(
    sheets.flatMap((sheet) => [...sheet.cells.values()].map(({ value }) => value)),
  );
  for (const { cell } of TEXT_CELLS) {
    const text = cells.get(cell);
    if (text !== undefined && !held.has(text)) changed.push(`${cell}: ${JSON.stringify(text)}`);
  }
}

type Csv = {
  books: readonly FileAsked[];
  all: readonly string[];
  form: (typeof FORMS)[number];
  wrongs: number;
  figures: InjectionFigures;
};

/** The file of a workbook, and the form in which the tables of a record are written. */
async function throughCsv(
  folder: string,
  { books, all, form, wrongs, figures }: Csv,
): Promise<void> {
  const [csv, from] = form;
  const lists: string[][] = [];
  const texts: string[] = [];
  for (const asked of books) {
    texts.push(await csvOf(asked, csv));
    lists.push(TEXT_CELLS.flatMap(({ cell }) => asked.cells.get(cell) ?? []));
  }
  texts.push(
    csvText(
      all.map((text) => [text]),
      csv,
    ),
  );
  lists.push([...all]);
  const bytes = texts.map((text) => {
    const encoded = encodeCsv(text, csv);
    if (!encoded.ok) throw new Error(encoded.refusal.code);
    return encoded.value;
  });
  const paths = await saved(folder, bytes, 'csv');
  for (const how of [{ from }, ...OTHERWISE.slice(0, wrongs)]) {
    const opened = await convertAll(paths, 'xlsx', { recalc: 'always', ...how });
    for (const [at, book] of opened.entries()) {
      const [sheet] = plainSheets(book);
      const cells = [...(sheet?.cells ?? [])];
      figures.cells.csv += cells.length;
      for (const [place, { formula }] of cells)
        if (formula !== undefined) figures.formulas.push(`csv ${at} ${place}: =${formula}`);
      // Opened otherwise, texts are parted; they must not run all the same.
      if (how.from !== from) continue;
      const held = new Set(cells.map(([, { value }]) => plain(unguardFormula(String(value)))));
      for (const text of lists[at] ?? [])
        if (!held.has(plain(text))) figures.changed.push(`csv ${at}: ${JSON.stringify(text)}`);
    }
  }
}

async function csvOf(asked: FileAsked, form: CsvForm): Promise<string> {
  const entities = [...asked.entities].map(
    ([id, name]) => [id as EntityId, { id: id as EntityId, name }] as const,
  );
  const state = {
    ...emptyState(),
    city: asked.city,
    title: asked.title,
    edition: catalogue.edition,
    entities: new Map(entities),
    assignments: new Map([...asked.assignments] as [RowId, EntityId][]),
  };
  const by = 'p_1' as PersonId;
  const cells = [...asked.cells].map(([cell, text], at) => {
    return { cell: cell as CellId, text, number: at + 1, by, at };
  });
  const names = async () => new Map([[by, asked.comments[0]?.name ?? '']]);
  const deps = { catalogueOf: () => catalogue, names };
  const of = await exportedOf(deps, { id: 'wb_1' as WorkbookId, head: 1, state }, cells);
  return workbookCsv(of, form);
}

async function saved(
  folder: string,
  files: readonly Uint8Array[],
  ending: string,
): Promise<string[]> {
  const paths = files.map((_, at) => join(folder, `file-${at}.${ending}`));
  for (const [at, bytes] of files.entries()) await writeFile(paths[at] ?? '', bytes);
  return paths;
}

/** LibreOffice writes ends of lines in its own way, and shows signs that XML cannot hold as the format writes them. */
const plain = (text: string): string => text.replaceAll(/\r\n?/g, '\n').replaceAll('\0', '');

function compare(
  figures: InjectionFigures,
  line: string,
  [ours, theirs]: [string, string | number],
): void {
  if (plain(ours) === plain(String(theirs)) && typeof theirs === 'string') return;
  figures.changed.push(`${line}: ${JSON.stringify(ours)} became ${JSON.stringify(theirs)}`);
}
