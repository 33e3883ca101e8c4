/**
 * What a noun says of its commands and events. Whatever differs from one kind to the next stands in the noun's own file
 * and nowhere else: other code keeps no list of kinds, it asks `nouns.ts`, which the compiler holds complete.
 */
import type { Releasable } from '../audit/finding.ts';
import type { CellId, CommandId, FindingId, PersonId, RowId, WorkbookId } from '../cells/ids.ts';
import type { CommandOf, CommandType } from '../commands.ts';
import type { EventEntry } from '../entry.ts';
import type { Event, EventOf, EventType } from '../events.ts';
import type { Outcome } from '../refusals.ts';
import type { Actor } from '../rights.ts';
import type { Snapshot } from '../snapshot.ts';
import type { ItemOf, KeyOf, PartName, RulingElsewhere, WorkbookState } from '../state.ts';
import type { HandedIn } from './evidence/body.ts';
import type { FieldsOf } from './fields.ts';
import type { Tells } from './telling.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** What a command is decided with. */
export type Deciding = {
  workbook: WorkbookId;
  actor: Actor;
  /** Milliseconds since 1970, UTC. */
  now: number;
  command: CommandId;
  /** Of the workbook's edition; for open-workbook any. */
  catalogue: Catalogue;
  /** The cells as of `expected`. */
  cells: ReadonlyMap<CellId, string>;
  /** Number of the last entry this decision has seen; `append` refuses where another came first. */
  expected: number;
  /** SHA-256 of the canonical JSON (RFC 8785), hexadecimal. */
  hash: (snapshot: Snapshot) => string;
  /** Administrators of the installation now, among those of whose right more than the asker's is asked. */
  admins: ReadonlySet<PersonId>;
  /** Names of the workbook's files by their hashes, of those that the command names. */
  files?: ReadonlyMap<string, string>;
  /** Files that were handed in as evidence, by their hashes, of those that the command names. */
  evidence?: ReadonlyMap<string, HandedIn>;
  /** Findings that the audit side has chosen for release, where the command releases some. */
  findings?: ReadonlyMap<FindingId, Releasable>;
  /** What the version holds that the command names, where it signs one. */
  version?: Pick<Snapshot, 'cells' | 'results'>;
  /** Rulings for every city that were made in other workbooks, by their names, where the command is about one. */
  rulings?: ReadonlyMap<string, RulingElsewhere>;
};

export type CommandNoun<T extends CommandType> = {
  decide: (state: WorkbookState, command: CommandOf<T>, context: Deciding) => Outcome<Event>;
  /** The event that it becomes. */
  becomes: EventType;
  /**
   * Whether it may be carried out later than it was given. All others are decided with the person present: what they
   * decide (a lock, a release, who is a member) must not happen unseen a day later.
   */
  mayWait: boolean;
  /**
   * Whether a program may give it by a token. Not what outlives the token (whoever became a member by one would still be
   * one), nor what takes the words of two people.
   */
  byToken: boolean;
  /**
   * Whether the head of the log is signed as soon as it is carried out, instead of once a day: a version, or what is gone
   * for ever, must stand in a checkpoint that others may already hold.
   */
  isSigned: boolean;
  /**
   * Whether it takes the password again where that was typed long ago: what binds the city, opens what was locked or gives
   * something away must not be done at a screen that somebody left. No program gives such a command, as none has a password.
   */
  isHighStakes: boolean;
};
export type CommandNouns<T extends CommandType> = { readonly [K in T]: CommandNoun<K> };

/** What a history can be narrowed to; `system` is housekeeping of the room. */
export type EventKind =
  | 'comment'
  | 'verification'
  | 'lock'
  | 'member'
  | 'clarification'
  | 'progress'
  | 'system';

/** Where in the sheets something stands. */
export type Place = { cells: readonly CellId[]; rows: readonly RowId[] };

/** An event before somebody. */
export type Before<T extends EventType = EventType> = {
  state: WorkbookState;
  actor: Actor;
  entry: EventEntry;
  event: EventOf<T>;
  /**
   * Numbers of the verdicts, and of their withdrawals, that a release has made known; what has just happened is none of
   * them.
   */
  released: ReadonlySet<number>;
};

export type EventNoun<T extends EventType> = {
  /** Changes the state. Events are facts: nothing is refused, and what names nothing is passed over. */
  fold: (state: WorkbookState, event: EventOf<T>, entry: EventEntry) => void;
  /** Whether somebody sees it at all. */
  isSeen: (before: Before<T>) => boolean;
  /** Of those who see it, who reads what. */
  fields: FieldsOf<Omit<EventOf<T>, 'type'>>;
  kind: EventKind;
  /** Where it stands; `placeOf` knows the places that earlier events have named. Nowhere where it is left out. */
  place?: (event: EventOf<T>, placeOf: (name: string) => Place) => Place;
  /** By what name later events speak of its place. */
  placeName?: (event: EventOf<T>, number: number) => string;
  /** What follows from it in the store besides the index of the history. */
  follows: readonly ('tables' | 'listing')[];
  /** Whom it is for, so that they need not look. */
  tells: Tells<T>;
  /** Whether it changes what a role may see of others, so that a page has to ask for its view again. */
  changesView: boolean;
};
export type EventNouns<T extends EventType> = { readonly [K in T]: EventNoun<K> };

/** Of what a workbook holds many: an item as it is shown in a view. */
export type PartNoun<N extends PartName> = {
  keyOf: (item: ItemOf<N>) => KeyOf<N>;
  /** Whether somebody sees it at all. */
  isSeen: (before: Pick<Before, 'state' | 'actor'>, item: ItemOf<N>) => boolean;
  fields: FieldsOf<ItemOf<N>>;
};
export type PartNouns<N extends PartName> = { readonly [K in N]: PartNoun<K> };
