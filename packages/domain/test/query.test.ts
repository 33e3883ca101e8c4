import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../src/commands.ts';
import { decide } from '../src/decide.ts';
import type { Event } from '../src/events.ts';
import { fold } from '../src/fold.ts';
import type { CommandId, PersonId, QueryId, RowId, WorkbookId } from '../src/ids.ts';
import { ROLES } from '../src/roles.ts';
import { emptyState, type WorkbookState } from '../src/state.ts';
import { TEXT_LIMITS } from '../src/text-limits.ts';

const catalogue = loadCatalogue();
const ROW = 'open_data.percent' as RowId;
const QUERY = 'q_1' as QueryId;

let state: WorkbookState;
let number: number;

function say(role: string, command: Command): Event | string {
  const by = `p_${role}` as PersonId;
  const id = `c_${number + 1}` as CommandId;
  const workbook = 'wb_1' as WorkbookId;
  const outcome = decide(state, command, {
    workbook,
    person: by,
    admin: false,
    now: 1000 + number,
    command: id,
    catalogue,
    cells: new Map(),
    expected: number,
    hash: () => 'ab',
  });
  if (!outcome.ok) return outcome.refusal.code;
  number += 1;
  const head = { v: 1, workbook, number, at: 1000 + number, by, door: 'api' } as const;
  state = fold(state, { ...head, kind: 'event', command: id, event: outcome.value });
  return outcome.value;
}

const ask = (query: QueryId = QUERY, text = 'Do archives count?'): Command => ({
  type: 'ask',
  query,
  row: ROW,
  text,
});
const rule = (scope: 'city' | 'all', text = 'They do.'): Command => ({
  type: 'rule',
  query: QUERY,
  text,
  scope,
});
const close: Command = { type: 'close-query', query: QUERY };

beforeEach(() => {
  state = emptyState();
  state.edition = '2017';
  number = 0;
  for (const role of ROLES) {
    const person = `p_${role}` as PersonId;
    state.members.set(person, { person, role, entity: null });
  }
});

describe('a question on a KPI', () => {
  it('is asked by contributor, coordinator and auditor, also while the workbook is locked', () => {
    state.locked = true;
    const answers = ROLES.map((role) => say(role, ask(`q_${role}` as QueryId)));
    expect(answers.map((each) => (typeof each === 'string' ? each : each.type))).toEqual([
      'asked',
      'asked',
      'not-your-role',
      'asked',
      'not-your-role',
      'not-your-role',
    ]);
    expect(answers[0]).toEqual({
      type: 'asked',
      query: 'q_contributor',
      row: ROW,
      kpi: 'open_data',
      edition: '2017',
      text: 'Do archives count?',
    });
  });

  it('is on a row of the catalogue, has words, and is made once', () => {
    expect(say('auditor', { ...ask(), row: 'x.y' } as Command)).toBe('unknown-row');
    expect(say('auditor', ask(QUERY, '  '))).toBe('empty-text');
    expect(say('auditor', ask(QUERY, 'a'.repeat(TEXT_LIMITS.query + 1)))).toBe('too-long');
    expect(say('auditor', ask('q 1' as QueryId))).toBe('bad-request');
    expect(say('auditor', ask())).toMatchObject({ type: 'asked' });
    expect(say('auditor', ask())).toBe('bad-request');
    const profile = { ...ask('q_2' as QueryId), row: 'city.population' as RowId } as Command;
    expect(say('auditor', profile)).toMatchObject({ kpi: 'city.population' });
  });

  it('is ruled on by ITU alone, for the city or for all; the later ruling stands', () => {
    expect(say('itu', rule('all'))).toBe('unknown-query');
    say('contributor', ask());
    for (const role of ROLES.filter((each) => each !== 'itu')) {
      expect(say(role, rule('all'))).toBe('not-your-role');
    }
    expect(say('itu', rule('all', ' '))).toBe('empty-text');
    expect(say('itu', { ...rule('all'), scope: 'some' } as unknown as Command)).toBe('bad-request');
    expect(say('itu', rule('all'))).toEqual({
      type: 'ruled',
      query: QUERY,
      text: 'They do.',
      scope: 'all',
    });
    expect(state.queries.get(QUERY)?.status).toBe('answered');
    say('itu', rule('city', 'Only open ones.'));
    expect(state.queries.get(QUERY)?.ruling).toMatchObject({
      text: 'Only open ones.',
      scope: 'city',
      by: 'p_itu',
      number,
    });
  });

  it('is closed by who asked it or by ITU, once, and its ruling stands', () => {
    say('contributor', ask());
    for (const role of ['coordinator', 'head', 'auditor']) {
      expect(say(role, close)).toBe('not-your-role');
    }
    // Who does not read questions is not told that there is one.
    expect(say('observer', close)).toBe('unknown-query');
    expect(say('stranger', close)).toBe('not-a-member');
    say('itu', rule('all'));
    expect(say('contributor', close)).toEqual({ type: 'query-closed', query: QUERY });
    expect(say('itu', close)).toBe('already-closed');
    expect(state.queries.get(QUERY)).toMatchObject({
      status: 'closed',
      ruling: { text: 'They do.' },
    });
    // A ruling that was wrong can still be put right.
    say('itu', rule('all', 'They do not.'));
    expect(state.queries.get(QUERY)).toMatchObject({
      status: 'answered',
      ruling: { text: 'They do not.' },
    });
    expect(say('itu', close)).toMatchObject({ type: 'query-closed' });
  });
});
