import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../src/commands.ts';
import { decide } from '../src/decide.ts';
import type { EventEntry } from '../src/entry.ts';
import type { Event } from '../src/events.ts';
import { emptyState, fold } from '../src/fold.ts';
import type {
  CellId,
  CommandId,
  CommentId,
  EntityId,
  PersonId,
  RowId,
  WorkbookId,
} from '../src/cells/ids.ts';
import { maySeeComment } from '../src/nouns/comment.ts';
import { actorOf } from '../src/rights.ts';
import { ROLES } from '../src/roles.ts';
import type { Snapshot } from '../src/snapshot.ts';
import type { WorkbookState } from '../src/state.ts';
import { contentOf, isStale } from '../src/nouns/verdict-content.ts';

const catalogue = loadCatalogue();
const workbook = 'wb_1' as WorkbookId;
const ROW = 'patents.value' as RowId;
const CELL = `${ROW}:override` as CellId;
const comment = (id: string) => id as CommentId;
const water = 'e_water' as EntityId;

let state: WorkbookState;
let cells: Map<CellId, string>;
let number: number;
let hashed: Snapshot[];

/** Asks; on yes the event is folded as a journal would. Gives the event or the refusal's code. */
function ask(who: string, command: Command, admin = false): Event | string {
  const outcome = decide(state, command, {
    workbook,
    person: `p_${who}` as PersonId,
    admin,
    now: 1000 + number,
    command: `c_${number + 1}` as CommandId,
    catalogue,
    cells,
    expected: number,
    hash: (snapshot) => {
      hashed.push(snapshot);
      return 'ab';
    },
  });
  if (!outcome.ok) return outcome.refusal.code;
  number += 1;
  const entry: EventEntry = {
    v: 1,
    workbook,
    number,
    at: 1000 + number,
    by: `p_${who}` as PersonId,
    door: 'api',
    kind: 'event',
    command: `c_${number}` as CommandId,
    event: outcome.value,
  };
  state = fold(state, entry);
  return outcome.value;
}
function done(who: string, command: Command, admin = false): Event {
  const answer = ask(who, command, admin);
  if (typeof answer === 'string') throw new Error(answer);
  return answer;
}
const opening: Command = {
  type: 'open-workbook',
  city: 'Riverton',
  title: '2026',
  edition: '2017',
  due: null,
};
const say = (
  text: string,
  parent: string | null = null,
  audience: 'members' | 'audit' = 'members',
): Command => ({
  type: 'comment',
  cell: CELL,
  parent: parent === null ? null : comment(parent),
  text,
  audience,
});
const verify = (result: string, row = ROW): Command => ({
  type: 'verify',
  row,
  verdict: 'yes',
  result,
  note: '',
});

beforeEach(() => {
  state = emptyState();
  cells = new Map();
  number = 0;
  hashed = [];
  done('admin', opening, true);
  done(
    'admin',
    { type: 'add-member', person: 'p_head' as PersonId, role: 'head', entity: null },
    true,
  );
  done('head', { type: 'add-entity', entity: water, name: 'Water' });
  for (const role of ROLES) {
    if (role === 'head') continue;
    const entity = role === 'contributor' ? water : null;
    done('head', { type: 'add-member', person: `p_${role}` as PersonId, role, entity });
  }
  const auditor = 'p_auditor' as PersonId;
  state.interests.set(auditor, { conflict: '', by: auditor, at: 0, number: 0 });
});

describe('a workbook', () => {
  it('is opened once, by an administrator, for a known edition', () => {
    expect(ask('admin', opening, true)).toBe('already-open');
    state = emptyState();
    expect(ask('head', opening)).toBe('not-your-role');
    expect(ask('admin', { ...opening, edition: '1999' }, true)).toBe('unknown-edition');
    expect(ask('admin', { ...opening, city: ' ' }, true)).toBe('empty-text');
    expect(ask('admin', { ...opening, title: 'x'.repeat(121) }, true)).toBe('too-long');
    expect(ask('admin', { ...opening, city: 'a\nb' }, true)).toBe('not-text');
    expect(ask('admin', { ...opening, due: 0.5 }, true)).toBe('bad-request');
    expect(ask('head', { type: 'lock' })).toBe('not-found');
  });
});

