/**
 * A spreadsheet that is to be written as .xlsx: sheets, cells, and what stands around them. No KPI is known here, and
 * nothing of the format: `write-xlsx.ts` makes the parts.
 */
import type { FigureKind, StyleName } from './styles.ts';

export type OutBook = {
  sheets: OutSheet[];
  /** Of the document, as programs show it. */
  title: string;
  /** The people and programs that made it. */
  creator: string;
  /** Milliseconds since 1970, UTC. */
  now: number;
  /** Custom properties by name, as texts. */
  properties: ReadonlyMap<string, string>;
  /** People who are named by threaded comments. */
  people: OutPerson[];
};

/** `id` is any text of its own; the format's GUID is made from it. */
export type OutPerson = { id: string; name: string };

export type OutSheet = {
  /** At most 31 characters, none of `[ ] : * ? / \`. */
  name: string;
  isHidden?: boolean;
  isRightToLeft?: boolean;
  /** Colour of the tab, `FF1F4E78`. */
  tab?: string;
  /** From column A on. */
  columns: OutColumn[];
  rows: OutRow[];
  /** Rows and columns that stay; the heads are printed on each page. */
  frozen?: { rows: number; columns: number };
  /** Without a password: against slips, not against people. */
  isProtected?: boolean;
  /** Columns right of the last one can be written in all the same. */
  isOpenBeside?: boolean;
  /** The range that has filter buttons, `A4:W120`. */
  filter?: string;
  merges?: string[];
  validations?: OutValidation[];
  /** Ranges of figures that are shown without a fraction until they have one: `J5:J9`. */
  fractions?: { at: string; kind: FigureKind }[];
  notes?: OutNote[];
  /** It is printed in landscape, as wide as one page. */
  paper?: 'A3' | 'A4';
  footer?: string;
};

/** `width` in characters of the normal font. */
export type OutColumn = { width: number; isHidden?: boolean };

export type OutRow = {
  /** From 1, ascending. */
  row: number;
  /** In points; programs find another one right as soon as a cell of the row is changed. */
  height?: number;
  /** 1: belongs to the group whose head is the row above. */
  level?: number;
  cells: OutCell[];
};

/** `column` from 1, ascending. */
export type OutCell = { column: number; style: StyleName; holds?: OutValue };

/** A formula has the value that it comes to, so that who does not compute shows the right one. */
export type OutValue = number | string | { formula: string; value: number | string };

export type OutValidation = {
  /** `J12` or `T5:T120`. */
  at: string;
  rule:
    | { kind: 'list'; from: string }
    /** True where what is typed is plausible. */
    | { kind: 'custom'; formula: string };
  /** What is said where it is not; it can be typed all the same unless `stops`. */
  title: string;
  says: string;
  stops?: boolean;
};

export type OutNote = {
  at: string;
  /** By whom, where one person wrote it. */
  author: string;
  text: string;
  /** The same as a conversation: the first comment and the replies. */
  thread?: OutComment[];
};

export type OutComment = {
  /** Any text of its own. */
  id: string;
  /** Of `people`. */
  person: string;
  /** Milliseconds since 1970, UTC. */
  at: number;
  text: string;
  isDone: boolean;
};
