/**
 * Queries: what the audit side asks the city on a row. One thread each, with whom it waits for; the value as it was when
 * it was asked and when it was closed stay with it, so that a revised value is known.
 */
import type { EntityId, PersonId, QueryId, RowId } from '../cells/ids.ts';
import { isId, proseOf } from '../cells/prose.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';
import type { CommandOf } from '../commands.ts';
import type { Event } from '../events.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import { type Actor, actorOf, may } from '../rights.ts';
import type { WorkbookState } from '../state.ts';
import type { FieldsOf } from './fields.ts';
import type { Before, CommandNouns, Deciding, EventNouns, PartNouns, Place } from './noun.ts';
import { MENTIONED_FIELDS, type Mentioned, mentionedIn, tellMentioned } from '../mentioned.ts';
import { type Numbered, NUMBERED_FIELDS } from './numbered.ts';
import { valueOfRow } from '../formula/row-value.ts';
import { type After, reportersOf, type Telling, withRole } from './telling.ts';

/** `cautioned`: the value is kept, with a footnote in the report. */
export const QUERY_OUTCOMES = ['settled', 'cautioned', 'not-verified'] as const;
export type QueryOutcome = (typeof QUERY_OUTCOMES)[number];
/** The entity that reports the row, whichever that is by then, or the coordinators. */
export const QUERY_WAITS = ['entity', 'coordinator'] as const;
export type QueryWaits = (typeof QUERY_WAITS)[number];

export type QueryTurn = { as: 'question' | 'answer'; text: string } & Numbered;
export type Query = {
  id: QueryId;
  row: RowId;
  /** What is the matter, in a few words; empty where the question says it all. */
  issue: string;
  /** What the row showed when it was asked: a result as column O shows it, or a line of the City profile. */
  value: string;
  /** The version that was locked last by then; null where there was none. */
  version: number | null;
  waitsFor: QueryWaits;
  due: number | null;
  /** Who of the audit side looks after it; null for whoever comes first. */
  assignee: PersonId | null;
  status: 'open' | 'answered' | 'closed';
  /** Since when it has waited for whom it waits for now. */
  since: number;
  /** The first is the question itself. */
  turns: QueryTurn[];
  /** `value`: what the row showed by then. */
  closed: ({ outcome: QueryOutcome; footnote: string; value: string } & Numbered) | null;
} & Numbered;

type Keeping = { waitsFor: QueryWaits; due: number | null; assignee: PersonId | null };
type Worded = { query: QueryId; text: string };

declare module '../commands.ts' {
  interface CommandFields {
    /** Without `waitsFor` it waits for the entity of the row. */
    'ask-query': { query: QueryId; row: RowId; text: string } & Omit<Keeping, 'waitsFor'> & {
        waitsFor?: QueryWaits;
        issue?: string;
      } & Mentioned;
    'answer-query': Worded & Mentioned;
    'query-again': Worded & Mentioned;
    'reopen-query': Worded & Mentioned;
    'assign-query': { query: QueryId } & Keeping;
    /** `seen`: number of the last turn before the person; `footnote` as the report prints it. */
    'close-query': { query: QueryId; outcome: QueryOutcome; footnote: string; seen: number };
  }
}

declare module '../state.ts' {
  interface Parts {
    queries: { key: QueryId; item: Query };
  }
}

declare module '../events.ts' {
  interface EventFields {
    'query-asked': {
      query: QueryId;
      row: RowId;
      text: string;
      issue: string;
      value: string;
    } & Keeping & {
        version: number | null;
      } & Mentioned;
    'query-answered': Worded & Mentioned;
    'query-asked-again': Worded & Mentioned;
    'query-reopened': Worded & Mentioned;
    'query-assigned': { query: QueryId } & Keeping;
    'query-closed': { query: QueryId; outcome: QueryOutcome; footnote: string; value: string };
  }
}

/** The entity that a query waits for; null where it waits for the coordinators: also for a row of nobody. */
export function entityAsked(
  { assignments }: Pick<WorkbookState, 'assignments'>,
  { row, waitsFor }: Pick<Query, 'row' | 'waitsFor'>,
): EntityId | null {
  return waitsFor === 'coordinator' ? null : (assignments.get(row) ?? null);
}

