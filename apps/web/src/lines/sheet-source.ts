/** What a grid needs to know of a sheet. */
import type { Result } from '@tallystick/domain/formula/compute';
import type { Outcome, Refusal } from '@tallystick/domain/refusals';
import type { Warning } from '@tallystick/domain/screening/warning';
import type { RowLife } from '@tallystick/domain/nouns/row-life';
import type { ContentChange } from '@tallystick/domain/nouns/verdict-content';
import type {
  BlockWritten,
  CellTyped,
  Overwritten,
  RefusedDraft,
  SaveStatus,
} from './cell-store.ts';
import type { IncomingMark } from './incoming/incoming-mark.ts';
import type { Gesture } from '../spreadsheet/port.ts';
import type { Judging } from './judging.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export type QueryMark = 'none' | 'waits' | 'mine';
export type CommentMark = 'none' | 'resolved' | 'open';
export type VerificationMark = {
  verdict: 'yes' | 'no';
  /** What it was given on and reads otherwise now; where there is something, the verdict is stale. */
  changed: readonly ContentChange[];
  /** What the auditor noted; empty where nothing. */
  note: string;
  by: string;
  /** Milliseconds since 1970, UTC. */
  at: number;
  /** The version that it was released with, where the city was shown it. */
  version?: number | undefined;
  /** Said by this person and not saved yet. */
  isSaving?: true;
};
/** A person in a cell. */
export type Hand = { person: string; name: string; colour: number; editing: boolean };

/** Texts half typed into cells, of the person at this page. */
export type HalfTyped = {
  /** What was typed into a cell and neither taken nor given up; empty where nothing was. */
  begun(cell: string): string;
  /** Keeps it while it is typed; an empty text is forgotten. */
  keep(cell: string, text: string): void;
  /** Where the latest of them belongs, unless another page of theirs has it open. */
  latest(): Promise<{ row: string; column: string } | undefined>;
  /** It stands beside the cell, with the reason; without one, that another has changed the cell meanwhile. */
  setAside(cell: string, typed: string, refusal?: Refusal): void;
  /** The name of who set a cell last; empty where it cannot be asked. */
  lastBy(cell: string): Promise<string>;
  /** The page is its author's and they are at it: what leaves a field now, they have let go of. */
  isAuthorHere(): boolean;
};

/** Everything but `get` and `result` may be left out: a version shows texts and results alone. */
export type SheetSource = {
  catalogue: Catalogue;
  /** Locale of numbers; without it the marks of the template. */
  locale?: string | undefined;
  /** It tells results and verdicts alone: columns of what was typed would be empty. */
  isResultsOnly?: boolean;
  get(cell: string): string | undefined;
  result(row: string): Result;
  /** Told which cells look different now; `remote` are those that another person has written. Returns the way to stop. */
  subscribe?(
    listener: (cells: ReadonlySet<string>, remote: ReadonlySet<string>) => void,
  ): () => void;
  /** Told when marks (comments, assignments, verifications, people, lock) have to be looked at again. */
  subscribeMarks?(listener: (cells: ReadonlySet<string> | 'all') => void): () => void;
  status?(cell: string): SaveStatus;
  draft?(cell: string): RefusedDraft | undefined;
  /** Two people set the cell without having seen each other; people by name, '' where nobody is known. */
  overwritten?(cell: string): Overwritten | undefined;
  /** A proposal for the cell waits to be settled. */
  proposed?(cell: string): boolean;
  /** Puts the lost value back; an ordinary edit. */
  restoreOverwritten?(cell: string): Outcome<void>;
  putOverwrittenAside?(cell: string): void;
  set?(cell: string, typed: string): Outcome<void>;
  half?: HalfTyped;
  setMany?(changes: readonly (readonly [cell: string, typed: string])[]): Refusal[];
  /** Takes a block as one gesture: one edit, one undo. Answers what was left as it was, each with its reason. */
  writeBlock?(gesture: Gesture, changes: readonly CellTyped[]): BlockWritten;
  discardDraft?(cell: string): void;
  retryDraft?(cell: string): Outcome<void>;
  /** Undefined where the person may write the cell; a version refuses all. */
  mayEdit?(cell: string): Refusal | undefined;
  /** Name of the entity that reports a row. */
  entityOf?(row: string): string | undefined;
  /** The state of a row; `withdrawn` where it was said to be ready and has changed since. */
  life?(row: string): RowLife | 'withdrawn';
  /** What the figures ask by themselves at a cell; never what forbids anything. */
  questions?(cell: string): readonly Warning[];
  comments?(cell: string): CommentMark;
  /** Whether a query on the row waits, and for whom. */
  queries?(row: string): QueryMark;
  /** How many files and links stand behind a row. */
  evidence?(row: string): number;
  verification?(row: string): VerificationMark | undefined;
  /** Rows whose verdict, as far as one was asked for, is on one of these cells. */
  judgedOn?(cells: Iterable<string>): readonly string[];
  /** Column S, for who may fill it or is told why not; a version has none. */
  judging?: Judging;
  /** Column S is this person's to fill. */
  judges?: boolean;
  /** Whether verifications are shown at all to this role. */
  verifications?: boolean;
  locked?(): boolean;
  /** The end of a cell's reopening, where it is open in a locked workbook; milliseconds since 1970, UTC. */
  reopened?(cell: string): number | undefined;
  /** The zone on whose clock such an end is read; null where the city has named none. */
  zone?(): string | null;
  /** What a file that was handed in brings for a cell. */
  incoming?(cell: string): IncomingMark | undefined;
  /** Where two versions are compared: what stood in a cell before, where that was something else. */
  was?(cell: string): { text: string | undefined } | undefined;
  /** The same of the result of a row. */
  wasResult?(row: string): Result | undefined;
  hands?(cell: string): readonly Hand[];
  /** Comments and questions on a row that the person may read, with the column they stand at. */
  said?(row: string): readonly { column: string; kind: 'said' | 'asked'; text: string }[];
};
