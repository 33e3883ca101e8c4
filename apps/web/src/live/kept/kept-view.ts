/**
 * From the state back to the view that would show it: what the page keeps for the time without a connection. Live
 * events change the state alone, and it is the view that is kept and opened again.
 */
import { partLists } from '@tallystick/domain/nouns/parts';
import type { WorkbookState } from '@tallystick/domain/state';
import type { WorkbookView } from '@tallystick/protocol/views';

/** The view with all that events have changed since. `nameOf` names members who came, or left, by an event. */
export function viewNow(
  view: WorkbookView,
  state: WorkbookState,
  nameOf: (person: string) => string,
): WorkbookView {
  return {
    ...view,
    ...partLists(state),
    locked: state.locked,
    generation: state.generation,
    city: state.city,
    title: state.title,
    due: state.due,
    zone: state.zone,
    entities: [...state.entities.values()].map(({ id, name }) => ({ id, name })),
    formerEntities: [...state.formerEntities.values()],
    members: [...state.members.values()].map(({ person, role, entity }) => ({
      person,
      name: nameOf(person),
      role,
      entity,
    })),
    formerMembers: [...state.formerMembers].map((person) => ({ person, name: nameOf(person) })),
    assignments: Object.fromEntries(state.assignments),
    verifications: [...(view.shown ? state.verifications : state.shown).values()],
    ...(view.shown ? { shown: [...state.shown.values()] } : {}),
    submissions: state.submissions,
    reopened: state.reopened.map((each) => ({
      ...each,
      cells: [...each.cells],
      rows: [...each.rows],
    })),
    archived: state.archived,
    deletion: state.deletion,
  };
}
