/** The live workbook as a sheet source. */
import { type CellId, type RowId, splitCellId } from '@tallystick/domain/cells/ids';
import { endOfReopening } from '@tallystick/domain/nouns/reopening';
import type { RowLife } from '@tallystick/domain/nouns/row-life';
import { type Query, queryWaitsForMe } from '@tallystick/domain/nouns/query';
import { type Actor, may, mayEditCell } from '@tallystick/domain/rights';
import { verdictsFor } from '@tallystick/domain/verdicts-for';
import type { WorkbookState } from '@tallystick/domain/state';
import { changesSince } from '@tallystick/domain/nouns/verdict-content';
import type { Presence } from '@tallystick/protocol/presence';
import type { CommentMark, Hand, QueryMark, SheetSource } from '../../lines/sheet-source.ts';
import { lifeOf, type Living, withdrawn } from './row-lives.ts';
import { numberLocale } from '../../texts/locale.ts';
import { judged } from '../../lines/judged-source.ts';
import { judgingOf } from '../../lines/judging.ts';
import { halfTyped } from './half-typed.ts';
import type { WorkbookSession } from './workbook-session.ts';
import { incomingMark } from './incoming-mark-of.ts';
import { proposalsOf } from '../cells/proposals.ts';
import type { WorkbookHandle } from './workbook-handle.ts';

/** Cell to its comment mark: open where a thread on it is not resolved. */
function commentMarks(state: WorkbookState): Map<string, CommentMark> {
  const marks = new Map<string, CommentMark>();
  for (const { cell, parent, resolved } of state.comments.values()) {
    if (parent !== null) continue;
    if (!resolved) marks.set(cell, 'open');
    else if (!marks.has(cell)) marks.set(cell, 'resolved');
  }
  return marks;
}

/** Row to its queries that are not closed. */
function waitingQueries({ queries }: WorkbookState): Map<string, Query[]> {
  const waiting = [...queries.values()].filter(({ status }) => status !== 'closed');
  return Map.groupBy(waiting, ({ row }) => row as string);
}

function queryMark(state: WorkbookState, actor: Actor, row: string): QueryMark {
  const waiting = waitingOf(state).get(row) ?? [];
  if (waiting.length === 0) return 'none';
  return waiting.some((query) => queryWaitsForMe(state, actor, query)) ? 'mine' : 'waits';
}

function handsIn(people: Presence[]): Map<string, Hand[]> {
  const hands = new Map<string, Hand[]>();
  for (const { person, name, colour, cell, editing } of people) {
    if (cell !== null)
      hands.set(cell, [...(hands.get(cell) ?? []), { person, name, colour, editing }]);
  }
  return hands;
}

type Said = { column: string; kind: 'said' | 'asked'; text: string };

/** Row to what was commented and asked there. */
function saidIn(state: WorkbookState): Map<string, Said[]> {
  const said = new Map<string, Said[]>();
  const add = (row: string, each: Said): void => {
    said.set(row, [...(said.get(row) ?? []), each]);
  };
  for (const { cell, text } of state.comments.values()) {
    const place = splitCellId(cell);
    if (place) add(place.row, { column: place.column, kind: 'said', text });
  }
  for (const { row, text, ruling } of state.clarifications.values()) {
    add(row, { column: 'kpi', kind: 'asked', text });
    if (ruling) add(row, { column: 'kpi', kind: 'asked', text: ruling.text });
  }
  return said;
}

/** A value derived from a part of the handle, made again only when that part is another object. */
function derived<K extends object, V>(make: (from: K) => V): (from: K) => V {
  const known = new WeakMap<K, V>();
  return (from) => {
    const before = known.get(from);
    if (before !== undefined) return before;
    const value = make(from);
    known.set(from, value);
    return value;
  };
}

/** Row to how many files and links stand behind it. */
function evidenceCounts({ evidence }: WorkbookState): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { row, query, detached } of evidence.values())
    if (detached === null && query === undefined) counts.set(row, (counts.get(row) ?? 0) + 1);
  return counts;
}

const marksOf = derived(commentMarks);
const waitingOf = derived(waitingQueries);
const evidenceIn = derived(evidenceCounts);
const handsOf = derived(handsIn);
const saidOf = derived(saidIn);
const NO_HANDS: readonly Hand[] = [];