/** Whether it is this person's turn: the city's while it is open, the audit side's once it is answered. */
export function queryWaitsForMe(state: WorkbookState, actor: Actor, query: Query): boolean {
  if (query.status === 'closed') return false;
  if (query.status === 'open') {
    const entity = entityAsked(state, query);
    if (entity === null) return actor.role === 'coordinator';
    return actor.role === 'contributor' && actor.entity === entity;
  }
  if (keeps(state, query.assignee)) return query.assignee === actor.person;
  return actor.role === 'auditor';
}

/** Whether somebody is of the audit side, who alone can look after a query. */
const keeps = (state: WorkbookState, person: PersonId | null): boolean =>
  person !== null && may(actorOf(state, person), 'close-query', { state }) === undefined;

function decideAsking(
  state: WorkbookState,
  command: CommandOf<'ask-query'>,
  { actor, catalogue, cells }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'ask-query', { state });
  if (right) return { ok: false, refusal: right };
  const { query, row, due, assignee, waitsFor = 'entity' } = command;
  if (!catalogue.rows.has(row)) return no('unknown-row', row.slice(0, TEXT_LIMITS.name));
  // A query is asked once; whoever repeats its id under another command has lost track.
  if (!isId(query) || state.queries.has(query)) return no('bad-request', 'query');
  if (assignee !== null && !keeps(state, assignee)) return no('unknown-member');
  if (state.queries.size >= TEXT_LIMITS.queries) return no('too-many', String(TEXT_LIMITS.queries));
  const open = [...state.queries.values()].filter(({ status }) => status !== 'closed');
  if (open.length >= TEXT_LIMITS.openQueries)
    return no('too-many', String(TEXT_LIMITS.openQueries));
  const text = proseOf(command.text, TEXT_LIMITS.query);
  if (!text.ok) return text;
  const issue = proseOf(command.issue ?? '', TEXT_LIMITS.issue, true);
  if (!issue.ok) return issue;
  const value = valueOfRow(catalogue, row, (cell) => cells.get(cell));
  const version = state.submissions.at(-1)?.submission ?? null;
  const mentioned = mentionedIn(state, command, 'read-queries');
  if (!mentioned.ok) return mentioned;
  const asked = { query, row, text: text.value, issue: issue.value, value, version };
  const kept = { waitsFor, due, assignee, ...mentioned.value };
  return yes({ type: 'query-asked', ...asked, ...kept });
}

/** A query that the person may know of: hidden and absent look alike. */
function knownTo(state: WorkbookState, actor: Actor, id: QueryId): Query | undefined {
  return may(actor, 'read-queries', { state }) ? undefined : state.queries.get(id);
}

const SAYING = {
  'answer-query': { act: 'answer-query', becomes: 'query-answered' },
  'query-again': { act: 'ask-query', becomes: 'query-asked-again' },
  'reopen-query': { act: 'close-query', becomes: 'query-reopened' },
} as const;

/** An answer, a question back, or why a closed query is opened again: each one more turn of its thread. */
function decideTurn(
  state: WorkbookState,
  command: CommandOf<keyof typeof SAYING>,
  { actor }: Deciding,
): Outcome<Event> {
  if (actor.role === null) return no('not-a-member');
  const found = knownTo(state, actor, command.query);
  if (!found) return no('unknown-query');
  const { act, becomes } = SAYING[command.type];
  const right = may(actor, act, { state, row: found.row });
  if (right) return { ok: false, refusal: right };
  const isClosed = found.status === 'closed';
  if (command.type === 'reopen-query' ? !isClosed : isClosed)
    return no(isClosed ? 'query-closed' : 'query-not-closed');
  if (found.turns.length >= TEXT_LIMITS.queryTurns)
    return no('too-many', String(TEXT_LIMITS.queryTurns));
  const text = proseOf(command.text, TEXT_LIMITS.query);
  if (!text.ok) return text;
  const mentioned = mentionedIn(state, command, 'read-queries');
  if (!mentioned.ok) return mentioned;
  return yes({ type: becomes, query: found.id, text: text.value, ...mentioned.value });
}

