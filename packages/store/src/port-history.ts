/**
 * What the past is asked for. These reads rest on an index that follows the journal and may lag behind it, which no
 * other read of the port does.
 */
import type { CellId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { EventKind } from './projections/mentions.ts';
import type { StoredEntry } from './rows.ts';

export type HistoryQuery = {
  /** Entries that speak of at least one of these (`mentions.ts`); absent: all entries. */
  subjects?: string[];
  /** Entries of these kinds; absent: all. */
  kinds?: ('edit' | EventKind)[];
  /** Only numbers below. */
  before?: number;
  /** Only numbers above. */
  after?: number;
  /** At most so many, and never more than `ENTRIES_PER_HISTORY`. */
  limit: number;
};

/** The last change of a cell up to some number. `text` is null where it was emptied. */
export type CellMoment = { text: string | null; number: number; by: PersonId; at: number };

/** How far a person has looked. */
export type SeenRow = { number: number; at: number };

export interface HistoryStore {
  /** Newest first. Rejects with `HistoryBehind` while the index is being made. */
  history(workbook: WorkbookId, query: HistoryQuery): Promise<StoredEntry[]>;
  /**
   * Every cell that was ever set, as it was right after the entry `number`. Its cost follows the number of cells, not
   * the length of the journal. Rejects with `HistoryBehind` while the index is being made.
   */
  cellsAt(workbook: WorkbookId, number: number): Promise<Map<CellId, CellMoment>>;
  /** When these entries were written, ascending; a number that is none is left out. */
  instants(workbook: WorkbookId, numbers: number[]): Promise<{ number: number; at: number }[]>;
  lastSeen(workbook: WorkbookId, person: PersonId): Promise<SeenRow | undefined>;
  /** Never goes back: an older number changes nothing. */
  setSeen(seen: { workbook: WorkbookId; person: PersonId } & SeenRow): Promise<void>;
}

/**
 * The index of the history has not come to the journal's head yet, and would not within a moment: a file from before
 * there was an index, or one whose index is made anew. Not a defect: ask again.
 */
export class HistoryBehind extends Error {
  override readonly name = 'HistoryBehind';
  readonly upTo: number;
  readonly head: number;

  constructor(upTo: number, head: number) {
    super(`the history is indexed up to entry ${upTo} of ${head}`);
    this.upTo = upTo;
    this.head = head;
  }
}
