/** What a file of a workbook is made from: everything in it may be read by whoever receives the file. */
import type { ContentChange } from '@tallystick/domain/nouns/verdict-content';
import type { RowId } from '@tallystick/domain/cells/ids';
import type { Result } from '@tallystick/domain/formula/compute';
import type { QueryOutcome } from '@tallystick/domain/nouns/query';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import type { OwnOrigin } from '../own/own-names.ts';
import type { FileLanguage } from '../own/words/file-words.ts';

export type FilePart =
  | { kind: 'whole' }
  | { kind: 'sheet'; sheet: 'profile' | 'data' | 'questions' | 'queries' }
  /** The rows that one entity reports, to be filled by people without an account. */
  | { kind: 'entity'; entity: string };

export type FileAsked = {
  catalogue: Catalogue;
  origin: OwnOrigin;
  city: string;
  title: string;
  part: FilePart;
  language: FileLanguage;
  /** By cell id; empty cells are not there. */
  cells: ReadonlyMap<string, string>;
  /**
   * Results where they are not to be computed from the cells: of a version whose figures are not told. Formulas are
   * left out of such a file.
   */
  results?: ReadonlyMap<RowId, FileResult>;
  /** By id. */
  entities: ReadonlyMap<string, string>;
  /** Row to entity. */
  assignments: ReadonlyMap<string, string>;
  comments: readonly FileComment[];
  /** By row. */
  verdicts: ReadonlyMap<string, FileVerdict>;
  questions: readonly FileQuestion[];
  /** In the order of their numbers. */
  queries: readonly FileQuery[];
  /** Of a locked version: nothing is typed into its file. */
  version: { submission: number; snapshot: string } | null;
  /** Milliseconds since 1970, UTC. */
  now: number;
};

export type FileResult = Pick<Result, 'status' | 'text' | 'decimal'>;

export type FileComment = {
  id: string;
  cell: string;
  /** Who wrote it: an id, and the name that is shown. */
  by: string;
  name: string;
  /** Milliseconds since 1970, UTC. */
  at: number;
  text: string;
  isResolved: boolean;
};

export type FileVerdict = {
  verdict: 'yes' | 'no';
  note: string;
  isStale: boolean;
  /** What the city had submitted, where another result was judged. */
  revised?: { submitted: string; judged: string };
  /** Of a stale one: the result that was judged, and what reads otherwise since. */
  since?: { result: string; changed: readonly ContentChange[] };
};

/** A question on a KPI, or another city's whose ruling is for all: then only the ruling is told. */
export type FileQuestion = {
  /** A row of the set, or the key of a KPI. */
  about: string;
  text: string;
  by: string;
  at: number | null;
  status: 'open' | 'answered' | 'closed';
  ruling: { text: string; by: string; at: number; isForAll: boolean } | null;
};

/** What the audit side asks the city on a row. `now`: what the row shows, of a closed one what it showed by then. */
export type FileQuery = {
  row: string;
  value: string;
  now: string;
  issue: string;
  status: 'open' | 'answered' | 'closed';
  turns: readonly { as: 'question' | 'answer'; text: string; at: number }[];
  closed: { outcome: QueryOutcome; footnote: string; at: number } | null;
};
