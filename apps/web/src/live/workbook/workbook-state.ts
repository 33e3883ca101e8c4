/** From the server's view to the state that the domain's functions read, and on with live events. */
import type { EventEntry } from '@tallystick/domain/entry';
import { fold } from '@tallystick/domain/fold';
import { nounOf } from '@tallystick/domain/nouns/nouns';
import { partsFrom } from '@tallystick/domain/nouns/parts';
import type { EntityId, PersonId, RowId } from '@tallystick/domain/cells/ids';
import type { WorkbookState } from '@tallystick/domain/state';
import type { LiveMessage } from '@tallystick/protocol/live';
import { enableMapSet, produce, setAutoFreeze } from 'immer';
import type { WorkbookView } from '@tallystick/protocol/views';

export function stateOf(view: WorkbookView): WorkbookState {
  return {
    city: view.city,
    title: view.title,
    edition: view.edition,
    due: view.due,
    // A view that an older page has kept knows of neither zones nor entities that are gone.
    zone: view.zone ?? null,
    locked: view.locked,
    generation: view.generation,
    entities: new Map(
      view.entities.map(({ id, name }) => [id as EntityId, { id: id as EntityId, name }]),
    ),
    formerEntities: new Map(
      (view.formerEntities ?? []).map(({ id, name, into }) => [
        id as EntityId,
        { id: id as EntityId, name, into: into as EntityId | null },
      ]),
    ),
    members: new Map(
      view.members.map((member) => [
        member.person as PersonId,
        {
          person: member.person as PersonId,
          role: member.role,
          entity: member.entity as EntityId | null,
        },
      ]),
    ),
    formerMembers: new Set(view.formerMembers.map(({ person }) => person as PersonId)),
    // Asked of the server alone, where roles are given.
    served: new Map(),
    assignments: new Map(Object.entries(view.assignments) as [RowId, EntityId][]),
    submissions: view.submissions,
    ...partsFrom(view),
    verifications: new Map(view.verifications.map((each) => [each.row, each])),
    shown: new Map((view.shown ?? view.verifications).map((each) => [each.row, each])),
    reopened: view.reopened.map((each) => ({
      ...each,
      cells: new Set(each.cells),
      rows: new Set(each.rows),
    })),
    archived: view.archived,
    deletion: view.deletion,
    deleted: false,
  };
}

enableMapSet();
// What was kept before is never changed, and freezing thousands of comments would cost more than it finds.
setAutoFreeze(false);

/**
 * The state after an event, as a new object: screens compare states by identity. What the event does not touch is the
 * same as before, and is not copied.
 */
export function after(state: WorkbookState, entry: EventEntry): WorkbookState {
  return produce(state, (draft) => {
    fold(draft as WorkbookState, entry);
  });
}

/** The view after an event, in what is read of it directly. */
export function viewAfter(view: WorkbookView, state: WorkbookState, head: number): WorkbookView {
  const { city, title, due, zone, locked, generation } = state;
  return { ...view, head, city, title, due, zone, locked, generation };
}

/** The view after a ruling for every city was made, or taken back, in another city's workbook. */
export function withRuling(
  view: WorkbookView,
  { id, ruling }: Extract<LiveMessage, { type: 'ruling' }>,
): WorkbookView {
  const others = view.rulings.filter((each) => each.id !== id);
  return { ...view, rulings: ruling ? [ruling, ...others] : others };
}

/** Whether an event changes what this role may see of others, so that the view has to be asked for again. */
export function changesView({ event }: EventEntry): boolean {
  return nounOf(event)?.changesView ?? false;
}
