/** Archiving and deletion: who may, what it forbids, and the two words that a deletion takes. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { beforeEach, describe, expect, it } from 'vitest';
import { cellSpecs } from '../src/cells/cell-spec.ts';
import type { Command } from '../src/commands.ts';
import { decide } from '../src/decide.ts';
import { standingDeletion } from '../src/nouns/archive.ts';
import type { Event } from '../src/events.ts';
import { emptyState, fold } from '../src/fold.ts';
import type { CellId, CommandId, EntityId, PersonId, RowId, WorkbookId } from '../src/cells/ids.ts';
import { ACTS, actorOf, may, mayEditCell, mayTakeOver } from '../src/rights.ts';
import { ROLES } from '../src/roles.ts';
import type { WorkbookState } from '../src/state.ts';
import { TEXT_LIMITS } from '../src/cells/text-limits.ts';

const catalogue = loadCatalogue();
const water = 'e_water' as EntityId;
const ROW = 'patents.value' as RowId;
const DAY_MS = 24 * 60 * 60_000;
const MONTH_MS = TEXT_LIMITS.deletionDays * DAY_MS;
const REASON = 'The pilot ended.';

let state: WorkbookState;
let number: number;
let now: number;
let admins: Set<string>;

/** As a person of a role, or as an administrator who is no member. */
function ask(who: string, command: Command): Event | string {
  const by = `p_${who}` as PersonId;
  const id = `c_${number + 1}` as CommandId;
  const workbook = 'wb_1' as WorkbookId;
  const outcome = decide(state, command, {
    workbook,
    person: by,
    admin: admins.has(by),
    admins: admins as Set<PersonId>,
    now,
    command: id,
    catalogue,
    cells: new Map(),
    expected: number,
    hash: () => 'ab',
  });
  if (!outcome.ok) return outcome.refusal.code;
  number += 1;
  const { value: event } = outcome;
  const head = { v: 1, workbook, number, at: now, by, door: 'api' } as const;
  state = fold(state, { ...head, kind: 'event', command: id, event });
  return event;
}

const archive: Command = { type: 'archive', reason: ` ${REASON} ` };
const askDeletion: Command = { type: 'ask-deletion', reason: 'The city asked for it.' };
const confirm = (asked: number, city = 'Riverton'): Command => ({ type: 'delete', asked, city });
const takeBack = (asked: number): Command => ({ type: 'take-back-deletion', asked });

beforeEach(() => {
  state = { ...emptyState(), edition: '2017', city: 'Riverton' };
  number = 0;
  now = DAY_MS;
  admins = new Set(['p_ada', 'p_bo']);
  state.entities.set(water, { id: water, name: 'Water' });
  for (const role of ROLES) {
    const person = `p_${role}` as PersonId;
    state.members.set(person, { person, role, entity: role === 'contributor' ? water : null });
  }
  state.assignments.set(ROW, water);
});

describe('an archived workbook', () => {
  it('is archived by its head or an administrator, with a reason, and brought back by either', () => {
    for (const role of ROLES.filter((each) => each !== 'head'))
      expect(ask(role, archive)).toBe('not-your-role');
    expect(ask('stranger', archive)).toBe('not-a-member');
    expect(ask('head', { type: 'unarchive' })).toBe('not-archived');
    expect(ask('head', { type: 'archive', reason: ' \n' })).toBe('empty-text');
    expect(ask('head', archive)).toEqual({ type: 'archived', reason: REASON });
    expect(state.archived).toEqual({ number: 1, reason: REASON, by: 'p_head', at: now });
    expect(ask('ada', archive)).toBe('already-archived');
    expect(ask('coordinator', { type: 'unarchive' })).toBe('not-your-role');
    expect(ask('ada', { type: 'unarchive' })).toEqual({ type: 'unarchived' });
    expect(state.archived).toBeNull();
    expect(ask('ada', archive)).toMatchObject({ type: 'archived' });
  });

  it('takes no value from anybody in any cell, not even in one that was reopened', () => {
    state.locked = true;
    const open = { cells: new Set<CellId>(), rows: new Set([ROW]), until: 9e15, ended: null };
    const by = { by: 'p_head' as PersonId, at: 1, number: 1 };
    state.reopened.push({ ...open, ...by, submission: 1, reason: 'x' });
    const cells = [...cellSpecs(catalogue).keys()];
    const codes = (role: string, of = mayEditCell) =>
      new Set(
        cells.map(
          (cell) =>
            of(state, actorOf(state, `p_${role}` as PersonId), { cell, catalogue, now })?.code,
        ),
      );
    expect(codes('coordinator')).toEqual(new Set(['locked', undefined]));
    ask('head', archive);
    for (const role of ROLES) expect(codes(role)).toEqual(new Set(['archived']));
    expect(codes('coordinator', mayTakeOver)).toEqual(new Set(['archived']));
  });

  it('is read as before, and every other act is refused to those who could do it', () => {
    const actors = [...ROLES, 'ada'].map((who) =>
      actorOf(state, `p_${who}` as PersonId, who === 'ada'),
    );
    const before = actors.map((actor) => ACTS.map((act) => may(actor, act, { state })?.code));
    ask('head', archive);
    // Templates are no workbook's.
    const reads = /^(administer|keep-templates$|read-|list-|download-|archive$|delete$)/;
    for (const [i, actor] of actors.entries())
      for (const [j, act] of ACTS.entries()) {
        const was = before[i]?.[j];
        const same = reads.test(act) || was === 'not-your-role' || was === 'not-a-member';
        // Some acts ask for a row, a thread or a version first: in an archived workbook none of it matters.
        const got = may(actor, act, { state })?.code;
        if (same && !reads.test(act)) expect([was, 'archived'], `${act}`).toContain(got);
        else expect(got, `${actor.person} ${act}`).toBe(same ? was : 'archived');
      }
  });

  it('refuses every command but those that bring it back or delete it', () => {
    ask('head', archive);
    const commands: Command[] = [
      { type: 'lock' },
      { type: 'unlock', reason: 'x' },
      { type: 'assign-rows', rows: [ROW], entity: water },
      { type: 'add-entity', entity: 'e_new' as EntityId, name: 'New' },
      { type: 'remove-member', person: 'p_observer' as PersonId },
      { type: 'reopen-cells', cells: [], rows: [ROW], reason: 'x', until: 2 * DAY_MS },
      {
        type: 'comment',
        cell: 'patents.value:notes' as CellId,
        parent: null,
        text: 'x',
        audience: 'members',
      },
    ];
    for (const command of commands) expect(ask('head', command), command.type).toBe('archived');
    expect(ask('coordinator', { type: 'mark-rows', rows: [ROW], as: 'in-progress' })).toBe(
      'archived',
    );
    expect(ask('auditor', { type: 'release-verification' })).toBe('archived');
    const member = { person: 'p_new' as PersonId, role: 'observer', entity: null } as const;
    expect(ask('ada', { type: 'add-member', ...member })).toBe('archived');
  });
});

