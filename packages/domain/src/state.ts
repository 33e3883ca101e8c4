/**
 * What the events of a workbook add up to. Own file because rights, decisions and screens read it.
 * Plain data, replaced by `fold`, never edited in place outside it.
 */
import type { Audience, Verdict } from './events.ts';
import type { CellId, CommentId, EntityId, PersonId, RowId } from './ids.ts';
import type { Role } from './roles.ts';

export type Member = { person: PersonId; role: Role; entity: EntityId | null };
export type Comment = {
  id: CommentId;
  cell: CellId;
  /** The thread's first comment; null for the first itself. Replies inherit its cell and audience. */
  parent: CommentId | null;
  text: string;
  audience: Audience;
  by: PersonId;
  at: number;
  number: number;
  resolved: boolean;
};
export type Verification = {
  row: RowId;
  verdict: Verdict;
  result: string;
  note: string;
  by: PersonId;
  at: number;
  number: number;
};
export type Submission = {
  submission: number;
  upTo: number;
  /** Number of the `locked` entry. */
  number: number;
  snapshot: string;
  by: PersonId;
  at: number;
  reported: number;
  missing: number;
  /** Verifications of this submission may be seen by the city. */
  released: boolean;
  /** Number of the last `verification-released` entry: verdicts after it are not released yet. */
  releasedUpTo?: number;
  unlocked: { by: PersonId; at: number; reason: string } | null;
};

export type WorkbookState = {
  city: string;
  title: string;
  edition: string;
  due: number | null;
  locked: boolean;
  generation: number;
  entities: Map<EntityId, { id: EntityId; name: string }>;
  members: Map<PersonId, Member>;
  assignments: Map<RowId, EntityId>;
  submissions: Submission[];
  comments: Map<CommentId, Comment>;
  verifications: Map<RowId, Verification>;
};

/** The state before the first event. */
export function emptyState(): WorkbookState {
  return {
    city: '',
    title: '',
    edition: '',
    due: null,
    locked: false,
    generation: 0,
    entities: new Map(),
    members: new Map(),
    assignments: new Map(),
    submissions: [],
    comments: new Map(),
    verifications: new Map(),
  };
}
