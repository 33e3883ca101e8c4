/** Commands: what a person asks for, besides editing a cell. Decided by `decide.ts`, written as one event. */
import type {
  Audience,
  Consent,
  Heading,
  RowSaying,
  RulingScope,
  Verdict,
  WhyAbsent,
} from './events.ts';
import type { CellId, ClarificationId, CommentId, EntityId, PersonId, RowId } from './cells/ids.ts';
import type { Role } from './roles.ts';

export type Command =
  | {
      type: 'open-workbook';
      city: string;
      title: string;
      edition: string;
      due: number | null;
      zone?: string | null;
    }
  /** The heading as it is to be, whole. */
  | ({ type: 'correct-workbook' } & Heading)
  | { type: 'add-entity'; entity: EntityId; name: string }
  | { type: 'rename-entity'; entity: EntityId; name: string }
  /** Rows and people of `entity` become those of `into`. */
  | { type: 'merge-entities'; entity: EntityId; into: EntityId }
  | { type: 'remove-entity'; entity: EntityId }
  | { type: 'add-member'; person: PersonId; role: Role; entity: EntityId | null }
  | { type: 'remove-member'; person: PersonId }
  | { type: 'change-member'; person: PersonId; role: Role; entity: EntityId | null }
  | { type: 'assign-rows'; rows: RowId[]; entity: EntityId | null }
  | { type: 'lock' }
  | { type: 'unlock'; reason: string }
  | { type: 'comment'; cell: CellId; parent: CommentId | null; text: string; audience: Audience }
  | { type: 'resolve-comment'; comment: CommentId }
  | { type: 'reopen-comment'; comment: CommentId }
  /** `seen`: print of the content that the person saw; without it only the result is compared. */
  | { type: 'verify'; row: RowId; verdict: Verdict; result: string; note: string; seen?: string }
  | { type: 'withdraw-verification'; row: RowId }
  | { type: 'release-verification' }
  /** Lets observers read a version that was, or will be, released. */
  | { type: 'consent'; submission: number; to: Consent }
  | { type: 'withdraw-consent'; submission: number }
  | { type: 'reopen-cells'; cells: CellId[]; rows: RowId[]; reason: string; until: number }
  | { type: 'end-reopening'; reopening: number }
  | { type: 'ask-clarification'; clarification: ClarificationId; row: RowId; text: string }
  | { type: 'rule'; clarification: ClarificationId; text: string; scope: RulingScope }
  | { type: 'close-clarification'; clarification: ClarificationId }
  /** `seen`: prints of the rows as the person saw them, in order; without them the rows are taken as they stand. */
  | ({
      type: 'mark-rows';
      rows: RowId[];
      as: RowSaying;
      reason?: string;
      seen?: string[];
    } & WhyAbsent)
  | { type: 'archive'; reason: string }
  | { type: 'unarchive' }
  | { type: 'ask-deletion'; reason: string }
  /** `asked`: number of the entry that asked, as the person saw it. */
  | { type: 'take-back-deletion'; asked: number }
  /** `city`: the city's name as the person typed it, so that nobody deletes another workbook than they mean. */
  | { type: 'delete'; asked: number; city: string };