describe('a deletion', () => {
  /** Archived and asked for by the head; answers the number of what asked. */
  const asked = (by = 'head'): number => {
    ask('head', archive);
    expect(ask(by, askDeletion)).toMatchObject({ type: 'deletion-asked', until: now + MONTH_MS });
    return number;
  };

  it('is asked for of an archived workbook alone, by those entitled, once at a time', () => {
    expect(ask('head', askDeletion)).toBe('not-archived');
    ask('head', archive);
    expect(ask('coordinator', askDeletion)).toBe('not-your-role');
    expect(ask('head', { type: 'ask-deletion', reason: '' })).toBe('empty-text');
    expect(ask('ada', askDeletion)).toMatchObject({ reason: 'The city asked for it.' });
    expect(state.deletion).toMatchObject({ number: 2, by: 'p_ada', until: now + MONTH_MS });
    expect(ask('head', askDeletion)).toBe('deletion-asked');
  });

  it('is confirmed by another person, who types the name of the city', () => {
    const at = asked();
    expect(ask('head', confirm(at))).toBe('second-person-needed');
    expect(ask('coordinator', confirm(at))).toBe('not-your-role');
    expect(ask('ada', confirm(at - 1))).toBe('deletion-not-asked');
    for (const city of ['riverton', 'River', ' ', 'Riverton '.repeat(20)])
      expect(ask('ada', confirm(at, city)), city).toBe('other-city');
    expect(ask('ada', confirm(at, ' Riverton '))).toEqual({
      type: 'deleted',
      archived: 1,
      asked: 2,
    });
    expect(state.deleted).toBe(true);
    for (const command of [archive, { type: 'unarchive' }, askDeletion, confirm(at)] as Command[])
      expect(ask('ada', command)).toBe('not-found');
  });

  it('needs the right of both at the moment when it is confirmed', () => {
    const at = asked('ada');
    admins.delete('p_ada');
    expect(ask('bo', confirm(at))).toBe('asker-without-right');
    expect(ask('ada', confirm(at))).toBe('not-a-member');
    admins.delete('p_bo');
    expect(ask('bo', confirm(at))).toBe('not-a-member');
    // An administrator who is the head as well loses one of the two.
    const ada = 'p_ada' as PersonId;
    state.members.set(ada, { person: ada, role: 'head', entity: null });
    expect(ask('head', confirm(at))).toMatchObject({ type: 'deleted' });
  });

  it('is taken back by anybody entitled, and can then be asked for anew', () => {
    const at = asked('ada');
    expect(ask('coordinator', takeBack(at))).toBe('not-your-role');
    expect(ask('head', takeBack(at + 1))).toBe('deletion-not-asked');
    expect(ask('head', takeBack(at))).toEqual({ type: 'deletion-taken-back', asked: at });
    expect(ask('bo', confirm(at))).toBe('deletion-not-asked');
    expect(ask('head', takeBack(at))).toBe('deletion-not-asked');
    expect(ask('bo', askDeletion)).toMatchObject({ type: 'deletion-asked' });
    expect(ask('bo', confirm(number))).toBe('second-person-needed');
    expect(ask('ada', confirm(number))).toMatchObject({ type: 'deleted' });
  });

  it('lapses after its days, and ends when the workbook is brought back', () => {
    const at = asked();
    now += MONTH_MS - 1;
    expect(standingDeletion(state, now)?.number).toBe(at);
    const still = structuredClone(state);
    expect(ask('ada', confirm(at))).toMatchObject({ type: 'deleted' });
    state = still;
    now += 1;
    expect(standingDeletion(state, now)).toBeUndefined();
    expect(ask('ada', confirm(at))).toBe('deletion-not-asked');
    expect(ask('ada', askDeletion)).toMatchObject({ type: 'deletion-asked' });
    const second = number;
    expect(ask('head', { type: 'unarchive' })).toEqual({ type: 'unarchived' });
    expect(ask('head', archive)).toMatchObject({ type: 'archived' });
    expect(ask('head', confirm(second))).toBe('deletion-not-asked');
  });
});
