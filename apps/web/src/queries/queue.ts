/** The queue of queries: which of them are looked at, in which order, and the next one from a row. Pure. */
import type { Query } from '@tallystick/domain/nouns/query';
import { entityAsked, queryWaitsForMe } from '@tallystick/domain/nouns/query';
import type { Actor } from '@tallystick/domain/rights';
import type { WorkbookState } from '@tallystick/domain/state';
import { daysBetween } from '../texts/deadline.ts';

export const WHICH = ['mine', 'open', 'closed'] as const;
export type Which = (typeof WHICH)[number];
/** Days that a query has waited, at least. */
export const AGES = [3, 7, 14, 30] as const;
/** `late`: the day is over; `soon`: within a week; `none`: no day is set. */
export const DUES = ['late', 'soon', 'none'] as const;
export type DueState = (typeof DUES)[number];
/** In place of a person, of what nobody looks after. */
export const NOBODY = 'nobody';

const SOON_DAYS = 7;

export type QueueFilters = {
  which: Which;
  /** Of the row, by id; empty for all. */
  entity: string;
  /** Of whom looks after it, by id, or `NOBODY`; empty for all. */
  assignee: string;
  /** Days; 0 for all. */
  age: number;
  due: DueState | '';
  /** Part of the KPI's name. */
  text: string;
};

export const ALL_MINE: QueueFilters = {
  which: 'mine',
  entity: '',
  assignee: '',
  age: 0,
  due: '',
  text: '',
};

/** `now`: milliseconds since 1970; `hasRow`: whether a row is looked at, by its KPI. */
export type Queueing = QueueFilters & { now: number; hasRow: (row: string) => boolean };
type Of = { state: WorkbookState; actor: Actor };

/** Those that are looked at: what has waited longest first, of closed ones the last first. */
export function queueOf({ state, actor }: Of, asked: Queueing): Query[] {
  const { which, entity, assignee, age, due, now } = asked;
  const found = [...state.queries.values()].filter((query) => {
    if ((query.status === 'closed') !== (which === 'closed')) return false;
    if (which === 'mine' && !queryWaitsForMe(state, actor, query)) return false;
    const reports: string | undefined = state.assignments.get(query.row);
    if (entity !== '' && reports !== entity) return false;
    if (assignee !== '' && (query.assignee ?? NOBODY) !== assignee) return false;
    if (daysBetween(query.since, now, state.zone) < age) return false;
    if (due !== '' && dueState(query, { now, zone: state.zone }) !== due) return false;
    return asked.hasRow(query.row);
  });
  return found.toSorted((a, b) =>
    which === 'closed' ? b.since - a.since : a.since - b.since || a.number - b.number,
  );
}

/** Undefined for a day that is further away than a week. */
function dueState(
  { due }: Query,
  { now, zone }: { now: number; zone: string | null },
): DueState | undefined {
  if (due === null) return 'none';
  if (due < now) return 'late';
  return daysBetween(now, due, zone) <= SOON_DAYS ? 'soon' : undefined;
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

/** Who looks after queries; `NOBODY` among them where some are looked after by none. */
export function assigneesOf({ queries }: Pick<WorkbookState, 'queries'>): string[] {
  return [...new Set([...queries.values()].map(({ assignee }) => assignee ?? NOBODY))];
}