/** The source of an open workbook. It reads the latest handle each time, so it stays the same object. */
export function liveSource(live: WorkbookSession, first: WorkbookHandle): SheetSource {
  const now = (): WorkbookHandle => live.current() ?? first;
  const { cells, results, catalogue } = first;
  const source = {
    catalogue,
    locale: numberLocale(),
    get: (cell) => cells.get(cell),
    result: (row) => results.get(row),
    subscribe: (listener) => cells.subscribe(listener),
    subscribeMarks: (listener) => {
      const stops = [
        watchMarks(live, first, listener),
        watchHands(live, listener),
        results.questions.subscribe(listener),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
    questions: (cell) => results.questions.at(cell),
    status: (cell) => cells.status(cell),
    draft: (cell) => cells.draft(cell),
    overwritten: (cell) => {
      const what = cells.overwritten(cell);
      if (!what) return undefined;
      const name = (person: string): string => (person === '' ? '' : now().nameOf(person));
      return { ...what, lostBy: name(what.lostBy), wonBy: name(what.wonBy) };
    },
    restoreOverwritten: (cell) => {
      const what = cells.overwritten(cell);
      return what ? cells.restore(cell, what.lost) : { ok: true, value: undefined };
    },
    putOverwrittenAside: (cell) => cells.putOverwrittenAside(cell),
    set: (cell, typed) => cells.set(cell, typed),
    half: halfTyped(now),
    setMany: (changes) => cells.setMany(changes),
    writeBlock: (gesture, changes) => cells.writeBlock(gesture, changes),
    discardDraft: (cell) => cells.discardDraft(cell),
    retryDraft: (cell) => cells.retryDraft(cell),
    mayEdit: (cell) => mayEditCell(now().state, now().actor, { cell, catalogue, now: now().now() }),
    entityOf: (row) => {
      const { state } = now();
      const entity = state.assignments.get(row as RowId);
      return entity === undefined ? undefined : state.entities.get(entity)?.name;
    },
    life: (row) => lifeShown({ catalogue, cells, state: now().state }, row),
    comments: (cell) => marksOf(now().state).get(cell) ?? 'none',
    queries: (row) => queryMark(now().state, now().actor, row),
    evidence: (row) => evidenceIn(now().state).get(row) ?? 0,
    verification: (row) => {
      const found = verdictsFor(now().actor, now().state).get(row as RowId);
      if (!found) return undefined;
      const { verdict, note, by, at, version } = found;
      const changed = changesSince(found, results.contents.get(row));
      return { verdict, changed, note, by: now().nameOf(by), at, version };
    },
    judgedOn: (cells) => results.contents.covering(cells),
    verifications: may(first.actor, 'read-verifications', { state: first.state }) === undefined,
    judges: may(first.actor, 'verify', { state: first.state }) === undefined,
    locked: () => now().state.locked,
    reopened: (cell) => endOfReopening(now().state, cell as CellId, now().now()),
    zone: () => now().state.zone,
    proposed: (cell) => proposalsOf(cells).has(cell),
    incoming: (cell) => incomingMark(cells, cell),
    hands: (cell) => handsOf(live.where.people()).get(cell) ?? NO_HANDS,
    said: (row) => saidOf(now().state).get(row) ?? [],
  } satisfies SheetSource;
  return judged(source, judgingOf(cells, now));
}

function lifeShown(living: Living, row: string): RowLife | 'withdrawn' {
  return withdrawn(living, row)?.as === 'ready' ? 'withdrawn' : lifeOf(living, row);
}

function watchMarks(
  live: WorkbookSession,
  first: WorkbookHandle,
  listener: (cells: ReadonlySet<string> | 'all') => void,
): () => void {
  let was = live.current() ?? first;
  return live.subscribe(() => {
    const now = live.current();
    if (!now) return;
    const before = was;
    was = now;
    const isOther =
      now.state !== before.state || now.actor !== before.actor || now.queued !== before.queued;
    if (isOther) listener('all');
  });
}

function watchHands(
  { where }: WorkbookSession,
  listener: (cells: ReadonlySet<string>) => void,
): () => void {
  let was = where.people();
  return where.subscribe(() => {
    const now = where.people();
    if (now === was) return;
    const cells = new Set([...handsOf(was).keys(), ...handsOf(now).keys()]);
    was = now;
    if (cells.size > 0) listener(cells);
  });
}
