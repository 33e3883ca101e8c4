/** Edits on their way through a workbook: who sent them, what they wait for, and by which rules they are decided. */
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import type { CellChange, Door } from '@tallystick/domain/entry';
import type { Refusal } from '@tallystick/domain/refusals';
import type { LiveMessage } from '@tallystick/protocol/live';
import type { LiveRoom } from '../room/live-room.ts';

/** One value overwrote another that its author had not seen. */
export type Overwritten = Extract<LiveMessage, { type: 'overwritten' }> & {
  lostBy: PersonId;
  wonBy: PersonId;
};

/** Who sent an edit, and how it is answered. */
export type EditSource = {
  person: PersonId;
  /** The way it came in; the native socket's where none is said. */
  door?: Door;
  /** Durable: it is the entry of this number. Where it changed nothing: the head at which all stands as it says. */
  saved(number: number): void;
  refused(told: {
    refusal: Refusal;
    cells: string[];
    values: [string, string | null][];
    head: number;
  }): void;
  /** Whether an id that nobody owns may become the person's; any may where this is left out. */
  mayClaim?(client: number): boolean;
  /** It writes a proposal that was handed in, and the right to that is asked for. */
  readonly takesOver?: true;
  /** Asks the client for all it has; `again` where it was asked too often. */
  asked(): 'asked' | 'again';
  overtaken(generation: number): void;
  /** Neither saved nor refused: the workbook is read anew, or stops. Whoever sent it keeps it and sends it again. */
  undecided(): void;
  tell(message: Overwritten): void;
  /** A value of this edit lost against one that it had not seen, and never stood. Said before the edit is acknowledged. */
  lost(message: Overwritten): void;
  /** Set once its session or right has ended, or it begins anew: what was not decided is dropped, never acknowledged. */
  readonly isOver?: boolean;
  /** Its connection has ended. What it said before counts, as long as it can be written. */
  readonly isGone?: boolean;
};

/** An update as a client sent it, not decided yet. */
export type WaitingEdit = {
  source: EditSource;
  room: LiveRoom;
  update: Uint8Array;
  maxBytes: number;
  /** Entries up to this number were there to be seen before it was typed; see `last-writes.ts`. */
  knownTo: number;
};

/** Cells that the server sets for a person. */
export type CellsWrite = {
  source: EditSource;
  /** The workbook's present room, whenever it is asked: a write is made for whichever is there. */
  readonly room: LiveRoom;
  cells: ReadonlyMap<CellId, string | null>;
  /** Texts by cell that the writer has seen there; a cell that is not named is written over. */
  seen?: ReadonlyMap<string, readonly (string | null)[]> | undefined;
  /** `all`: whole or not at all. `each`: those that are not refused. */
  mode: 'all' | 'each';
  /** Why cells were left out when it was decided last. */
  refused: ReadonlyMap<CellId, Refusal>;
};

/** What is in the queue of edits: an update as a client sent it, or cells that the server sets for a person. */
export type Waiting = WaitingEdit | CellsWrite;

export const isWrite = (waiting: Waiting): waiting is CellsWrite => 'mode' in waiting;

export type DecidedEdit = Omit<WaitingEdit, 'maxBytes' | 'knownTo'> & {
  /** The edits as they came, where several of one source were joined. */
  parts: Waiting[];
  changes: CellChange[];
  /** Cells that it was to clear, and that hold what it had not seen. */
  late: CellId[];
  client: number;
  clients: number[];
};

export type Rules = {
  ownerOf: (client: number) => PersonId | undefined;
  /** `then` tells the text of any cell as it will be with the whole change. */
  judge: (
    person: PersonId,
    cell: CellId,
    wanted: {
      value: string | null;
      then: (cell: CellId) => string | undefined;
      takesOver?: true | undefined;
    },
  ) => Refusal | undefined;
  /** Whether what stands in a cell was there to be seen by one who knew the entries up to a number. */
  wasThere: (cell: CellId, knownTo: number) => boolean;
  /** Notes what the formulas among the changes come to. `now` tells the texts without them. */
  valued: (changes: CellChange[], now: (cell: CellId) => string | undefined) => CellChange[];
};
