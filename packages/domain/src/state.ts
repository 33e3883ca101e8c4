/** What the events of a workbook add up to. Plain data, replaced by `fold`, never edited in place outside it. */
import type { Audience, Consent, ContentParts, RulingScope, Verdict, WhyAbsent } from './events.ts';
import type { CellId, ClarificationId, CommentId, EntityId, PersonId, RowId } from './cells/ids.ts';
import type { Numbered } from './nouns/numbered.ts';
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
  /** What the verdict is on; `changesSince` compares it. Verdicts of older entries are on `result` alone. */
  content?: ContentParts;
  /** Of one that the city was shown: the version it was released with. */
  version?: number;
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
  /** When that was, milliseconds since 1970. */
  releasedAt?: number;
  /** What observers may read of it; nothing without it. */
  consent?: Consent;
  unlocked: { by: PersonId; at: number; reason: string } | null;
};

/** Cells of a locked submission that may be edited for a while. */
export type Reopening = {
  /** Number of its `cells-reopened` entry, by which it is named. */
  number: number;
  submission: number;
  cells: ReadonlySet<CellId>;
  rows: ReadonlySet<RowId>;
  reason: string;
  until: number;
  by: PersonId;
  at: number;
  /** Set where it was ended before `until`. */
  ended: { by: PersonId; at: number } | null;
};
/** ITU's answer, in one of its versions. */
export type Ruling = { text: string; scope: RulingScope } & Numbered;
/** A ruling for every city that was made in another workbook. `at`: of its newest version. */
export type RulingElsewhere = { kpi: string; at: number };
/** A question to ITU on a KPI, and its ruling once there is one. */
export type Clarification = {
  id: ClarificationId;
  row: RowId;
  kpi: string;
  text: string;
  by: PersonId;
  at: number;
  number: number;
  status: 'open' | 'answered' | 'closed';
  ruling: Ruling | null;
  /** What the ruling was before, the oldest first; without it there was nothing. */
  former?: Ruling[];
  /**
   * Of one that is alike: what answers it, another clarification of this workbook or (`r_…`) a ruling for every city that was
   * made in another. It has no ruling of its own then.
   */
  under?: string;
};

/** The last word of a person on a row. Whether it still holds is asked of `row-life.ts`. */
export type RowMark = {
  row: RowId;
  as: 'ready' | 'not-available';
  /** Of the row's cells as they were; empty unless `ready`. */
  print: string;
  /** Why nothing is available, in the person's words; empty unless `not-available`. */
  reason: string;
  by: PersonId;
  at: number;
  /** Number of the `rows-marked` entry. */
  number: number;
} & WhyAbsent;

/** Who archived a workbook, and why. `number`: of the `archived` entry. */
export type Archived = { number: number; reason: string; by: PersonId; at: number };
/** A deletion that waits for a second person until `until`. `number`: of its `deletion-asked` entry. */
export type AskedDeletion = Archived & { until: number };

/**
 * Of what a workbook holds many, each by its key: name to key and item. Every noun adds its own to it (`declare module`);
 * each is a map in the state and a list in the view of a workbook.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled by the nouns.
export interface Parts {}
export type PartName = keyof Parts;
export type KeyOf<N extends PartName> = Parts[N]['key'];
export type ItemOf<N extends PartName> = Parts[N]['item'];
export type PartMaps = { [N in PartName]: Map<KeyOf<N>, ItemOf<N>> };

export type WorkbookState = PartMaps & {
  city: string;
  title: string;
  edition: string;
  due: number | null;
  /** Time zone of the city by name; null where none was named. */
  zone: string | null;
  locked: boolean;
  generation: number;
  entities: Map<EntityId, { id: EntityId; name: string }>;
  /** Merged (`into`: with which) or removed: what was said of them keeps their name. */
  formerEntities: Map<EntityId, { id: EntityId; name: string; into: EntityId | null }>;
  members: Map<PersonId, Member>;
  /** Who was a member and is none now: what they did keeps their name. */
  formerMembers: Set<PersonId>;
  /** Who was ever of those who are judged or of those who judge, members now or not. */
  served: Map<PersonId, ReadonlySet<'judged' | 'judge'>>;
  assignments: Map<RowId, EntityId>;
  submissions: Submission[];
  /** Reopenings since the last lock, ended ones too: while there is one, the workbook may be locked again. */
  reopened: Reopening[];
  verifications: Map<RowId, Verification>;
  /** Those that the city has been shown: as they stood at the last release, whatever was locked since. */
  shown: Map<RowId, Verification>;
  /** Null while the workbook is at work. */
  archived: Archived | null;
  /** The deletion that was asked for last, lapsed or not, unless it was taken back. */
  deletion: AskedDeletion | null;
  /** Nothing comes after it. */
  deleted: boolean;
};