function decideAssigning(
  state: WorkbookState,
  command: CommandOf<'assign-query'>,
  { actor }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'ask-query', { state });
  if (right) return { ok: false, refusal: right };
  const { query, assignee, due, waitsFor } = command;
  const found = state.queries.get(query);
  if (!found) return no('unknown-query');
  if (found.status === 'closed') return no('query-closed');
  if (assignee !== null && !keeps(state, assignee)) return no('unknown-member');
  if (found.assignee === assignee && found.due === due && found.waitsFor === waitsFor)
    return no('already-so');
  return yes({ type: 'query-assigned', query, assignee, due, waitsFor });
}

function decideClosing(
  state: WorkbookState,
  command: CommandOf<'close-query'>,
  { actor, catalogue, cells }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'close-query', { state });
  if (right) return { ok: false, refusal: right };
  const { query, outcome, seen } = command;
  const found = state.queries.get(query);
  if (!found) return no('unknown-query');
  if (found.status === 'closed') return no('query-closed');
  if (!QUERY_OUTCOMES.includes(outcome)) return no('bad-request', 'outcome');
  // Nobody closes over an answer that they have not read.
  if (found.turns.at(-1)?.number !== seen) return no('written-meanwhile');
  const footnote = proseOf(command.footnote, TEXT_LIMITS.footnote, outcome !== 'cautioned');
  if (!footnote.ok) return footnote;
  if (outcome === 'settled' && footnote.value !== '') return no('leave-empty');
  const value = valueOfRow(catalogue, found.row, (cell) => cells.get(cell));
  return yes({ type: 'query-closed', query, outcome, footnote: footnote.value, value });
}

const TURN = { decide: decideTurn, byToken: true, isSigned: false, isHighStakes: false } as const;
const KEEPING = { mayWait: false, byToken: true, isSigned: false, isHighStakes: false } as const;

