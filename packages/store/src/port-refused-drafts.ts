/**
 * Values that were refused and kept, because their author's client could not keep them. They are no part of the
 * journal: nothing was changed, and nothing is proved by them.
 */
import type { CellId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { RefusalCode } from '@tallystick/domain/refusals';

export type RefusedDraftRow = {
  /** The same value of the same person, refused in the same way at the same cell, has the same id. */
  id: string;
  workbook: WorkbookId;
  cell: CellId;
  /** null: the cell was to be emptied. */
  text: string | null;
  by: PersonId;
  at: number;
  door: 'socket' | 'yjs' | 'api';
  code: RefusalCode;
  detail: string;
  /** Head of the journal when it was refused. */
  head: number;
  settledAt: number | null;
  settledBy: PersonId | null;
  /** When its author handed it in as a proposal; null where it is only kept. */
  handedInAt: number | null;
  note: string;
  settledHow: SettledHow | null;
  /** What was said when it was declined. */
  word: string;
};

export type SettledHow = 'take-over' | 'discard';

/** A draft as it is kept first: open, and not handed in. */
export type KeptDraftRow = Omit<
  RefusedDraftRow,
  'settledAt' | 'settledBy' | 'handedInAt' | 'note' | 'settledHow' | 'word'
>;

/** How a draft was settled, by whom and when (milliseconds since 1970, UTC). */
export type Settling = { by: PersonId; at: number; how: SettledHow; word: string };

export type RefusedDraftQuery = {
  cell?: CellId;
  by?: PersonId;
  /** Only those that nobody has settled, or only those that somebody has. */
  open?: boolean;
  /** Only those that their author handed in as proposals. */
  handedIn?: true;
  /** Only those refused while the journal's head was below this number. */
  before?: number;
  /** At most so many, and never more than `REFUSED_DRAFTS_READ_MAX`. */
  limit: number;
};

export interface RefusedDraftStore {
  /**
   * Keeps values, and answers how many. One that is kept already is renewed, and open again where it was settled. What
   * is beyond `REFUSED_DRAFTS_OPEN_MAX` of its author in its workbook is not kept.
   */
  keepRefusedDrafts(drafts: KeptDraftRow[]): Promise<number>;
  /** Hands a draft that is open in as a proposal; its note is the last one given. False where there is no open one. */
  handInRefusedDraft(id: string, note: string, at: number): Promise<boolean>;
  refusedDraft(workbook: WorkbookId, id: string): Promise<RefusedDraftRow | undefined>;
  /** Newest first: by head, then time, then id. */
  refusedDrafts(workbook: WorkbookId, query: RefusedDraftQuery): Promise<RefusedDraftRow[]>;
  /** Once: false where it was settled before, or there is none. */
  settleRefusedDraft(id: string, settling: Settling): Promise<boolean>;
}
