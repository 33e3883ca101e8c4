/**
 * The journal's entry: an `edit` or an `event`, numbered per workbook from 1. It is the one truth; rooms, projections,
 * snapshots and proofs derive from it.
 */
import type { Event } from './events.ts';
import type { CellId, CommandId, PersonId, WorkbookId } from './cells/ids.ts';

/** The way by which an entry came in. `yjs` is the socket of plain Yjs clients. */
export type Door = 'socket' | 'page' | 'yjs' | 'api' | 'import' | 'system';

/** Whether the client id of an edit is its author's own, and not the server's. */
export function isClientsOwn(door: Door): boolean {
  return door === 'socket' || door === 'yjs';
}

/**
 * What an edit did to one cell: the room's text before and after it.
 * `attempted` is there only where the edit lost against one it had not seen (then `after` is the winner's text).
 * `unseen` names the text that this edit overwrote without its author having seen it.
 * `value` is there only where `after` is a formula: what it came to at that entry, null for nothing.
 * `through` are the texts that the same edit set on the way (typed offline, or faster than a commit), in order.
 */
export type CellChange = {
  cell: CellId;
  before: string | null;
  after: string | null;
  attempted?: string | null;
  unseen?: string | null;
  value?: string | null;
  through?: string[];
};

/**
 * What a store keeps beside an entry and the entry vouches for, so that it can be checked and rebuilt: client ids
 * claimed with it, the room generation that begins with it (`base`: SHA-256 of the Yjs update, hexadecimal), and the
 * snapshot taken with it (`text`: SHA-256 of its canonical JSON, hexadecimal).
 */
export type Beside = {
  claims?: { client: number; person: PersonId }[];
  generation?: { generation: number; upTo: number; base: string };
  snapshot?: { submission: number; text: string };
};

/** What is common to all entries. `at` is in milliseconds since 1970, UTC, the server's clock. */
type EntryHead = {
  v: 1;
  workbook: WorkbookId;
  number: number;
  at: number;
  by: PersonId;
  door: Door;
  /** Set by the store alone, on the first entry of a request that brought something to keep beside it. */
  beside?: Beside;
};

/** A Yjs V1 update (base64) together with the cells it changed. */
export type EditEntry = EntryHead & {
  kind: 'edit';
  generation: number;
  client: number;
  cells: CellChange[];
  update: string;
};

/**
 * The outcome of a command. One command makes one event. `salt` is random (base64url): without it, who is shown no more
 * than the hash of an event of few possible words could guess it. Events from before there were salts have none.
 */
export type EventEntry = EntryHead & {
  kind: 'event';
  command: CommandId;
  event: Event;
  salt?: string;
};

export type Entry = EditEntry | EventEntry;

type Unnumbered<T> = T extends unknown ? Omit<T, 'number' | 'beside'> : never;
/** An entry before the store has numbered it and noted what is kept beside it. */
export type NewEntry = Unnumbered<Entry>;