export const QUERY_COMMANDS = {
  'ask-query': {
    decide: decideAsking,
    becomes: 'query-asked',
    mayWait: true,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
  'answer-query': { ...TURN, becomes: 'query-answered', mayWait: true },
  'query-again': { ...TURN, becomes: 'query-asked-again', mayWait: true },
  'reopen-query': { ...TURN, becomes: 'query-reopened', mayWait: false },
  'assign-query': { decide: decideAssigning, becomes: 'query-assigned', ...KEEPING },
  'close-query': { decide: decideClosing, becomes: 'query-closed', ...KEEPING },
} satisfies CommandNouns<
  'ask-query' | 'answer-query' | 'query-again' | 'reopen-query' | 'assign-query' | 'close-query'
>;

const KEEPING_FIELDS: FieldsOf<Keeping> = { waitsFor: 'all', due: 'all', assignee: 'all' };
const WORDED_FIELDS: FieldsOf<Worded & Mentioned> = {
  query: 'all',
  text: 'all',
  ...MENTIONED_FIELDS,
};

const byReaders = ({ state, actor }: Pick<Before, 'state' | 'actor'>): boolean =>
  may(actor, 'read-queries', { state }) === undefined;

export const QUERY_PART: PartNouns<'queries'> = {
  queries: {
    keyOf: ({ id }) => id,
    isSeen: byReaders,
    fields: {
      id: 'all',
      row: 'all',
      issue: 'all',
      value: 'all',
      version: 'all',
      ...KEEPING_FIELDS,
      status: 'all',
      since: 'all',
      turns: [{ as: 'all', text: 'all', ...NUMBERED_FIELDS }],
      closed: { outcome: 'all', footnote: 'all', value: 'all', ...NUMBERED_FIELDS },
      ...NUMBERED_FIELDS,
    },
  },
};

type About = { query: QueryId };
type AfterAny = Pick<After, 'state'> & { event: About };

/** Those of the city whose turn it is while a query is open. */
export function peopleAsked(state: WorkbookState, query: Query): PersonId[] {
  const isOfEntity = entityAsked(state, query) !== null;
  return isOfEntity ? reportersOf(state, [query.row]) : withRole(state, 'coordinator');
}

function askedOf({ state, event }: AfterAny): PersonId[] {
  const found = state.queries.get(event.query);
  return found === undefined ? [] : peopleAsked(state, found);
}

/** Who looks after it and who asked it; all auditors where neither is there any more. */
function auditSideOf({ state, event }: AfterAny): PersonId[] {
  const found = state.queries.get(event.query);
  if (found === undefined) return [];
  const named = [found.assignee, found.by].filter((person) => keeps(state, person));
  return named.length > 0 ? (named as PersonId[]) : withRole(state, 'auditor');
}

const tellAsked = (after: AfterAny): Telling[] => [{ kind: 'query', to: askedOf(after) }];
const tellTurn = (after: Pick<After, 'state'> & { event: About & Mentioned }): Telling[] => [
  ...tellAsked(after),
  tellMentioned(after.state, after.event),
];

function addTurn(
  state: WorkbookState,
  { query, text, as }: Worded & Pick<QueryTurn, 'as'>,
  { by, at, number }: Numbered,
): void {
  const found = state.queries.get(query);
  if (!found) return;
  const status = as === 'answer' ? 'answered' : 'open';
  const since = found.status === status ? found.since : at;
  const turns = [...found.turns, { as, text, by, at, number }];
  state.queries.set(query, { ...found, status, since, turns, closed: null });
}

const whereAsked = ({ query }: About, placeOf: (name: string) => Place): Place => placeOf(query);
const IN_HISTORY = { isSeen: byReaders, kind: 'comment', follows: [], changesView: false } as const;
const ON_QUERY = { ...IN_HISTORY, place: whereAsked } as const;

export const QUERY_EVENTS = {
  'query-asked': {
    ...IN_HISTORY,
    fold: (state, event, { by, at, number }) => {
      const { query: id, row, text, issue, value, version, waitsFor, due, assignee } = event;
      const said = { by, at, number };
      const turns: QueryTurn[] = [{ as: 'question', text, ...said }];
      const kept = { id, row, issue, value, version, waitsFor, due, assignee, turns, ...said };
      state.queries.set(id, { ...kept, status: 'open', since: at, closed: null });
    },
    fields: {
      ...WORDED_FIELDS,
      ...KEEPING_FIELDS,
      row: 'all',
      issue: 'all',
      value: 'all',
      version: 'all',
    },
    place: ({ row }) => ({ cells: [], rows: [row] }),
    placeName: ({ query }) => query,
    tells: ({ state, event }) => [
      ...tellAsked({ state, event }),
      { kind: 'query-assigned', to: event.assignee === null ? [] : [event.assignee] },
      tellMentioned(state, event),
    ],
  },
  'query-answered': {
    ...ON_QUERY,
    fold: (state, event, entry) => addTurn(state, { ...event, as: 'answer' }, entry),
    fields: WORDED_FIELDS,
    tells: (after) => [
      { kind: 'query-answered', to: auditSideOf(after) },
      tellMentioned(after.state, after.event),
    ],
  },
  'query-asked-again': {
    ...ON_QUERY,
    fold: (state, event, entry) => addTurn(state, { ...event, as: 'question' }, entry),
    fields: WORDED_FIELDS,
    tells: tellTurn,
  },
  'query-reopened': {
    ...ON_QUERY,
    fold: (state, event, entry) => addTurn(state, { ...event, as: 'question' }, entry),
    fields: WORDED_FIELDS,
    tells: tellTurn,
  },
  'query-assigned': {
    ...ON_QUERY,
    fold: (state, { query, waitsFor, due, assignee }) => {
      const found = state.queries.get(query);
      if (found) state.queries.set(query, { ...found, waitsFor, due, assignee });
    },
    fields: { query: 'all', ...KEEPING_FIELDS },
    tells: ({ event }) => [
      { kind: 'query-assigned', to: event.assignee === null ? [] : [event.assignee] },
    ],
  },
  'query-closed': {
    ...ON_QUERY,
    fold: (state, { query, outcome, footnote, value }, { by, at, number }) => {
      const found = state.queries.get(query);
      if (!found) return;
      const closed = { outcome, footnote, value, by, at, number };
      state.queries.set(query, { ...found, status: 'closed', since: at, closed });
    },
    fields: { query: 'all', outcome: 'all', footnote: 'all', value: 'all' },
    tells: ({ state, event }) => {
      const turns = state.queries.get(event.query)?.turns ?? [];
      return [
        { kind: 'query-closed', to: [...turns.map(({ by }) => by), ...askedOf({ state, event })] },
      ];
    },
  },
} satisfies EventNouns<
  | 'query-asked'
  | 'query-answered'
  | 'query-asked-again'
  | 'query-reopened'
  | 'query-assigned'
  | 'query-closed'
>;
