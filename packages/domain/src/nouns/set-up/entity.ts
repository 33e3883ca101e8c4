/**
 * What happens to entities: added, renamed, merged, removed. One that has a row or a person is never removed. The event
 * of a merge names all that is handed on, so that a reader of the journal needs no state to understand it. An entity
 * that is gone keeps its name for what was said of it, and after a merge also which entity took over.
 */
import type { EntityId, PersonId, RowId } from '../../cells/ids.ts';
import { isId, nameOf } from '../../cells/prose.ts';
import type { CommandOf } from '../../commands.ts';
import type { Event, EventOf } from '../../events.ts';
import { no, type Outcome, yes } from '../../refusals.ts';
import { type Actor, may } from '../../rights.ts';
import type { Role } from '../../roles.ts';
import type { WorkbookState } from '../../state.ts';
import type { FieldsOf } from '../fields.ts';
import type { CommandNouns, Deciding, EventNouns } from '../noun.ts';
import { byRoomReaders } from '../seen.ts';
import { tellsNobody } from '../telling.ts';
import { ENTITIES_MAX } from './limits.ts';

declare module '../../commands.ts' {
  interface CommandFields {
    'add-entity': { entity: EntityId; name: string };
    'rename-entity': { entity: EntityId; name: string };
    /** Rows and people of `entity` become those of `into`. */
    'merge-entities': { entity: EntityId; into: EntityId };
    'remove-entity': { entity: EntityId };
  }
}

declare module '../../events.ts' {
  interface EventFields {
    'entity-added': { entity: EntityId; name: string };
    'entity-renamed': { entity: EntityId; name: string; before: string };
    /** `entity`, called `name`, is no more; its rows and people are those of `into`. */
    'entities-merged': {
      entity: EntityId;
      name: string;
      into: EntityId;
      rows: RowId[];
      people: { person: PersonId; role: Role }[];
    };
    'entity-removed': { entity: EntityId; name: string };
  }
}

/** Another entity of that name: names are told apart without regard to capitals. */
function namesake(state: WorkbookState, name: string, but?: EntityId): string | undefined {
  const folded = name.toLowerCase();
  const others = [...state.entities.values()].filter(({ id }) => id !== but);
  return others.find((entity) => entity.name.toLowerCase() === folded)?.name;
}

/** The rows and the people of an entity. */
export function belongings(
  state: Pick<WorkbookState, 'assignments' | 'members'>,
  entity: EntityId,
): Pick<EventOf<'entities-merged'>, 'rows' | 'people'> {
  const rows: RowId[] = [...state.assignments].flatMap(([row, of]) => (of === entity ? [row] : []));
  const people = [...state.members.values()]
    .filter((member) => member.entity === entity)
    .map(({ person, role }) => ({ person, role }));
  return { rows, people };
}

export function decideEntity(
  state: WorkbookState,
  command: CommandOf<'add-entity'>,
  actor: Actor,
): Outcome<Event> {
  const right = may(actor, 'add-entity', { state });
  if (right) return { ok: false, refusal: right };
  const name = nameOf(command.name);
  if (!name.ok) return name;
  if (!isId(command.entity) || /[.:]/.test(command.entity)) return no('bad-request');
  const known = state.entities.get(command.entity) ?? state.formerEntities.get(command.entity);
  const other = known?.name ?? namesake(state, name.value);
  if (other !== undefined) return no('entity-exists', other);
  if (state.entities.size >= ENTITIES_MAX) return no('too-many-entities', String(ENTITIES_MAX));
  return yes({ type: 'entity-added', entity: command.entity, name: name.value });
}

/** Refusals: not-your-role, unknown-entity, those of a name, already-so, entity-exists, entity-not-empty. */
export function decideEntityChange(
  state: WorkbookState,
  command: CommandOf<'rename-entity' | 'merge-entities' | 'remove-entity'>,
  actor: Actor,
): Outcome<Event> {
  const right = may(actor, 'change-entities', { state });
  if (right) return { ok: false, refusal: right };
  const entity = state.entities.get(command.entity);
  if (!entity) return no('unknown-entity');
  const { id, name: before } = entity;
  if (command.type === 'rename-entity') {
    const name = nameOf(command.name);
    if (!name.ok) return name;
    if (name.value === before) return no('already-so');
    const other = namesake(state, name.value, id);
    if (other !== undefined) return no('entity-exists', other);
    return yes({ type: 'entity-renamed', entity: id, name: name.value, before });
  }
  const { rows, people } = belongings(state, id);
  if (command.type === 'merge-entities') {
    const into = state.entities.get(command.into);
    if (!into) return no('unknown-entity');
    if (into.id === id) return no('already-so');
    return yes({ type: 'entities-merged', entity: id, name: before, into: into.id, rows, people });
  }
  if (rows.length + people.length > 0) return no('entity-not-empty', before);
  return yes({ type: 'entity-removed', entity: id, name: before });
}

