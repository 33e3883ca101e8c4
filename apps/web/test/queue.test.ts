/** The queue of queries: by whom it waits for, entity, who looks after it, age and day. */
import type { EntityId, PersonId, QueryId, RowId } from '@tallystick/domain/cells/ids';
import { emptyState } from '@tallystick/domain/fold';
import type { Query } from '@tallystick/domain/nouns/query';
import { actorOf } from '@tallystick/domain/rights';
import { expect, test } from 'vitest';
import { ALL_MINE, NOBODY, queueOf, type QueueFilters } from '../src/queries/queue.ts';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 11, 1, 12);
const ROW = 'smart_water_meters.value' as RowId;

type Given = Partial<Query> & { days: number };

function stage(given: Record<string, Given>) {
  const state = emptyState();
  const auditor = 'p_a' as PersonId;
  for (const [person, role] of [
    [auditor, 'auditor'],
    ['p_c', 'coordinator'],
  ] as const)
    state.members.set(person as PersonId, { person, role, entity: null } as never);
  state.assignments.set(ROW, 'e_w' as EntityId);
  Object.entries(given).forEach(([id, { days, ...more }], number) => {
    const query = { id, row: ROW, status: 'answered', assignee: null, due: null, closed: null };
    const kept = { ...query, waitsFor: 'entity', since: NOW - days * DAY_MS, number, turns: [] };
    state.queries.set(id as QueryId, { ...kept, ...more } as Query);
  });
  const actor = actorOf(state, auditor);
  return (filters: Partial<QueueFilters>) =>
    queueOf({ state, actor }, { ...ALL_MINE, ...filters, now: NOW, hasRow: () => true }).map(
      ({ id }) => id as string,
    );
}

test('what has waited longest comes first, and a least age leaves out the rest', () => {
  const ask = stage({ young: { days: 1 }, old: { days: 31 }, week: { days: 7 } });
  expect(ask({})).toEqual(['old', 'week', 'young']);
  expect(ask({ age: 7 })).toEqual(['old', 'week']);
  expect(ask({ age: 30 })).toEqual(['old']);
});

test('by its day: over, within a week, later, or none', () => {
  const ask = stage({
    late: { days: 1, due: NOW - 1 },
    today: { days: 1, due: NOW + 60_000 },
    week: { days: 1, due: NOW + 7 * DAY_MS },
    later: { days: 1, due: NOW + 8 * DAY_MS },
    none: { days: 1 },
  });
  expect(ask({ due: 'late' })).toEqual(['late']);
  expect(ask({ due: 'soon' })).toEqual(['today', 'week']);
  expect(ask({ due: 'none' })).toEqual(['none']);
});

test('by who looks after it and by the entity of its row', () => {
  const ask = stage({
    mine: { days: 2, assignee: 'p_a' as PersonId },
    free: { days: 1 },
    other: { days: 1, row: 'city.population' as RowId },
  });
  expect(ask({ which: 'open', assignee: 'p_a' })).toEqual(['mine']);
  expect(ask({ which: 'open', assignee: NOBODY })).toEqual(['free', 'other']);
  expect(ask({ which: 'open', entity: 'e_w' })).toEqual(['mine', 'free']);
});
