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
};

export type FileFormat = {
  /** Its words are `formats.ID` of the texts. */
  id: string;
  /** Parts of a workbook that it can hold. */
  parts: readonly FilePart[];
  /** Whether its words are in one language, which is chosen. */
  hasLanguage: boolean;
  path: (choice: FileChoice) => string;
};

const EXCEL: FileFormat = {
  id: 'xlsx',
  parts: ['whole', 'profile', 'data', 'questions', 'entity'],
  hasLanguage: true,
  path: ({ workbook, submission, part, entity, language }) => {
    const of = submission === null ? '' : `/submissions/${submission}`;
    const query = new URLSearchParams({ part, language });
    if (part === 'entity' && entity !== null) query.set('entity', entity);
    return `/api/workbooks/${encodeURIComponent(workbook)}${of}/export.xlsx?${query}`;
  },
};

export const FILE_FORMATS: readonly [FileFormat, ...FileFormat[]] = [EXCEL];
