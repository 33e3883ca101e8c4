/**
 * Events: everything that happens in a workbook besides edits of cells.
 * Own file because the journal keeps them for ever: a type here is never changed, only added to.
 */
import type { CellId, CommentId, EntityId, PersonId, RowId } from './ids.ts';
import type { Role } from './roles.ts';

/** Who may read a comment: all members, or the audit side alone (auditor and itu). */
export type Audience = 'members' | 'audit';
export type Verdict = 'yes' | 'no';

export type Event =
  | { type: 'workbook-opened'; city: string; title: string; edition: string; due: number | null }
  | { type: 'entity-added'; entity: EntityId; name: string }
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
      /** The exact result text that the auditor saw; the verification is stale when it differs. */
      result: string;
      note: string;
    }
  | { type: 'verification-withdrawn'; row: RowId }
  | { type: 'verification-released'; submission: number }
  | { type: 'generation-started'; generation: number; upTo: number };
