/**
 * Who reported each row at any number. Own file because a row that is handed over takes its past along for whoever
 * looks into the present state, and the past is then told of the wrong entity.
 */
import type { EventEntry } from '@tallystick/domain/entry';
import type { EntityId, RowId } from '@tallystick/domain/ids';
import type { WorkbookState } from '@tallystick/domain/state';

/** The entities that there were, and which rows were theirs. */
export type Assigned = Pick<WorkbookState, 'entities' | 'assignments'>;

/** Takes all events in order. */
export class AssignmentRecord {
  /** To whom each row was given, oldest first; null: to nobody. */
  readonly #given = new Map<RowId, { number: number; entity: EntityId | null }[]>();
  readonly #added: { number: number; id: EntityId; name: string }[] = [];

  add({ number, event }: EventEntry): void {
    if (event.type === 'entity-added') {
      this.#added.push({ number, id: event.entity, name: event.name });
    } else if (event.type === 'rows-assigned') {
      for (const row of event.rows) {
        const given = this.#given.get(row) ?? [];
        this.#given.set(row, given);
        given.push({ number, entity: event.entity });
      }
    }
  }

  /** Right after entry `number`. */
  at(number: number): Assigned {
    const assigned: Assigned = { entities: new Map(), assignments: new Map() };
    for (const { id, name, ...added } of this.#added)
      if (added.number <= number) assigned.entities.set(id, { id, name });
    for (const [row, given] of this.#given) {
      const last = given.findLast((each) => each.number <= number)?.entity ?? null;
      if (last !== null) assigned.assignments.set(row, last);
    }
    return assigned;
  }
}