describe('entities and members', () => {
  it('have names of their own', () => {
    const add = (entity: string, name: string) =>
      ask('coordinator', { type: 'add-entity', entity: entity as EntityId, name });
    expect(add('e_2', ' WATER ')).toBe('entity-exists');
    expect(add('e_water', 'Other')).toBe('entity-exists');
    expect(add('e 2', 'Energy')).toBe('bad-request');
    expect(add('e_2', 'Energy')).toEqual({ type: 'entity-added', entity: 'e_2', name: 'Energy' });
    expect(ask('contributor', { type: 'add-entity', entity: 'e_3' as EntityId, name: 'X' })).toBe(
      'not-your-role',
    );
  });

  it('are appointed within the manager’s rights: a coordinator cannot appoint the auditor', () => {
    const add = (who: string, role: (typeof ROLES)[number], entity: EntityId | null = null) =>
      ask(who, { type: 'add-member', person: `p_new_${role}` as PersonId, role, entity });
    for (const role of ['head', 'auditor', 'itu'] as const) {
      expect(add('coordinator', role)).toBe('not-your-role');
      expect(ask('coordinator', { type: 'remove-member', person: `p_${role}` as PersonId })).toBe(
        'not-your-role',
      );
    }
    expect(add('coordinator', 'contributor')).toBe('entity-needed');
    expect(add('coordinator', 'contributor', 'e_none' as EntityId)).toBe('unknown-entity');
    expect(add('coordinator', 'contributor', water)).toMatchObject({ type: 'member-added' });
    expect(add('coordinator', 'contributor', water)).toBe('member-exists');
    expect(add('auditor', 'observer')).toBe('not-your-role');
    expect(add('stranger', 'head')).toBe('not-a-member');
    expect(ask('head', { type: 'remove-member', person: 'p_none' as PersonId })).toBe(
      'unknown-member',
    );
    done('head', { type: 'remove-member', person: 'p_auditor' as PersonId });
    expect(ask('auditor', say('still here?'))).toBe('not-a-member');
  });

  it('are given rows, each once, profile rows as well', () => {
    const assign = (rows: string[], entity: EntityId | null = water) =>
      ask('coordinator', { type: 'assign-rows', rows: rows as RowId[], entity });
    expect(assign([ROW, ROW, 'city.population'])).toMatchObject({ rows: [ROW, 'city.population'] });
    expect(state.assignments.get(ROW)).toBe(water);
    expect(assign([ROW], null)).toMatchObject({ entity: null });
    expect(state.assignments.has(ROW)).toBe(false);
    expect(assign(['x.y'])).toBe('unknown-row');
    expect(assign([])).toBe('bad-request');
    expect(assign(Array(501).fill(ROW))).toBe('bad-request');
    expect(assign([ROW], 'e_none' as EntityId)).toBe('unknown-entity');
  });
});

describe('a lock', () => {
  it('numbers the submission and binds the snapshot of what was seen', () => {
    cells.set(CELL, '10.23');
    done('coordinator', { type: 'assign-rows', rows: [ROW], entity: water });
    const expected = number;
    expect(ask('coordinator', { type: 'lock' })).toBe('not-your-role');
    expect(ask('head', { type: 'lock' })).toEqual({
      type: 'locked',
      submission: 1,
      upTo: expected,
      snapshot: 'ab',
      generation: 1,
      reported: 1,
      missing: 111,
    });
    expect(state).toMatchObject({ locked: true, generation: 1 });
    expect(hashed).toHaveLength(1);
    expect(hashed[0]).toMatchObject({
      format: 'tallystick-snapshot/1',
      workbook,
      city: 'Riverton',
      submission: 1,
      upTo: expected,
      cells: { [CELL]: '10.23' },
      entities: { e_water: 'Water' },
      assignments: { [ROW]: 'e_water' },
    });
    expect(Object.keys(hashed[0]?.results ?? {})).toHaveLength(112);
    expect(hashed[0]?.results[ROW]).toEqual({
      status: 'reported',
      text: '10.23',
      decimal: '10.23',
      unit: 'per 100 000 inhabitants',
      source: 'override',
    });
    expect(ask('head', { type: 'lock' })).toBe('already-locked');
  });

  it('does not depend on the order in which cells and rows came', () => {
    const other = `${'e_government.value'}:override` as CellId;
    const texts: string[] = [];
    for (const order of [
      [CELL, other],
      [other, CELL],
    ]) {
      cells = new Map(order.map((cell) => [cell, '5']));
      state.locked = false;
      state.submissions = [];
      number = 50;
      done('head', { type: 'lock' });
      texts.push(JSON.stringify(hashed.at(-1)));
    }
    expect(texts[0]).toBe(texts[1]);
  });

  it('is taken back with a reason, and the next one is a new submission', () => {
    expect(ask('head', { type: 'unlock', reason: 'x' })).toBe('not-locked');
    done('head', { type: 'lock' });
    expect(ask('head', { type: 'unlock', reason: ' ' })).toBe('empty-text');
    expect(ask('head', { type: 'unlock', reason: 'x'.repeat(2001) })).toBe('too-long');
    expect(ask('coordinator', { type: 'unlock', reason: 'x' })).toBe('not-your-role');
    done('head', { type: 'unlock', reason: 'Population was wrong' });
    expect(state.locked).toBe(false);
    expect(state.submissions[0]?.unlocked).toMatchObject({
      by: 'p_head',
      reason: 'Population was wrong',
    });
    expect(done('head', { type: 'lock' })).toMatchObject({ submission: 2, generation: 2 });
  });
});

