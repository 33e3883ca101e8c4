/** What a noun says of its events: who sees one at all, and who reads which field of it. */
import type { EventEntry } from '../entry.ts';
import type { Event } from '../events.ts';
import type { Actor } from '../rights.ts';
import type { WorkbookState } from '../state.ts';
import type { FieldsOf } from './fields.ts';

export type EventType = Event['type'];
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;

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
  /** Whether somebody sees it at all. */
  isSeen: (before: Before<T>) => boolean;
  /** Of those who see it, who reads what. */
  fields: FieldsOf<Omit<EventOf<T>, 'type'>>;
};

/** The events of a noun. */
export type EventNouns<T extends EventType> = { readonly [K in T]: EventNoun<K> };
