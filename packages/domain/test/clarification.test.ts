import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../src/commands.ts';
import { decide } from '../src/decide.ts';
import type { Event } from '../src/events.ts';
import { emptyState, fold } from '../src/fold.ts';
import type {
  ClarificationId,
  CommandId,
  EntityId,
  PersonId,
  RowId,
  WorkbookId,
} from '../src/cells/ids.ts';
import { readersOf, rulingOn } from '../src/nouns/clarify/ruling.ts';
import { ROLES } from '../src/roles.ts';
import type { WorkbookState } from '../src/state.ts';
import { TEXT_LIMITS } from '../src/cells/text-limits.ts';

const catalogue = loadCatalogue();
const ROW = 'open_data.percent' as RowId;
const CLARIFICATION = 'cl_1' as ClarificationId;

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

const ask = (
  clarification: ClarificationId = CLARIFICATION,
  text = 'Do archives count?',
): Command => ({
  type: 'ask-clarification',
  clarification,
  row: ROW,
  text,
});
const rule = (scope: 'city' | 'all', text = 'They do.'): Command => ({
  type: 'rule',
  clarification: CLARIFICATION,
  text,
  scope,
});
const close: Command = { type: 'close-clarification', clarification: CLARIFICATION };

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
    const answers = ROLES.map((role) => say(role, ask(`cl_${role}` as ClarificationId)));
    expect(answers.map((each) => (typeof each === 'string' ? each : each.type))).toEqual([
      'clarification-asked',
      'clarification-asked',
      'not-your-role',
      'clarification-asked',
      'not-your-role',
      'not-your-role',
    ]);
    expect(answers[0]).toEqual({
      type: 'clarification-asked',
      clarification: 'cl_contributor',
      row: ROW,
      kpi: 'open_data',
      edition: '2017',
      text: 'Do archives count?',
    });
  });

  it('is on a row of the catalogue, has words, and is made once', () => {
    expect(say('auditor', { ...ask(), row: 'x.y' } as Command)).toBe('unknown-row');
    expect(say('auditor', ask(CLARIFICATION, '  '))).toBe('empty-text');
    expect(say('auditor', ask(CLARIFICATION, 'a'.repeat(TEXT_LIMITS.clarification + 1)))).toBe(
      'too-long',
    );
    expect(say('auditor', ask('q 1' as ClarificationId))).toBe('bad-request');
    expect(say('auditor', ask())).toMatchObject({ type: 'clarification-asked' });
    expect(say('auditor', ask())).toBe('bad-request');
    const profile = {
      ...ask('cl_2' as ClarificationId),
      row: 'city.population' as RowId,
    } as Command;
    expect(say('auditor', profile)).toMatchObject({ kpi: 'city.population' });
  });

  it('is ruled on by ITU alone, for the city or for all; the later ruling stands', () => {
    expect(say('itu', rule('all'))).toBe('unknown-clarification');
    say('contributor', ask());
    for (const role of ROLES.filter((each) => each !== 'itu')) {
      expect(say(role, rule('all'))).toBe('not-your-role');
    }
    expect(say('itu', rule('all', ' '))).toBe('empty-text');
    expect(say('itu', { ...rule('all'), scope: 'some' } as unknown as Command)).toBe('bad-request');
    expect(say('itu', rule('all'))).toEqual({
      type: 'ruled',
      clarification: CLARIFICATION,
      text: 'They do.',
      scope: 'all',
    });
    expect(state.clarifications.get(CLARIFICATION)?.status).toBe('answered');
    say('itu', rule('city', 'Only open ones.'));
    expect(state.clarifications.get(CLARIFICATION)?.ruling).toMatchObject({
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
    // Who does not read clarifications is not told that there is one.
    expect(say('observer', close)).toBe('unknown-clarification');
    expect(say('stranger', close)).toBe('not-a-member');
    say('itu', rule('all'));
    expect(say('contributor', close)).toEqual({
      type: 'clarification-closed',
      clarification: CLARIFICATION,
    });
    expect(say('itu', close)).toBe('already-closed');
    expect(state.clarifications.get(CLARIFICATION)).toMatchObject({
      status: 'closed',
      ruling: { text: 'They do.' },
    });
    // A ruling that was wrong can still be put right.
    say('itu', rule('all', 'They do not.'));
    expect(state.clarifications.get(CLARIFICATION)).toMatchObject({
      status: 'answered',
      ruling: { text: 'They do not.' },
    });
    expect(say('itu', close)).toMatchObject({ type: 'clarification-closed' });
  });
});

