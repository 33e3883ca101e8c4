/**
 * Which entity reported each row at any number of the journal. The present state alone would tell the past wrongly: a
 * row that was handed over would look as if its new entity had always reported it.
 */
import type { EventEntry } from '@tallystick/domain/entry';
import type { EntityId, RowId } from '@tallystick/domain/cells/ids';
import type { WorkbookState } from '@tallystick/domain/state';

/** The entities that there were, and which rows were theirs. */
export type Assigned = Pick<WorkbookState, 'entities' | 'assignments'>;

/** Takes all events in order. */
export class AssignmentRecord {
  /** To whom each row was given, oldest first; null: to nobody. */
  readonly #given = new Map<RowId, { number: number; entity: EntityId | null }[]>();
  /** How each entity was called from when on, oldest first; null: it is gone. */
  readonly #named: { number: number; id: EntityId; name: string | null }[] = [];

  add({ number, event }: EventEntry): void {
    switch (event.type) {
      case 'entity-added':
      case 'entity-renamed':
        this.#named.push({ number, id: event.entity, name: event.name });
        return;
      case 'entity-removed':
        this.#named.push({ number, id: event.entity, name: null });
        return;
      case 'entities-merged':
        this.#named.push({ number, id: event.entity, name: null });
        return this.#give(event.rows, { number, entity: event.into });
      case 'rows-assigned':
        return this.#give(event.rows, { number, entity: event.entity });
    }
  }

  #give(rows: readonly RowId[], to: { number: number; entity: EntityId | null }): void {
    for (const row of rows) {
      const given = this.#given.get(row) ?? [];
      this.#given.set(row, given);
      given.push(to);
    }
  }

  /** Right after entry `number`. */
  at(number: number): Assigned {
    const assigned: Assigned = { entities: new Map(), assignments: new Map() };
    for (const { id, name, ...named } of this.#named) {
      if (named.number > number) break;
      if (name === null) assigned.entities.delete(id);
      else assigned.entities.set(id, { id, name });
    }
    for (const [row, given] of this.#given) {
      const last = given.findLast((each) => each.number <= number)?.entity ?? null;
      if (last !== null) assigned.assignments.set(row, last);
    }
    return assigned;
  }
}
