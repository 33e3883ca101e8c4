/** What the server answers: the views of each noun, field by field. */
import type { EventEntry } from '@tallystick/domain/entry';
import type { Consent } from '@tallystick/domain/events';
import type { RowId } from '@tallystick/domain/cells/ids';
import type { PartViews } from '@tallystick/domain/nouns/parts';
import type { Role } from '@tallystick/domain/roles';
import type { Archived, AskedDeletion, Submission, Verification } from '@tallystick/domain/state';
import type { ContentChange } from '@tallystick/domain/nouns/verdict-content';
import type { ReopeningView, RulingView } from './views-clarification.ts';

/** A verdict that was given on another content than the one it is shown beside, and what differs. */
export type StaleVerdict = { row: RowId; changed: ContentChange[] };

/** GET /api/session: who is signed in, and whom a demo lets one be. */
export type SessionView = {
  me: { person: string; name: string; email: string | null; admin: boolean } | null;
  demo: { person: string; name: string; about: string; role: Role | 'admin' }[] | null;
};

/** GET /api/workbooks: one line for each workbook that the person is a member of. */
export type WorkbookLine = {
  workbook: string;
  city: string;
  title: string;
  role: Role;
  entity: string | null;
  locked: boolean;
  archived: boolean;
  submissions: number;
  due: number | null;
  /** Time zone of the city by name; null where none was named. */
  zone: string | null;
  /** In the room; for whoever reads released versions alone, in the last one. */
  reported: number;
  dataPoints: number;
  /** Rows of both sheets that are ready; null for whoever reads no room. */
  ready: number | null;
  /** Threads that are open and that the person may read; null for whoever reads none. */
  openThreads: number | null;
  /** There is no figure yet that the person may see. */
  readsNothing: boolean;
  /** Rows of both sheets assigned to the person's entity; `left`: those neither ready nor not available. */
  mine: { rows: number; left: number } | null;
};

/** GET /api/workbooks/:id: all that the person's role may see, besides the cells (which come through the room). */
export type WorkbookView = PartViews & {
  workbook: string;
  head: number;
  generation: number;
  /** Name of the room to join at /collab; null where the role reads no room (observer). */
  room: string | null;
  city: string;
  title: string;
  edition: string;
  due: number | null;
  /** Time zone of the city by name; null where none was named. */
  zone: string | null;
  locked: boolean;
  /** `admin`: administrator of the installation, who may appoint any role. */
  me: { person: string; name: string; role: Role; entity: string | null; admin: boolean };
  entities: { id: string; name: string }[];
  /** Merged (`into`: with which) or removed: what was said of them keeps their name. */
  formerEntities: { id: string; name: string; into: string | null }[];
  members: { person: string; name: string; role: Role; entity: string | null }[];
  /** No members now: all who once were, for whoever reads the room; for all others those whom the view mentions. */
  formerMembers: { person: string; name: string }[];
  /** Row id -> entity id. */
  assignments: Record<string, string>;
  verifications: Verification[];
  /** For the audit side: the verdicts that the city has been shown. For all others those are `verifications`. */
  shown?: Verification[] | undefined;
  /** Of `verifications` those that no longer fit the room, for those who read it. A page in the room compares by itself. */
  stale?: StaleVerdict[];
  submissions: Submission[];
  reopened: ReopeningView[];
  /** Not null where the workbook is archived, and read-only. */
  archived: Archived | null;
  /** A deletion that was asked for, lapsed or not. */
  deletion: AskedDeletion | null;
  /** ITU's rulings for every city of the edition that were made in other workbooks. */
  rulings: RulingView[];
  /** The server's clock, milliseconds since 1970, UTC: by it a reopening ends. */
  now: number;
};

/** GET /api/workbooks/:id/submissions/:n */
export type SubmissionView = {
  submission: Submission;
  /** The snapshot exactly as it was hashed (canonical JSON), to be parsed by the reader; for observers a part of it. */
  snapshot: string;
  /** How much of it the city lets observers read; for all others it is whole. */
  part?: Consent;
  /** Without their contents: `stale` tells what there is to tell of them. */
  verifications: Verification[];
  /** Of `verifications` those that do not fit this version. */
  stale: StaleVerdict[];
  /** The members, and whom else this view mentions. */
  members: { person: string; name: string }[];
};

/** GET /api/workbooks/:id/cells/:cell: the last change of a cell. */
export type CellView = {
  cell: string;
  text: string | null;
  /** There only where the text is a formula: what it comes to; null for nothing. */
  value?: string | null;
  number: number | null;
  by: { person: string; name: string } | null;
  at: number | null;
};

/** A live `event` message carries an entry of this shape, plus the author's name. */
export type PresentedEntry = EventEntry & { name: string };

/** Every refusal over HTTP: status 4xx and this body (RFC 9457's members, and ours). */
export type ProblemView = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  /** What `detail` says in words, as data: for whoever words it in another language. */
  fact?: string;
};
