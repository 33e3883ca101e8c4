/**
 * What was understood of a spreadsheet file: which rows of the KPI set are in it and what stands in their cells, as a
 * person would have typed it. It says nothing yet of what the workbook holds now (`compare` does).
 */
import type { CellId, RowId } from '@tallystick/domain/cells/ids';
import type { Refusal } from '@tallystick/domain/refusals';
import type { BookFormat, BookLeftOut } from '../book/book.ts';
import type { OwnOrigin } from '../own/own-names.ts';

export type FileReading = {
  format: BookFormat;
  program: string;
  leftOut: BookLeftOut[];
  /** Of a file that the product wrote: from what, and the texts as they were then, by cell. */
  own: { origin: OwnOrigin; exported: ReadonlyMap<CellId, string> } | null;
  /** Sheets in which rows were found, in order; several of one name of a city are several sheets here. */
  sheets: FileSheet[];
  /** What people wrote as notes and threaded comments; nothing that the product wrote into the file itself. */
  notes: FileNote[];
  /** Notes beyond those that are told. */
  moreNotes: number;
};

export type FileNote = {
  /** Name of its sheet. */
  sheet: string;
  address: string;
  /** The cell of the workbook that it speaks of; null where it hangs on no row of the KPI set. */
  cell: CellId | null;
  text: string;
};

export type FileSheet = {
  name: string;
  hidden: boolean;
  rows: FileRow[];
  unknown: UnknownRow[];
};

/** A row of the file that is a row of the KPI set. */
export type FileRow = {
  /** From 1. */
  row: number;
  point: RowId;
  /** How it was recognised; `code`: by its code, or by its full name where the table has no codes. */
  by: 'key' | 'code' | 'template';
  hidden: boolean;
  /**
   * What the city filled in. A figure that several rows show has one home cell: where rows of a file hold different
   * ones, several of these name the same cell with different texts.
   */
  cells: FileCell[];
  /** Results that the file computed itself, as overrides: nothing of them is taken over. */
  computed?: FileCell[];
};

/** A row that looks like one of the KPI set and cannot be told for certain: it is shown, nothing of it is taken. */
export type UnknownRow = {
  row: number;
  why: 'key-and-code-differ' | 'code-not-known' | 'point-not-told' | 'twice';
  /** The code, name or key that stands there, shortened. */
  told: string;
};

export type FileCell = {
  cell: CellId;
  /** `E12`. */
  address: string;
  /** The city's comments on this cell in the file, if it has a note. */
  note?: string;
} & (
  | {
      kind: 'text';
      /** What is taken over, as typed: `12.5`, `yes`, `See annex 3`. */
      text: string;
      /** What the sheet shows, where a person would read something else there: `76 %` of 0.76. */
      shown?: string;
      /** A share of a hundred where something is counted. */
      isShare?: true;
      /** Why the workbook's cell would not hold this, though it can be read: a bound, a fraction of a whole thing. */
      refused?: Refusal;
      /** The formula that it was computed with while the file was read, because the file holds no result of it. */
      formula?: string;
    }
  /**
   * The cell is empty in the file, or says that there is nothing (`said`: `n/a`, `NR`). It empties nothing unless the
   * file is the product's own and it was not so then.
   */
  | { kind: 'empty'; said?: string }
  | { kind: 'unreadable'; why: UnreadableCell; raw: string }
);

export type UnreadableCell =
  | 'error-value'
  | 'not-computed'
  | 'ambiguous-number'
  | 'not-a-number'
  | 'not-a-choice'
  | 'not-yes-or-no'
  | 'not-a-year'
  | 'raised-digits'
  | 'date-in-figure'
  | 'merged'
  | 'two-numbers'
  /** A bound or an estimate: `> 500`, `about 1 200`. */
  | 'not-exact'
  | 'unit-differs'
  | 'too-long'
  | 'other';
