/** Whom an event is for: people who should learn of it without having to look. Each noun says it with these. */
import type { EntityId, PersonId, RowId } from '../cells/ids.ts';
import type { EventEntry } from '../entry.ts';
import type { EventOf, EventType } from '../events.ts';
import type { Role } from '../roles.ts';
import type { WorkbookState } from '../state.ts';

/**
 * What somebody can be told of. `comment` is one in a thread of theirs or on their rows, `ruling` ITU's answer to their
 * question, `query` a question of the audit side,
 * `deletion` one that waits for a second person. `due`, `query-due` and `chase` come from no event, `ruling-elsewhere` from one of another workbook.
 */
export const NOTICE_KINDS = [
  'mention',
  'comment',
  'resolved',
  'assigned',
  'asked',
  'ruling',
  'ruling-elsewhere',
  'locked',
  'unlocked',
  'reopened',
  'released',
  'query',
  'query-answered',
  'query-closed',
  'query-assigned',
  'findings',
  'finding-answered',
  'reopening-proposed',
  'reopening-declined',
  'attested',
  'countersigned',
  'conflict',
  'call',
  'period',
  'period-answered',
  'mission',
  'joined',
  'deletion',
  'due',
  'query-due',
  'chase',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** An event after it was folded: `state` holds what it says. */
export type After<T extends EventType = EventType> = {
  state: WorkbookState;
  event: EventOf<T>;
  entry: EventEntry;
};

/** Where somebody is named twice the first counts: nobody is told twice of one event. */
export type Telling = { kind: NoticeKind; to: readonly PersonId[] };

/** Whom an event is for. Author, and whoever may not see it, are left out afterwards: a noun need not think of them. */
export type Tells<T extends EventType> = (after: After<T>) => readonly Telling[];

/** Most events are for nobody in particular: who looks finds them. */
export const tellsNobody = (): readonly Telling[] => [];

/** Those who fill these rows. */
export function reportersOf(state: WorkbookState, rows: Iterable<RowId>): PersonId[] {
  const entities = new Set<EntityId>();
  for (const row of rows) {
    const entity = state.assignments.get(row);
    if (entity !== undefined) entities.add(entity);
  }
  return entities.size === 0 ? [] : membersOfEntities(state, entities);
}

export function membersOfEntities(
  state: WorkbookState,
  entities: ReadonlySet<EntityId>,
): PersonId[] {
  return [...state.members.values()]
    .filter(({ entity, role }) => role === 'contributor' && entity !== null && entities.has(entity))
    .map(({ person }) => person);
}

export function withRole(state: WorkbookState, ...roles: readonly Role[]): PersonId[] {
  return [...state.members.values()]
    .filter(({ role }) => roles.includes(role))
    .map(({ person }) => person);
}
