import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CellId, CommandId, EntityId, PersonId, QueryId, RowId } from '../src/cells/ids.ts';
import type { WorkbookId } from '../src/cells/ids.ts';
import { TEXT_LIMITS } from '../src/cells/text-limits.ts';
import type { CommandOf } from '../src/commands.ts';
import type { Command } from '../src/commands.ts';
import { decide } from '../src/decide.ts';
import type { EventEntry } from '../src/entry.ts';
import { emptyState, fold } from '../src/fold.ts';
import { noticesOf } from '../src/notices.ts';
import { toldPart } from '../src/nouns/parts.ts';
import { queryWaitsForMe } from '../src/nouns/query.ts';
import { actorOf } from '../src/rights.ts';
import { ROLES } from '../src/roles.ts';
import type { WorkbookState } from '../src/state.ts';

const catalogue = loadCatalogue();
const ROW = 'open_data.percent' as RowId;
const OTHER_ROW = 'open_data.number' as RowId;
const QUERY = 'q_1' as QueryId;
const WATER = 'e_water' as EntityId;
const AUDITOR = 'p_auditor' as PersonId;

let state: WorkbookState;
let number: number;
let cells: Map<CellId, string>;
let last: EventEntry;

function say(role: string, command: Command): string {
  const by = `p_${role}` as PersonId;
  const id = `c_${number + 1}` as CommandId;
  const workbook = 'wb_1' as WorkbookId;
  const at = 1000 + number;
  const outcome = decide(state, command, {
    workbook,
    person: by,
    admin: false,
    now: at,
    command: id,
    catalogue,
    cells,
    expected: number,
    hash: () => 'ab',
  });
  if (!outcome.ok) return outcome.refusal.code;
  number += 1;
  const head = { v: 1, workbook, number, at, by, door: 'api' } as const;
  last = { ...head, kind: 'event', command: id, event: outcome.value };
  state = fold(state, last);
  return outcome.value.type;
}

const ask = (more: Partial<CommandOf<'ask-query'>> = {}): Command => ({
  type: 'ask-query',
  query: QUERY,
  row: ROW,
  text: 'How was it counted?',
  due: null,
  assignee: null,
  ...more,
});
const answer = (text = 'By hand.'): Command => ({ type: 'answer-query', query: QUERY, text });
const close = (more: Partial<CommandOf<'close-query'>> = {}): Command => ({
  type: 'close-query',
  query: QUERY,
  outcome: 'settled',
  footnote: '',
  seen: found().turns.at(-1)?.number ?? 0,
  ...more,
});
const found = () => {
  const query = state.queries.get(QUERY);
  if (!query) throw new Error('there is no query');
  return query;
};
const waitsFor = () =>
  ['contributor', 'other', 'coordinator', 'head', 'auditor', 'second', 'itu'].filter((who) =>
    queryWaitsForMe(state, actorOf(state, `p_${who}` as PersonId), found()),
  );
const told = () =>
  noticesOf({ state, event: last.event, entry: last }).map(({ person, kind, place }) => [
    person,
    kind,
    ...place.rows,
  ]);

beforeEach(() => {
  state = emptyState();
  state.edition = '2017';
  state.locked = true;
  number = 0;
  cells = new Map([[`${ROW}:override` as CellId, '81.5']]);
  const join = (who: string, role: (typeof ROLES)[number], entity: EntityId | null = null) =>
    state.members.set(`p_${who}` as PersonId, { person: `p_${who}` as PersonId, role, entity });
  for (const role of ROLES) join(role, role, role === 'contributor' ? WATER : null);
  join('other', 'contributor', 'e_roads' as EntityId);
  join('second', 'auditor');
  state.entities.set(WATER, { id: WATER, name: 'Water' });
  state.assignments.set(ROW, WATER);
});

