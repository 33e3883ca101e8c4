import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/commands.ts';
import type { EventEntry } from '../../src/entry.ts';
import type { Event } from '../../src/events.ts';
import { emptyState, fold } from '../../src/fold.ts';
import type { EntityId, PersonId, RowId } from '../../src/cells/ids.ts';
import { actorOf } from '../../src/rights.ts';
import type { Role } from '../../src/roles.ts';
import { decideEntity, decideEntityChange } from '../../src/nouns/set-up/entity.ts';
import { decideCorrection } from '../../src/nouns/set-up/heading.ts';
import { ENTITIES_MAX } from '../../src/nouns/set-up/limits.ts';
import { entityNow } from '../../src/nouns/set-up/entity.ts';

const water = 'e_water' as EntityId;
const wells = 'e_wells' as EntityId;
const roads = 'e_roads' as EntityId;
const person = (who: string) => `p_${who}` as PersonId;
const row = (id: string) => id as RowId;

type Change = Extract<
  Command,
  { type: 'add-entity' | 'rename-entity' | 'merge-entities' | 'remove-entity' | 'correct-workbook' }
>;

/** A city with three entities: two of one name in all but spelling have rows or people, roads have none. */
function city() {
  const state = emptyState();
  const join = (who: string, role: Role, entity: EntityId | null = null) =>
    state.members.set(person(who), { person: person(who), role, entity });
  Object.assign(state, { city: 'Rivertown', title: '2026', edition: '2017', due: 5 });
  for (const [id, name] of [
    [water, 'Water'],
    [wells, 'Wells'],
    [roads, 'Roads'],
  ] as const)
    state.entities.set(id, { id, name });
  join('lead', 'coordinator');
  join('wen', 'contributor', water);
  join('wim', 'contributor', wells);
  state.assignments.set(row('a.value'), water).set(row('b.value'), wells);
  let number = 0;
  /** The event, folded, or the code of the refusal. */
  const ask = (command: Change, who = 'lead'): Event | string => {
    const actor = actorOf(state, person(who));
    const decided =
      command.type === 'add-entity'
        ? decideEntity(state, command, actor)
        : command.type === 'correct-workbook'
          ? decideCorrection(state, command, actor)
          : decideEntityChange(state, command, actor);
    if (!decided.ok) return decided.refusal.code;
    fold(state, { number: ++number, event: decided.value } as EventEntry);
    return decided.value;
  };
  return { state, ask };
}

describe('an entity', () => {
  it('is not added to a workbook that has as many as one may have, until one is gone', () => {
    const { state, ask } = city();
    const add = (n: number) =>
      ask({ type: 'add-entity', entity: `e_${n}` as EntityId, name: `Entity ${n}` });
    for (let n = state.entities.size; n < ENTITIES_MAX; n += 1)
      expect(add(n)).toMatchObject({ type: 'entity-added' });
    expect(add(ENTITIES_MAX)).toBe('too-many-entities');
    expect(ask({ type: 'remove-entity', entity: roads })).toMatchObject({ type: 'entity-removed' });
    expect(add(ENTITIES_MAX)).toMatchObject({ type: 'entity-added' });
  });

  it('is renamed, and keeps its rows and people', () => {
    const { state, ask } = city();
    expect(ask({ type: 'rename-entity', entity: water, name: ' Waterworks ' })).toEqual({
      type: 'entity-renamed',
      entity: water,
      name: 'Waterworks',
      before: 'Water',
    });
    expect(state.entities.get(water)?.name).toBe('Waterworks');
    expect(state.assignments.get(row('a.value'))).toBe(water);
    expect(ask({ type: 'rename-entity', entity: water, name: 'WELLS' })).toBe('entity-exists');
    expect(ask({ type: 'rename-entity', entity: water, name: 'waterworks' })).toMatchObject({
      name: 'waterworks',
    });
    expect(ask({ type: 'rename-entity', entity: water, name: 'waterworks' })).toBe('already-so');
    expect(ask({ type: 'rename-entity', entity: water, name: 'Mine' }, 'wen')).toBe(
      'not-your-role',
    );
  });

  it('is merged into another: rows and people go over, its name and the way stay', () => {
    const { state, ask } = city();
    expect(ask({ type: 'merge-entities', entity: wells, into: water })).toEqual({
      type: 'entities-merged',
      entity: wells,
      name: 'Wells',
      into: water,
      rows: ['b.value'],
      people: [{ person: 'p_wim', role: 'contributor' }],
    });
    expect([...state.entities.keys()]).toEqual([water, roads]);
    expect([...state.assignments.values()]).toEqual([water, water]);
    expect(state.members.get(person('wim'))).toMatchObject({ role: 'contributor', entity: water });
    ask({ type: 'merge-entities', entity: water, into: roads });
    expect(entityNow(state, wells)).toBe(roads);
    expect(entityNow(state, roads)).toBe(roads);
    expect(ask({ type: 'merge-entities', entity: wells, into: roads })).toBe('unknown-entity');
    expect(ask({ type: 'merge-entities', entity: roads, into: roads })).toBe('already-so');
    expect(ask({ type: 'add-entity', entity: wells, name: 'New wells' })).toBe('entity-exists');
  });

  it('is removed when it has neither rows nor people, and only then', () => {
    const { state, ask } = city();
    expect(ask({ type: 'remove-entity', entity: water })).toBe('entity-not-empty');
    expect(ask({ type: 'remove-entity', entity: roads })).toMatchObject({ name: 'Roads' });
    expect(state.entities.has(roads)).toBe(false);
    expect(state.formerEntities.get(roads)).toEqual({ id: roads, name: 'Roads', into: null });
    expect(ask({ type: 'add-entity', entity: 'e_2' as EntityId, name: 'Roads' })).toMatchObject({
      type: 'entity-added',
    });
  });
});

describe('the heading of a workbook', () => {
  it('is corrected as a whole, and the event keeps what it was', () => {
    const { state, ask } = city();
    const before = { city: 'Rivertown', title: '2026', due: 5, zone: null };
    const to = { city: 'Riverton', title: '2026', due: 7, zone: 'Africa/Cairo' };
    expect(ask({ type: 'correct-workbook', ...to })).toEqual({
      type: 'workbook-corrected',
      ...to,
      before,
    });
    expect(state).toMatchObject(to);
    expect(ask({ type: 'correct-workbook', ...to })).toBe('already-so');
    expect(ask({ type: 'correct-workbook', ...to, zone: 'Mars/Olympus' })).toBe('unknown-zone');
    expect(ask({ type: 'correct-workbook', ...to, city: ' ' })).toBe('empty-text');
    expect(ask({ type: 'correct-workbook', ...to, due: 0.5 })).toBe('bad-request');
    expect(ask({ type: 'correct-workbook', ...to, title: 'Mine' }, 'wen')).toBe('not-your-role');
  });
});
