/** What a page needs of the cells: the one interface that the live room and a locked version both answer. */
import type { Outcome, Refusal } from '@tallystick/domain/refusals';
import type { Gesture } from '../spreadsheet/port.ts';

export type SaveStatus = 'saved' | 'saving' | 'refused';

/** A value that was not taken, kept beside its cell until its author tries again or lets it go. */
export type RefusedDraft = {
  cell: string;
  /** What the person typed, or the text of the room that was refused; empty where the cell was to be cleared. */
  typed: string;
  /** The text as it would have been stored; null clears. Undefined where the typed text could not be read. */
  stored?: string | null;
  refusal: Refusal;
  /** Milliseconds since 1970, this browser's clock. */
  at: number;
  /** Its author wants it handed in as a proposal, with this note, as soon as there is a connection. */
  handIn?: string;
  /** Why it was not taken as a proposal. */
  notTaken?: Refusal;
};

/** A write that was overtaken by one that had not seen it. */
export type Overwritten = {
  lost: string | null;
  lostBy: string;
  won: string | null;
  wonBy: string;
  /** Who won had the other's value on the screen, and gave theirs all the same. */
  isSeen?: boolean;
};

/** What was typed or pasted into a cell; `figure` and `decimal` as in the spreadsheet layer's `Typed`. */
export type CellTyped = { cell: string; typed: string; decimal?: '.' | ','; figure?: string };

/** What became of a block: cells that changed, and those left as they were. */
export type BlockWritten = {
  taken: number;
  left: { cell: string; typed: string; refusal: Refusal }[];
};

export type CellListener = (cells: ReadonlySet<string>, remote: ReadonlySet<string>) => void;

export type CellStore = {
  get(cell: string): string | undefined;
  /** All cells that have a text. */
  entries(): Iterable<[string, string]>;
  /** Told once an animation frame which cells look different now, and which of them others wrote. Returns the way to stop. */
  subscribe(listener: CellListener): () => void;
  status(cell: string): SaveStatus;
  draft(cell: string): RefusedDraft | undefined;
  drafts(): RefusedDraft[];
  /** Takes what a person typed. A refusal is also kept as the cell's draft, so nothing typed is lost. */
  set(cell: string, typed: string): Outcome<void>;
  /** Takes a block, as few transactions as the server's limit allows. Returns the refusals; each is kept as its cell's draft. */
  setMany(changes: readonly (readonly [cell: string, typed: string])[]): Refusal[];
  /**
   * Takes a block as one gesture: one edit and one undo. What cannot be read as its cell's kind is kept as the cell's
   * draft; what may not be written here is only answered.
   */
  writeBlock(gesture: Gesture, changes: readonly CellTyped[]): BlockWritten;
  discardDraft(cell: string): void;
  retryDraft(cell: string): Outcome<void>;
  overwritten(cell: string): Overwritten | undefined;
  /** Writes on their way. */
  readonly unsaved: number;
  /** Time of the last acknowledgement, milliseconds since 1970; null before the first. */
  readonly savedAt: number | null;
};
