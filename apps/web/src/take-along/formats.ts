/** The kinds of files that a workbook can be taken along as, each with the address that packs it. A new kind is a line here. */
import type { FILE_PARTS } from '@tallystick/protocol/file-parts';

export type FilePart = (typeof FILE_PARTS)[number];

/** What is asked for; a format takes of it what it knows. */
export type FileChoice = {
  workbook: string;
  /** Of a locked version; null for the workbook as it stands. */
  submission: number | null;
  part: FilePart;
  /** Whose rows, where `part` is `entity`. */
  entity: string | null;
  language: string;
  table: TableChoice;
};

/** How a table is written. `usual`: the encoding that the server chooses for whoever reads this format. */
export type TableChoice = {
  marks: keyof typeof MARKS;
  encoding: Encoding;
  labels: 'id' | 'name';
};
export type Encoding = 'usual' | 'utf-8' | 'utf-8-bom' | 'windows-1252';

/** What parts the fields, and the decimal mark: the pairs that spreadsheets of some country expect. */
export const MARKS = {
  'comma-point': { separator: 'comma', decimal: 'point' },
  'semicolon-comma': { separator: 'semicolon', decimal: 'comma' },
  'semicolon-point': { separator: 'semicolon', decimal: 'point' },
} as const;

/** Their words are `formats.ID` and `formatAbout.ID` of the texts. */
export type FormatId = 'xlsx' | 'csv' | 'jsonStat' | 'sdmx' | 'csvw' | 'json' | 'record';
/** In the place of a format: ITU's own file, which has choices of its own. */
export const INTO_TEMPLATE = 'template';

export type FileFormat = {
  id: FormatId;
  /** Parts of a workbook that it can hold. */
  parts: readonly FilePart[];
  /** Whether its words are in one language, which is chosen. */
  hasLanguage: boolean;
  /** Whether there is one of a locked version too. */
  ofVersion: boolean;
  /** Encodings of a table, the first one chosen; none where it is no table. */
  encodings: readonly Encoding[];
  /** Whether names can stand beside the codes. */
  hasLabels: boolean;
  path: (choice: FileChoice) => string;
};

const addressOf = ({ workbook, submission }: FileChoice, file: string): string => {
  const of = submission === null ? '' : `/submissions/${submission}`;
  return `/api/workbooks/${encodeURIComponent(workbook)}${of}/${file}`;
};

const EXCEL: FileFormat = {
  id: 'xlsx',
  parts: ['whole', 'profile', 'data', 'queries', 'questions', 'entity'],
  hasLanguage: true,
  ofVersion: true,
  encodings: [],
  hasLabels: false,
  path: (choice) => {
    const { part, entity, language } = choice;
    const query = new URLSearchParams({ part, language });
    if (part === 'entity' && entity !== null) query.set('entity', entity);
    return addressOf(choice, `export.xlsx?${query}`);
  },
};

function tableQuery({ table: { marks, encoding } }: FileChoice): URLSearchParams {
  const query = new URLSearchParams(MARKS[marks]);
  if (encoding !== 'usual') query.set('encoding', encoding);
  return query;
}

const CSV: FileFormat = {
  id: 'csv',
  parts: ['whole'],
  hasLanguage: false,
  ofVersion: false,
  encodings: ['usual', 'utf-8', 'windows-1252'],
  hasLabels: false,
  path: (choice) => addressOf(choice, `export.csv?${tableQuery(choice)}`),
};

/** One of which nothing is chosen. */
const plain = (id: FormatId, file: string, ofVersion: boolean): FileFormat => ({
  id,
  parts: ['whole'],
  hasLanguage: false,
  ofVersion,
  encodings: [],
  hasLabels: false,
  path: (choice) => addressOf(choice, file),
});

const sdmx = (id: FormatId, file: string): FileFormat => ({
  id,
  parts: ['whole'],
  hasLanguage: false,
  ofVersion: true,
  encodings: ['usual', 'utf-8-bom'],
  hasLabels: true,
  path: (choice) => {
    const query = tableQuery(choice);
    query.set('labels', choice.table.labels);
    return addressOf(choice, `${file}?${query}`);
  },
});

export const FILE_FORMATS: readonly [FileFormat, ...FileFormat[]] = [
  EXCEL,
  CSV,
  plain('jsonStat', 'statistics.json', true),
  sdmx('sdmx', 'statistics.csv'),
  sdmx('csvw', 'statistics.csv-metadata.json'),
  plain('json', 'export.json', false),
  plain('record', 'record.zip', false),
];