describe('a comment', () => {
  it('takes the id of its command and hangs on a cell of the sheets', () => {
    const made = done('contributor', say('  Why?\r\nSource? '));
    expect(made).toMatchObject({ comment: `c_${number}`, text: 'Why?\nSource?', parent: null });
    expect(
      ask('auditor', { ...say('x'), cell: `${ROW}:result` as CellId } as Command),
    ).toMatchObject({ type: 'commented' });
    expect(ask('auditor', { ...say('x'), cell: 'x:y' as CellId } as Command)).toBe('unknown-cell');
    expect(ask('auditor', say(' '))).toBe('empty-text');
    expect(ask('auditor', say('x'.repeat(4001)))).toBe('too-long');
    expect(ask('auditor', say('a\u0000'))).toBe('not-text');
    expect(ask('observer', say('x'))).toBe('not-your-role');
  });

  it('may be made while the workbook is locked', () => {
    done('head', { type: 'lock' });
    expect(ask('contributor', say('late'))).toMatchObject({ type: 'commented' });
  });

  it('of the audit side stays there, replies included, and looks absent to all others', () => {
    const thread = done('auditor', say('Doubtful', null, 'audit'));
    const id = `c_${number}`;
    expect(thread).toMatchObject({ audience: 'audit' });
    expect(done('itu', say('Agreed', id, 'members'))).toMatchObject({
      audience: 'audit',
      parent: id,
    });
    const reply = `c_${number}`;
    for (const who of ['contributor', 'coordinator', 'head']) {
      expect(ask(who, say('x', id))).toBe('unknown-comment');
      expect(ask(who, say('x', null, 'audit'))).toBe('not-your-role');
      expect(ask(who, { type: 'resolve-comment', comment: comment(id) })).toBe('unknown-comment');
      const actor = actorOf(state, `p_${who}` as PersonId);
      for (const each of state.comments.values())
        expect(maySeeComment(actor, state, each)).toBe(false);
    }
    expect(state.comments.get(comment(reply))?.audience).toBe('audit');
  });

  it('in the journal that claims another audience than its thread is folded into the thread’s', () => {
    done('auditor', say('Doubtful', null, 'audit'));
    const thread = comment(`c_${number}`);
    const event = {
      type: 'commented',
      comment: comment('c_forged'),
      cell: 'x:y' as CellId,
      parent: thread,
      text: 'leak',
      audience: 'members',
    } as const;
    const head = {
      v: 1,
      workbook,
      number: 99,
      at: 0,
      by: 'p_itu' as PersonId,
      door: 'api',
    } as const;
    fold(state, { ...head, kind: 'event', command: 'c_forged' as CommandId, event });
    expect(state.comments.get(event.comment)).toMatchObject({ audience: 'audit', cell: CELL });
  });

  it('that replies to a reply belongs to the thread’s cell, whatever cell it names', () => {
    done('contributor', say('one'));
    const id = `c_${number}`;
    done('auditor', say('two', id));
    const third = done('head', {
      ...say('three', `c_${number}`),
      cell: 'x:y' as CellId,
    } as Command);
    expect(third).toMatchObject({ parent: id, cell: CELL });
  });

  it('is resolved for its whole thread, by its author or by those who lead or audit', () => {
    done('contributor', say('one'));
    const first = comment(`c_${number}`);
    done('auditor', say('two', first));
    const reply = comment(`c_${number}`);
    expect(ask('observer', { type: 'resolve-comment', comment: first })).toBe('unknown-comment');
    expect(done('contributor', { type: 'resolve-comment', comment: reply })).toMatchObject({
      comment: first,
    });
    expect(state.comments.get(first)?.resolved).toBe(true);
    expect(ask('head', { type: 'resolve-comment', comment: first })).toBe('already-resolved');
    done('itu', { type: 'reopen-comment', comment: first });
    expect(ask('itu', { type: 'reopen-comment', comment: first })).toBe('not-resolved');
    done('head', say('mine'));
    const others = comment(`c_${number}`);
    expect(ask('contributor', { type: 'resolve-comment', comment: others })).toBe('not-your-role');
    expect(ask('head', { type: 'resolve-comment', comment: comment('c_none') })).toBe(
      'unknown-comment',
    );
  });
});

describe('a verification', () => {
  it('is bound to the result that the auditor saw', () => {
    expect(ask('auditor', verify('NR'))).toBe('not-reported');
    cells.set(CELL, '10.23');
    expect(ask('auditor', verify('10.2'))).toBe('result-moved');
    expect(ask('auditor', verify('10.23', 'city.population' as RowId))).toBe('unknown-row');
    for (const who of ['contributor', 'coordinator', 'head', 'itu', 'observer'])
      expect(ask(who, verify('10.23'))).toBe('not-your-role');
    expect(done('auditor', verify('10.23'))).toMatchObject({ row: ROW, result: '10.23', note: '' });
    const holds = () => {
      const verification = state.verifications.get(ROW);
      const read = (cell: CellId) => cells.get(cell);
      return (
        verification &&
        !isStale(verification, contentOf({ catalogue, read, backing: () => [] }, ROW))
      );
    };
    expect(holds()).toBe(true);
    cells.set(CELL, '10.24');
    expect(holds()).toBe(false);
    done('auditor', { type: 'withdraw-verification', row: ROW });
    expect(ask('auditor', { type: 'withdraw-verification', row: ROW })).toBe('nothing-verified');
  });
});
