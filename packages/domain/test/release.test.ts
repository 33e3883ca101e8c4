/** What a release shows to the city, what a lock leaves of it, and what the city lets observers read. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../src/commands.ts';
import { decide } from '../src/decide.ts';
import type { EventEntry } from '../src/entry.ts';
import type { Event } from '../src/events.ts';
import { emptyState, fold } from '../src/fold.ts';
import type { CellId, CommandId, PersonId, RowId, WorkbookId } from '../src/cells/ids.ts';
import { actorOf, may } from '../src/rights.ts';
import { verdictsFor } from '../src/verdicts-for.ts';
import { ROLES } from '../src/roles.ts';
import type { WorkbookState } from '../src/state.ts';

const catalogue = loadCatalogue();
const workbook = 'wb_1' as WorkbookId;
const ROW = 'patents.value' as RowId;
const CELL = `${ROW}:override` as CellId;

let state: WorkbookState;
let cells: Map<CellId, string>;
let number: number;

/** Asks; on yes the event is folded as a journal would. Gives the event or the refusal's code. */
function ask(who: string, command: Command): Event | string {
  const person = `p_${who}` as PersonId;
  const outcome = decide(state, command, {
    workbook,
    person,
    admin: who === 'admin',
    now: 1000 + number,
    command: `c_${number + 1}` as CommandId,
    catalogue,
    cells,
    expected: number,
    hash: () => 'ab',
  });
  if (!outcome.ok) return outcome.refusal.code;
  number += 1;
  const at = 1000 + number;
  const id = `c_${number}` as CommandId;
  const entry: EventEntry = {
    v: 1,
    workbook,
    number,
    at,
    by: person,
    door: 'api',
    kind: 'event',
    command: id,
    event: outcome.value,
  };
  state = fold(state, entry);
  return outcome.value;
}
function done(who: string, command: Command): Event {
  const answer = ask(who, command);
  if (typeof answer === 'string') throw new Error(answer);
  return answer;
}
const verify = (result: string): Command => ({
  type: 'verify',
  row: ROW,
  verdict: 'yes',
  result,
  note: '',
});

beforeEach(() => {
  state = emptyState();
  cells = new Map();
  number = 0;
  const due = null;
  done('admin', { type: 'open-workbook', city: 'X', title: 'X', edition: '2017', due });
  for (const role of ROLES) {
    const person = `p_${role}` as PersonId;
    if (role === 'contributor') state.members.set(person, { person, role, entity: null });
    else done('admin', { type: 'add-member', person, role, entity: null });
  }
  const auditor = 'p_auditor' as PersonId;
  state.interests.set(auditor, { conflict: '', by: auditor, at: 0, number: 0 });
});

describe('a verification', () => {
  it('reaches the city only by release, and one set after the release waits for the next', () => {
    cells.set(CELL, '10.23');
    const given = (who: string) =>
      verdictsFor(actorOf(state, `p_${who}` as PersonId), state).get(ROW)?.number;
    const seen = (who: string) => given(who) !== undefined;
    const city = ['contributor', 'coordinator', 'head', 'observer', 'stranger'];
    expect(ask('auditor', { type: 'release-verification' })).toBe('not-locked');
    done('head', { type: 'lock' });
    expect(ask('auditor', { type: 'release-verification' })).toBe('nothing-verified');
    done('auditor', verify('10.23'));
    expect(city.map(seen)).toEqual([false, false, false, false, false]);
    expect(['auditor', 'itu'].map(seen)).toEqual([true, true]);
    expect(ask('head', { type: 'release-verification' })).toBe('not-your-role');
    expect(done('auditor', { type: 'release-verification' })).toMatchObject({ submission: 1 });
    // To observers a verdict is told with the version it is on, as far as the city lets them.
    expect(city.map(seen)).toEqual([true, true, true, false, false]);
    const shown = given('head');
    done('auditor', verify('10.23'));
    // What was released stands until the next release, whether it was given anew or taken back.
    expect(given('head')).toBe(shown);
    expect(given('auditor')).toBeGreaterThan(shown ?? Number.NaN);
    done('auditor', { type: 'withdraw-verification', row: ROW });
    expect([given('head'), given('auditor')]).toEqual([shown, undefined]);
    done('auditor', { type: 'release-verification' });
    expect(seen('head')).toBe(false);
    expect(ask('auditor', { type: 'release-verification' })).toBe('nothing-verified');
    done('auditor', verify('10.23'));
    done('auditor', { type: 'release-verification' });
    expect(seen('head')).toBe(true);
    const released = given('head');
    done('head', { type: 'unlock', reason: 'again' });
    done('head', { type: 'lock' });
    // The city goes on seeing what was released last, with its version, until the next release.
    const version = () =>
      verdictsFor(actorOf(state, 'p_head' as PersonId), state).get(ROW)?.version;
    expect([given('head'), version()]).toEqual([released, 1]);
    done('auditor', verify('10.23'));
    expect([given('head'), version()]).toEqual([released, 1]);
    done('auditor', { type: 'release-verification' });
    expect([given('head') === released, version()]).toEqual([false, 2]);
  });

  it('is read by observers as far as the city consents, version by version', () => {
    cells.set(CELL, '10.23');
    done('head', { type: 'lock' });
    done('auditor', verify('10.23'));
    done('auditor', { type: 'release-verification' });
    const reads = () => {
      const [submission] = state.submissions;
      if (submission === undefined) throw new Error('nothing was locked');
      const observer = actorOf(state, 'p_observer' as PersonId);
      return may(observer, 'read-submissions', { state, submission }) === undefined;
    };
    expect(reads()).toBe(false);
    const consent = { type: 'consent', submission: 1, to: 'results' } as const;
    for (const who of ['contributor', 'auditor', 'itu', 'observer'])
      expect(ask(who, consent)).toBe('not-your-role');
    expect(ask('coordinator', { ...consent, submission: 2 })).toBe('unknown-version');
    expect(ask('coordinator', { type: 'withdraw-consent', submission: 1 })).toBe('already-so');
    done('coordinator', consent);
    expect(ask('head', consent)).toBe('already-so');
    expect(reads()).toBe(true);
    done('head', { ...consent, to: 'figures' });
    expect(state.submissions[0]?.consent).toBe('figures');
    done('coordinator', { type: 'withdraw-consent', submission: 1 });
    expect(reads()).toBe(false);
  });
});
