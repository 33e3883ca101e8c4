/** The queue of queries: which of them are looked at, in which order, and the next one from a row. Pure. */
import type { Query } from '@tallystick/domain/nouns/query';
import { entityAsked, queryWaitsForMe } from '@tallystick/domain/nouns/query';
import type { Actor } from '@tallystick/domain/rights';
import type { WorkbookState } from '@tallystick/domain/state';

export const WHICH = ['mine', 'open', 'closed'] as const;
export type Which = (typeof WHICH)[number];
/** `entity`: of the row, by id; empty for all. `row`: whether a row is looked at, by its KPI. */
export type Queueing = { which: Which; entity: string; hasRow: (row: string) => boolean };

/** Those that are looked at: what has waited longest first, of closed ones the last first. */
export function queueOf(
  { state, actor }: { state: WorkbookState; actor: Actor },
  { which, entity, hasRow }: Queueing,
): Query[] {
  const found = [...state.queries.values()].filter((query) => {
    if ((query.status === 'closed') !== (which === 'closed')) return false;
    if (which === 'mine' && !queryWaitsForMe(state, actor, query)) return false;
    const reports: string | undefined = state.assignments.get(query.row);
    return (entity === '' || reports === entity) && hasRow(query.row);
  });
  return found.toSorted((a, b) =>
    which === 'closed' ? b.since - a.since : a.since - b.since || a.number - b.number,
  );
}

/** How many wait for this person, and how many in all. */
export function countQueries(state: WorkbookState, actor: Actor): { mine: number; open: number } {
  const open = [...state.queries.values()].filter(({ status }) => status !== 'closed');
  return {
    mine: open.filter((query) => queryWaitsForMe(state, actor, query)).length,
    open: open.length,
  };
}

/** The row of the query after those of this row, or before them, once round; undefined where there is no other. */
export function stepFrom(queue: readonly Query[], row: string | undefined, by: 1 | -1) {
  const rows = [...new Set(queue.map((query) => query.row))];
  const at = rows.findIndex((each) => each === row);
  const next = at < 0 ? (by === 1 ? 0 : rows.length - 1) : (at + by + rows.length) % rows.length;
  return rows[next] === row ? undefined : rows[next];
}

/** Entities whose rows have queries. */
export function entitiesAsked(state: WorkbookState): string[] {
  const asked = [...state.queries.values()].map((query) =>
    entityAsked(state, { row: query.row, waitsFor: 'entity' }),
  );
  return [...new Set(asked.filter((entity) => entity !== null))];
}
