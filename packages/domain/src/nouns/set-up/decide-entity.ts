/**
 * Decides what becomes of entities: added, renamed, merged, removed. One that has a row or a person is never removed,
 * and what a merge hands on is named in its event, so that whoever reads the journal needs no state for it.
 */
import type { Command } from '../../commands.ts';
import type { Event } from '../../events.ts';
import type { EntityId, RowId } from '../../cells/ids.ts';
import { isId, nameOf } from '../../cells/prose.ts';
import { no, type Outcome, yes } from '../../refusals.ts';
import { type Actor, may } from '../../rights.ts';
import type { WorkbookState } from '../../state.ts';
import { ENTITIES_MAX } from './limits.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

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
): Pick<Extract<Event, { type: 'entities-merged' }>, 'rows' | 'people'> {
  const rows: RowId[] = [...state.assignments].flatMap(([row, of]) => (of === entity ? [row] : []));
  const people = [...state.members.values()]
    .filter((member) => member.entity === entity)
    .map(({ person, role }) => ({ person, role }));
  return { rows, people };
}

export function decideEntity(
  state: WorkbookState,
  command: Of<'add-entity'>,
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
  command: Of<'rename-entity' | 'merge-entities' | 'remove-entity'>,
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