const decideChangeOf = (
  state: WorkbookState,
  command: CommandOf<'rename-entity' | 'merge-entities' | 'remove-entity'>,
  { actor }: Deciding,
): Outcome<Event> => decideEntityChange(state, command, actor);

export const ENTITY_COMMANDS = {
  'add-entity': {
    decide: (state, command, { actor }) => decideEntity(state, command, actor),
    becomes: 'entity-added',
    mayWait: false,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
  'rename-entity': {
    decide: decideChangeOf,
    becomes: 'entity-renamed',
    mayWait: false,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
  'merge-entities': {
    decide: decideChangeOf,
    becomes: 'entities-merged',
    mayWait: false,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
  'remove-entity': {
    decide: decideChangeOf,
    becomes: 'entity-removed',
    mayWait: false,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
} satisfies CommandNouns<'add-entity' | 'rename-entity' | 'merge-entities' | 'remove-entity'>;

type ValueOf<M> = M extends ReadonlyMap<unknown, infer Value> ? Value : never;

export const ENTITY_FIELDS: FieldsOf<ValueOf<WorkbookState['entities']>> = {
  id: 'all',
  name: 'all',
};
export const FORMER_ENTITY_FIELDS: FieldsOf<ValueOf<WorkbookState['formerEntities']>> = {
  ...ENTITY_FIELDS,
  into: 'all',
};

function setEntity(state: WorkbookState, { entity, name }: { entity: EntityId; name: string }) {
  state.entities.set(entity, { id: entity, name });
}

function gone(
  state: WorkbookState,
  { entity, name }: { entity: EntityId; name: string },
  into: EntityId | null,
): void {
  state.entities.delete(entity);
  state.formerEntities.set(entity, { id: entity, name, into });
}

/** The entity that stands for another now: itself, or the one that it was merged into. */
export function entityNow(
  { formerEntities }: Pick<WorkbookState, 'formerEntities'>,
  entity: EntityId,
): EntityId {
  let now = entity;
  // An entity that is gone never comes back, so the way has an end.
  for (let next = formerEntities.get(now)?.into; next; next = formerEntities.get(now)?.into)
    now = next;
  return now;
}

export const ENTITY_EVENTS = {
  'entity-added': {
    fold: setEntity,
    isSeen: byRoomReaders,
    fields: { entity: 'all', name: 'all' },
    kind: 'member',
    follows: ['listing'],
    tells: tellsNobody,
    changesView: false,
  },
  'entity-renamed': {
    fold: setEntity,
    isSeen: byRoomReaders,
    fields: { entity: 'all', name: 'all', before: 'all' },
    kind: 'member',
    follows: ['listing'],
    tells: tellsNobody,
    changesView: false,
  },
  'entities-merged': {
    fold: (state, event) => {
      for (const row of event.rows) state.assignments.set(row, event.into);
      for (const { person, role } of event.people)
        state.members.set(person, { person, role, entity: event.into });
      gone(state, event, event.into);
    },
    isSeen: byRoomReaders,
    fields: {
      entity: 'all',
      name: 'all',
      into: 'all',
      rows: 'all',
      people: [{ person: 'all', role: 'all' }],
    },
    kind: 'member',
    place: ({ rows }) => ({ cells: [], rows }),
    follows: ['tables', 'listing'],
    tells: tellsNobody,
    changesView: true,
  },
  'entity-removed': {
    fold: (state, event) => gone(state, event, null),
    isSeen: byRoomReaders,
    fields: { entity: 'all', name: 'all' },
    kind: 'member',
    follows: ['listing'],
    tells: tellsNobody,
    changesView: false,
  },
} satisfies EventNouns<'entity-added' | 'entity-renamed' | 'entities-merged' | 'entity-removed'>;
