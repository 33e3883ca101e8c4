/**
 * What the server answers about the past: moments of a history, the cells at a number, two versions compared. History
 * has its own routes and its own presenter; live views are in `views.ts`.
 */
import type { Door } from '@tallystick/domain/entry';
import type { Event } from '@tallystick/domain/events';

/** A person as the record names them; the name is '' once the person was erased. */
export type Named = { person: string; name: string };

/** What one edit did to one cell: the journal's own words (`CellChange`), texts as typed. */
export type HistoryChange = {
  cell: string;
  before: string | null;
  after: string | null;
  /** There where the edit lost against one it had not seen: what it tried to write. */
  attempted?: string | null;
  /** The text that it overwrote without its author having seen it. */
  unseen?: string | null;
  /** There where `after` is a formula: what it came to at that entry; null for nothing. */
  value?: string | null;
  /** Texts set on the way by the same edit, in order. */
  through?: (string | null)[];
};

type MomentHead = {
  /** Number of the entry; of the journal's head for a draft when it was refused. */
  number: number;
  at: number;
  by: Named;
  /** The way by which it came in: one of `Door`, or that of a refused draft. */
  door: Door | (string & {});
};

/** One line of a history. Events are presented: what a role may not see is left out. */
export type Moment = MomentHead &
  (
    | { kind: 'edit'; changes: HistoryChange[] }
    | { kind: 'event'; event: Event }
    | {
        kind: 'refused';
        id: string;
        cell: string;
        text: string | null;
        code: string;
        detail: string;
      }
  );

/** What a history can be narrowed to. */
export const HISTORY_KINDS = [
  'edit',
  'comment',
  'verification',
  'lock',
  'member',
  'clarification',
  'progress',
  'refused',
] as const;
export type HistoryKind = (typeof HISTORY_KINDS)[number];

/** GET /api/workbooks/:id/history: newest first; `next` goes into `before` for what is older, null at the end. */
export type HistoryView = {
  moments: Moment[];
  next: number | null;
  /** Names of all people that the moments name, also of those who are members no more. */
  people: Record<string, string>;
};

/** GET /api/workbooks/:id/at/:number: the cells and who reported them, right after that entry. */
export type MomentView = {
  number: number;
  /** Time of that entry; null for 0, before the first. */
  at: number | null;
  head: number;
  /** Cells with a text; an empty cell is left out. */
  cells: Record<string, string>;
  /** The entities that there were. */
  entities: { id: string; name: string }[];
  /** Row to the entity that reported it. */
  assignments: Record<string, string>;
  locked: boolean;
  /** The last submission locked by then. */
  submission: number | null;
};

/** A lock, an unlock or a reopening of named cells, on the slider. */
export type MomentMark = {
  number: number;
  at: number;
  kind: 'lock' | 'unlock' | 'reopen';
  submission: number;
};

/** GET /api/workbooks/:id/moments: what a slider needs. Points are spread evenly over the numbers. */
export type MomentsView = {
  head: number;
  first: number | null;
  last: number | null;
  points: { number: number; at: number }[];
  marks: MomentMark[];
};

/** One end of a comparison: `v3`, a number, or `now`. */
export type ComparedEnd = {
  number: number;
  at: number | null;
  label: string;
  /** The submission, where the end is a locked version. */
  submission: number | null;
};

/** One cell that differs, with the last change up to `to`; or a result that does, which nobody typed. */
export type ComparedChange = {
  /** `result`: what column O shows, of the cell `row:result`; it has no author of its own. */
  kind: 'typed' | 'result';
  cell: string;
  row: string;
  /** Entity that the row was assigned to at `to`. */
  entity: string | null;
  before: string | null;
  after: string | null;
  /** There where `before` is a formula: what it came to at `from`; null for nothing. */
  beforeValue?: string | null;
  /** The same of `after`, at `to`. */
  afterValue?: string | null;
  by: Named | null;
  at: number | null;
  number: number | null;
};

/** GET /api/workbooks/:id/compare?from=&to= in the order of the sheet; the result after what was typed in its row. */
export type CompareView = { from: ComparedEnd; to: ComparedEnd; changes: ComparedChange[] };

/** GET and PUT /api/workbooks/:id/seen: how far the person has looked; number 0 and null before the first time. */
export type SeenView = { number: number; at: number | null };
