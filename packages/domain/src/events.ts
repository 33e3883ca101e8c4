/**
 * Events: everything that happens in a workbook besides edits of cells. The journal keeps them for ever: a type here is
 * never changed, only added to.
 */
import type { CellId, ClarificationId, CommentId, EntityId, PersonId, RowId } from './cells/ids.ts';
import type { Role } from './roles.ts';

/** Who may read a comment: all members, or the audit side alone (auditor and itu). */
export type Audience = 'members' | 'audit';
export type Verdict = 'yes' | 'no';
/** What observers read of a version: its results and verdicts, or also its figures with sources and notes. */
export type Consent = 'results' | 'figures';
/** Whom ITU's ruling is for: the city that asked, or every city of the edition. */
export type RulingScope = 'city' | 'all';
/** What can be said of a row; `in-progress` takes back what was said before. */
export type RowSaying = 'ready' | 'in-progress' | 'not-available';

/**
 * Why a figure is not available: nobody monitors it, it was not found yet, the KPI does not apply to the city, or it is
 * expected by a date.
 */
export const ABSENCES = ['not-monitored', 'not-found', 'does-not-apply', 'expected'] as const;
export type Absence = (typeof ABSENCES)[number];

/** `expected`: a day, `2027-03-31`, with the absence of that name alone. */
export type WhyAbsent = { why?: Absence; expected?: string };

/**
 * What a verdict is on, part by part: a cell with its text as typed (of a source or notes the SHA-256 of the text,
 * hexadecimal, since they may be long), `row:result` as column O shows it, or `row:exact`, the result in all its digits.
 * `rest` is the SHA-256 of the parts beyond `CONTENT_PARTS_MAX`. What is empty is no part.
 */
export type ContentParts = Readonly<Record<string, string>>;

/**
 * How a workbook is headed. `due` is in milliseconds since 1970, UTC; `zone` is the time zone of the city by name
 * (`Africa/Cairo`), on whose clock its deadlines are read.
 */
export type Heading = { city: string; title: string; due: number | null; zone: string | null };

export type Event =
  | {
      type: 'workbook-opened';
      city: string;
      title: string;
      edition: string;
      due: number | null;
      /** Without it none was named. */
      zone?: string;
    }
  | ({ type: 'workbook-corrected'; before: Heading } & Heading)
  | { type: 'entity-added'; entity: EntityId; name: string }
  | { type: 'entity-renamed'; entity: EntityId; name: string; before: string }
  /** `entity`, called `name`, is no more; its rows and people are those of `into`. */
  | {
      type: 'entities-merged';
      entity: EntityId;
      name: string;
      into: EntityId;
      rows: RowId[];
      people: { person: PersonId; role: Role }[];
    }
  | { type: 'entity-removed'; entity: EntityId; name: string }
  | { type: 'member-added'; person: PersonId; role: Role; entity: EntityId | null }
  | { type: 'member-removed'; person: PersonId }
  | { type: 'member-changed'; person: PersonId; role: Role; entity: EntityId | null }
  | { type: 'rows-assigned'; rows: RowId[]; entity: EntityId | null }
  | {
      type: 'locked';
      submission: number;
      /** Number of the last entry that the snapshot holds. */
      upTo: number;
      /** SHA-256 of the snapshot's canonical JSON, hexadecimal. */
      snapshot: string;
      /** Room generation that begins here. */
      generation: number;
      reported: number;
      missing: number;
    }
  | { type: 'unlocked'; submission: number; reason: string }
  | {
      type: 'commented';
      comment: CommentId;
      cell: CellId;
      parent: CommentId | null;
      text: string;
      audience: Audience;
    }
  | { type: 'comment-resolved'; comment: CommentId }
  | { type: 'comment-reopened'; comment: CommentId }
  | {
      type: 'verified';
      row: RowId;
      verdict: Verdict;
      /** The exact result text that the auditor saw. */
      result: string;
      note: string;
      /** What the verdict is on; the verification is stale while it differs. Without it, it is on `result` alone. */
      content?: ContentParts;
    }
  | { type: 'verification-withdrawn'; row: RowId }
  | { type: 'verification-released'; submission: number }
  /** From here on observers read this much of a version, once its verification is released. */
  | { type: 'consented'; submission: number; to: Consent }
  | { type: 'consent-withdrawn'; submission: number }
  | { type: 'generation-started'; generation: number; upTo: number }
  | {
      type: 'cells-reopened';
      /** The locked submission whose cells these are. */
      submission: number;
      cells: CellId[];
      /** All typed cells of these rows. */
      rows: RowId[];
      reason: string;
      /** From this moment on they are locked again; milliseconds since 1970, UTC. */
      until: number;
    }
  /** Ends a reopening before its time. `reopening`: number of its `cells-reopened` entry. */
  | { type: 'reopening-ended'; reopening: number }
  | {
      type: 'clarification-asked';
      clarification: ClarificationId;
      row: RowId;
      /** Key of the row's KPI; the row itself for a line of the City profile. */
      kpi: string;
      edition: string;
      text: string;
    }
  /** A later ruling on the same clarification replaces the earlier one. */
  | { type: 'ruled'; clarification: ClarificationId; text: string; scope: RulingScope }
  | { type: 'clarification-closed'; clarification: ClarificationId }
  /** What a person said of rows; the last word on a row stands. */
  | ({
      type: 'rows-marked';
      rows: RowId[];
      as: RowSaying;
      /** For `ready`, row by row: SHA-256 of the row's cells as they were (`rowPrint`), hexadecimal. Else empty. */
      prints: string[];
      /** Why the figure is not available, in the person's words; may be empty where `why` says it. Else empty. */
      reason: string;
    } & WhyAbsent)
  /** From here on the workbook is read-only. */
  | { type: 'archived'; reason: string }
  /** Brings it back; a deletion that was asked for ends with it. */
  | { type: 'unarchived' }
  | {
      type: 'deletion-asked';
      reason: string;
      /** From this moment on it cannot be confirmed any more; milliseconds since 1970, UTC. */
      until: number;
    }
  /** `asked`: number of its `deletion-asked` entry. */
  | { type: 'deletion-taken-back'; asked: number }
  /** The last entry of a workbook: its contents are erased with it. Numbers of the entries that led to it. */
  | { type: 'deleted'; archived: number; asked: number };