describe('a query', () => {
  it('is asked by the audit side alone, and read by all but observers', () => {
    for (const role of ['contributor', 'coordinator', 'head', 'observer'])
      expect([role, say(role, ask())]).toEqual([role, 'not-your-role']);
    expect(say('itu', ask())).toBe('query-asked');
    for (const role of ROLES) {
      const actor = actorOf(state, `p_${role}` as PersonId);
      const seen = toldPart('queries', { state, actor });
      expect([role, seen]).toEqual([role, role === 'observer' ? [] : [found()]]);
    }
  });

  it('waits for the entity of its row, whichever that is by then, and for nobody of another', () => {
    say('auditor', ask());
    expect(waitsFor()).toEqual(['contributor']);
    expect(told()).toEqual([['p_contributor', 'query', ROW]]);
    state.assignments.set(ROW, 'e_roads' as EntityId);
    expect(waitsFor()).toEqual(['other']);
    state.assignments.delete(ROW);
    expect(waitsFor()).toEqual(['coordinator']);
  });

  it('waits for the coordinator where it is asked of the coordinator', () => {
    say('auditor', ask({ waitsFor: 'coordinator' }));
    expect(waitsFor()).toEqual(['coordinator']);
    expect(told()).toEqual([['p_coordinator', 'query', ROW]]);
  });

  it('is answered by who reports the row and by the leads, locked or not', () => {
    say('auditor', ask());
    expect(say('other', answer())).toBe('not-your-row');
    expect(say('auditor', answer())).toBe('not-your-role');
    expect(say('observer', answer())).toBe('unknown-query');
    expect(say('contributor', answer())).toBe('query-answered');
    expect(told()).toEqual([['p_auditor', 'query-answered', ROW]]);
    expect(waitsFor()).toEqual(['auditor', 'second']);
    const since = found().since;
    expect(say('head', answer('By meter.'))).toBe('query-answered');
    expect(found().since).toBe(since);
  });

  it('once answered waits for who looks after it, until they leave the audit side', () => {
    const by = 'p_second' as PersonId;
    say('auditor', ask({ assignee: by }));
    expect(told()).toContainEqual(['p_second', 'query-assigned', ROW]);
    say('contributor', answer());
    expect(waitsFor()).toEqual(['second']);
    state.members.delete(by);
    expect(waitsFor()).toEqual(['auditor']);
  });

  it('is given to somebody of the audit side alone, and only where that changes something', () => {
    say('auditor', ask());
    const assign = (assignee: string | null): Command => ({
      type: 'assign-query',
      query: QUERY,
      waitsFor: 'entity',
      due: 5,
      assignee: assignee as PersonId | null,
    });
    expect(say('head', assign(AUDITOR))).toBe('not-your-role');
    expect(say('auditor', assign('p_head'))).toBe('unknown-member');
    expect(say('itu', assign(AUDITOR))).toBe('query-assigned');
    expect(told()).toEqual([[AUDITOR, 'query-assigned', ROW]]);
    expect(say('auditor', assign(AUDITOR))).toBe('already-so');
    expect(found()).toMatchObject({ due: 5, assignee: AUDITOR, waitsFor: 'entity' });
  });

  it('keeps the value as it was asked about and as it was closed', () => {
    say('auditor', ask());
    cells.set(`${ROW}:override` as CellId, '79.25');
    say('contributor', answer());
    say('auditor', close());
    expect(found()).toMatchObject({ value: '81.5', closed: { value: '79.25' }, version: null });
    say('auditor', ask({ query: 'q_2' as QueryId, row: OTHER_ROW }));
    expect(state.queries.get('q_2' as QueryId)?.value).toBe('NR');
  });

  it('is not closed over an answer that was not read', () => {
    say('auditor', ask());
    const { number: seen } = found();
    say('contributor', answer());
    expect(say('auditor', close({ seen }))).toBe('written-meanwhile');
    expect(say('coordinator', close())).toBe('not-your-role');
    expect(say('auditor', close())).toBe('query-closed');
    expect(told()).toEqual([['p_contributor', 'query-closed', ROW]]);
    expect(waitsFor()).toEqual([]);
    expect(say('auditor', close())).toBe('query-closed');
    expect(say('contributor', answer())).toBe('query-closed');
  });

  it.each([
    ['cautioned', '', 'empty-text'],
    ['cautioned', 'Estimated by the utility.', 'query-closed'],
    ['settled', 'Estimated by the utility.', 'leave-empty'],
    ['not-verified', '', 'query-closed'],
    ['not-verified', 'x'.repeat(TEXT_LIMITS.footnote + 1), 'too-long'],
    ['gone', '', 'bad-request'],
  ] as const)('closed as %s with the footnote "%s" is %s', (outcome, footnote, said) => {
    say('auditor', ask());
    expect(say('auditor', close({ outcome: outcome as never, footnote }))).toBe(said);
    expect(found().status).toBe(said === 'query-closed' ? 'closed' : 'open');
  });

  it('is opened again with a reason, and asked back, each as one more turn', () => {
    say('auditor', ask());
    const again = (type: 'query-again' | 'reopen-query'): Command => ({
      type,
      query: QUERY,
      text: 'And the harbour?',
    });
    expect(say('auditor', again('reopen-query'))).toBe('query-not-closed');
    say('contributor', answer());
    expect(say('auditor', again('query-again'))).toBe('query-asked-again');
    expect(waitsFor()).toEqual(['contributor']);
    say('auditor', close());
    expect(say('auditor', again('query-again'))).toBe('query-closed');
    expect(say('contributor', again('reopen-query'))).toBe('not-your-role');
    expect(say('itu', again('reopen-query'))).toBe('query-reopened');
    expect(found()).toMatchObject({ status: 'open', closed: null });
    expect(found().turns.map(({ as }) => as)).toEqual([
      'question',
      'answer',
      'question',
      'question',
    ]);
  });

  it.each([
    [{ text: ' ' }, 'empty-text'],
    [{ row: 'no.row' as RowId }, 'unknown-row'],
    [{ query: 'a b' as QueryId }, 'bad-request'],
    [{ assignee: 'p_coordinator' as PersonId }, 'unknown-member'],
  ])('asked with %o is refused as %s', (more, code) => {
    expect(say('auditor', ask(more))).toBe(code);
  });

  it('is one of a bounded number, and has a bounded number of turns', () => {
    for (let n = 0; n < TEXT_LIMITS.openQueries; n += 1)
      say('auditor', ask({ query: `q_${n}` as QueryId }));
    expect(say('auditor', ask({ query: 'q_more' as QueryId }))).toBe('too-many');
    for (let n = 1; n < TEXT_LIMITS.queryTurns; n += 1) say('contributor', answer());
    expect(say('contributor', answer())).toBe('too-many');
    expect(say('auditor', close())).toBe('query-closed');
    expect(say('auditor', ask({ query: 'q_more' as QueryId }))).toBe('query-asked');
  });
});
