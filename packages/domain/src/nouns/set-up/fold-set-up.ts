/**
 * Folds how a workbook is set up: its heading and its entities. An entity that is gone keeps its name for what was said
 * of it, and where it was merged, the way to the one that took over.
 */
import type { Event } from '../../events.ts';
import type { EntityId } from '../../cells/ids.ts';
import type { WorkbookState } from '../../state.ts';

export type SetUpEvent = Extract<
  Event,
  {
    type:
      | 'workbook-opened'
      | 'workbook-corrected'
      | 'entity-added'
      | 'entity-renamed'
      | 'entities-merged'
      | 'entity-removed';
  }
>;

export function foldSetUp(state: WorkbookState, event: SetUpEvent): WorkbookState {
  switch (event.type) {
    case 'workbook-opened':
      state.edition = event.edition;
      return headed(state, { ...event, zone: event.zone ?? null });
    case 'workbook-corrected':
      return headed(state, event);
    case 'entity-added':
    case 'entity-renamed':
      state.entities.set(event.entity, { id: event.entity, name: event.name });
      return state;
    case 'entity-removed':
      return gone(state, event, null);
    case 'entities-merged':
      for (const row of event.rows) state.assignments.set(row, event.into);
      for (const { person, role } of event.people)
        state.members.set(person, { person, role, entity: event.into });
      return gone(state, event, event.into);
  }
}

type Headed = Pick<WorkbookState, 'city' | 'title' | 'due' | 'zone'>;

function headed(state: WorkbookState, { city, title, due, zone }: Headed): WorkbookState {
  return Object.assign(state, { city, title, due, zone });
}

function gone(
  state: WorkbookState,
  { entity, name }: { entity: EntityId; name: string },
  into: EntityId | null,
): WorkbookState {
  state.entities.delete(entity);
  state.formerEntities.set(entity, { id: entity, name, into });
  return state;
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