describe('a ruling', () => {
  const WATER = 'e_water' as EntityId;
  const acknowledge = (seen = rulingAt(), ruling: string = CLARIFICATION): Command => ({
    type: 'acknowledge-ruling',
    ruling,
    seen,
  });
  const rulingAt = () => state.clarifications.get(CLARIFICATION)?.ruling?.at ?? 0;
  const join = (clarification: string, under: string | null): Command => ({
    type: 'join-clarification',
    clarification: clarification as ClarificationId,
    under,
  });
  const unread = () => {
    const of = { kpi: 'open_data', ruling: CLARIFICATION, at: rulingAt() };
    return readersOf(state, catalogue, of).flatMap((each) => (each.read ? [] : [each.entity]));
  };

  beforeEach(() => {
    state.entities.set(WATER, { id: WATER, name: 'Water' });
    const person = 'p_contributor' as PersonId;
    state.members.set(person, { person, role: 'contributor', entity: WATER });
    state.assignments.set(ROW, WATER);
    say('auditor', ask());
  });

  it('keeps its former versions, each naming the one before it', () => {
    say('itu', rule('all'));
    const first = number;
    expect(say('itu', rule('all', 'Only open ones.'))).toMatchObject({ replaces: first });
    expect(state.clarifications.get(CLARIFICATION)).toMatchObject({
      ruling: { text: 'Only open ones.' },
      former: [{ text: 'They do.', by: 'p_itu', number: first }],
    });
  });

  it('is read by the entities that report the KPI, each version anew', () => {
    expect(say('contributor', acknowledge(1))).toBe('unknown-ruling');
    say('itu', rule('all'));
    expect(unread()).toEqual([WATER]);
    expect(say('coordinator', acknowledge())).toBe('not-your-role');
    expect(say('contributor', acknowledge(1))).toBe('other-ruling');
    expect(say('contributor', acknowledge())).toMatchObject({ entity: WATER, row: ROW });
    expect(say('contributor', acknowledge())).toBe('already-so');
    expect(unread()).toEqual([]);
    say('itu', rule('all', 'Only open ones.'));
    expect(unread()).toEqual([WATER]);
    state.assignments.clear();
    expect(say('contributor', acknowledge())).toBe('not-assigned');
  });

  it('answers alike clarifications together, until one is parted from it', () => {
    say('coordinator', ask('cl_2' as ClarificationId, 'What of archives?'));
    expect(say('auditor', join('cl_2', CLARIFICATION))).toBe('not-your-role');
    expect(say('itu', join('cl_2', 'cl_2'))).toBe('clarification-joined');
    expect(say('itu', join('cl_2', 'r_gone'))).toBe('unknown-ruling');
    expect(say('itu', join('cl_2', CLARIFICATION))).toMatchObject({ status: 'open' });
    expect(say('itu', join(CLARIFICATION, 'cl_2'))).toBe('clarification-joined');
    expect(say('itu', { ...rule('city'), clarification: 'cl_2' } as Command)).toBe(
      'clarification-joined',
    );
    expect(say('itu', rule('city'))).toMatchObject({ also: ['cl_2'] });
    const alike = state.clarifications.get('cl_2' as ClarificationId);
    expect(alike).toMatchObject({ status: 'answered', ruling: null });
    expect(alike && rulingOn(state, alike)?.text).toBe('They do.');
    expect(say('itu', join('cl_2', null))).toMatchObject({ status: 'open' });
    expect(say('itu', join('cl_2', null))).toBe('already-so');
  });

  it('on another KPI answers nothing here', () => {
    const population = { ...ask('cl_2' as ClarificationId), row: 'city.population' as RowId };
    say('coordinator', population as Command);
    expect(say('itu', join('cl_2', CLARIFICATION))).toBe('other-kpi');
  });
});
