/** Which fields of an entry leave the server: those of its head are the same for all, those of its event are its noun's. */
import type { CellChange, EditEntry, Entry, EventEntry } from '../entry.ts';
import type { Event, EventOf, EventType } from '../events.ts';
import { type FieldsOf, isToldWhole, type Reader, told } from './fields.ts';
import { nounOf } from './nouns.ts';

type Head = Omit<EventEntry, 'kind' | 'command' | 'event' | 'salt'>;

const HEAD_FIELDS: FieldsOf<Head> = {
  v: 'all',
  workbook: 'all',
  number: 'all',
  at: 'all',
  by: 'all',
  door: 'all',
  beside: {
    claims: [{ client: 'all', person: 'all' }],
    generation: { generation: 'all', upTo: 'all', base: 'all' },
    snapshot: { submission: 'all', text: 'all' },
  },
};

/** To observers it is told without who (`present-observer.ts`). */
const EVENT_ENTRY_FIELDS: FieldsOf<Omit<EventEntry, 'event'>> = {
  ...HEAD_FIELDS,
  kind: 'all',
  command: 'all',
  // With it the hash of an event could be guessed by who is told a part of it.
  salt: 'room',
};

const CHANGE_FIELDS: FieldsOf<CellChange> = {
  cell: 'all',
  before: 'all',
  after: 'all',
  attempted: 'all',
  unseen: 'all',
  value: 'all',
  through: 'all',
};

/** Edits are for those who read the room. */
const EDIT_FIELDS: FieldsOf<EditEntry> = {
  ...HEAD_FIELDS,
  kind: 'all',
  generation: 'all',
  client: 'all',
  cells: [CHANGE_FIELDS],
  update: 'all',
};

/** An event as a reader may read it; undefined for one of a kind that no noun names. */
export function toldEvent<T extends EventType>(event: EventOf<T>, to: Reader): Event | undefined {
  const noun = nounOf<T>(event);
  if (noun === undefined) return undefined;
  const { type } = event;
  return { type, ...told<Omit<EventOf<T>, 'type'>>(event, noun.fields, to) } as Event;
}

/** An entry of an event as a reader may read it; undefined for one of a kind that no noun names. */
export function toldEntry(entry: EventEntry, to: Reader): EventEntry | undefined {
  const event = toldEvent(entry.event, to);
  return event && { ...told<Omit<EventEntry, 'event'>>(entry, EVENT_ENTRY_FIELDS, to), event };
}

/** What an edit did to a cell. */
export function toldChange(change: CellChange): CellChange {
  return told(change, CHANGE_FIELDS, { readsRoom: true });
}

/** Whether all that an entry holds is for a reader, so that its own text may be given away. */
export function isEntryTold(entry: Entry, to: Reader): boolean {
  if (entry.kind === 'edit') return isToldWhole(entry, EDIT_FIELDS, to);
  const { event, ...head } = entry;
  return isToldWhole(head, EVENT_ENTRY_FIELDS, to) && isEventTold(event, to);
}

function isEventTold<T extends EventType>(event: EventOf<T>, to: Reader): boolean {
  const noun = nounOf<T>(event);
  if (noun === undefined) return false;
  const { type: _, ...fields } = event;
  return isToldWhole(fields, noun.fields, to);
}
