/** The dates of a pilot: agreed by two sides, missions, calls, the timeline and who holds it up. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { beforeEach, describe, expect, it } from 'vitest';
import type {
  CallId,
  ClarificationId,
  CommandId,
  EntityId,
  MissionId,
  PersonId,
  RowId,
  WorkbookId,
} from '../src/cells/ids.ts';
import type { Command } from '../src/commands.ts';
import { decide } from '../src/decide.ts';
import type { Event } from '../src/events.ts';
import { emptyState, fold } from '../src/fold.ts';
import { type HoldUp, holdUpsOf, type Standing } from '../src/hold-ups.ts';
import { noticesOf } from '../src/notices.ts';
import { isDay, monthsAfter } from '../src/nouns/pilot/days.ts';
import { agreedPeriod, proposedPeriod } from '../src/nouns/pilot/period.ts';
import { actorOf } from '../src/rights.ts';
import { ROLES } from '../src/roles.ts';
import type { WorkbookState } from '../src/state.ts';
import { timelineOf } from '../src/timeline.ts';

const catalogue = loadCatalogue();
const ROW = 'open_data.percent' as RowId;
const WATER = 'e_water' as EntityId;
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);
const END = 'T23:59:59.999Z';

let state: WorkbookState;
let number: number;
let now: number;
let told: [string, string][];

function say(role: string, command: Command): Event | string {
  const by = `p_${role}` as PersonId;
  const workbook = 'wb_1' as WorkbookId;
  const id = `c_${number + 1}` as CommandId;
  const outcome = decide(state, command, {
    workbook,
    person: by,
    admin: false,
    now,
    command: id,
    catalogue,
    cells: new Map(),
    expected: number,
    hash: () => 'ab',
  });
  if (!outcome.ok) return outcome.refusal.code;
  number += 1;
  const event = outcome.value;
  const entry = { v: 1, workbook, number, at: now, by, door: 'api', kind: 'event' } as const;
  state = fold(state, { ...entry, command: id, event });
  const notices = noticesOf({ state, event, entry: { ...entry, command: id, event } });
  told = notices.map(({ person, kind }) => [person, kind]);
  return event;
}

beforeEach(() => {
  state = emptyState();
  state.edition = '2017';
  state.zone = 'UTC';
  number = 0;
  now = day('2026-12-01');
  for (const role of ROLES) {
    const person = `p_${role}` as PersonId;
    state.members.set(person, { person, role, entity: role === 'contributor' ? WATER : null });
  }
  state.entities.set(WATER, { id: WATER, name: 'Water' });
  state.assignments.set(ROW, WATER);
});

const propose = (from: string, to: string, reason = ''): Command => ({
  type: 'propose-period',
  starts: day(from),
  ends: Date.parse(to + END),
  reason,
});
const agree = (): Command => ({
  type: 'agree-period',
  proposal: proposedPeriod(state)?.number ?? 999,
});
const decline = (reason: string): Command => ({
  type: 'decline-period',
  proposal: proposedPeriod(state)?.number ?? 999,
  reason,
});

describe('days', () => {
  it('are days of the calendar, and months end where the month is short', () => {
    expect(['2027-02-28', '2027-02-29', '2027-2-1', 'x'].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(monthsAfter('2026-11-30', 3)).toBe('2027-02-28');
    expect(monthsAfter('2026-12-01', 6)).toBe('2027-06-01');
  });
});

describe('the dates of the collection', () => {
  it('are proposed by one side and agreed by the other; then they are the due date', () => {
    for (const role of ['contributor', 'head', 'itu', 'observer'])
      expect(say(role, propose('2026-12-01', '2027-03-31'))).toBe('not-your-role');
    expect(say('coordinator', propose('2026-12-01', '2027-03-31'))).toMatchObject({ side: 'city' });
    expect(told).toEqual([['p_auditor', 'period']]);
    expect(say('auditor', propose('2026-12-01', '2027-04-30'))).toBe('period-proposed');
    expect(say('coordinator', agree())).toBe('other-side-needed');
    expect(state.due).toBeNull();
    expect(say('auditor', agree())).toMatchObject({ type: 'period-agreed' });
    expect(told).toContainEqual(['p_contributor', 'period-answered']);
    expect(state.due).toBe(Date.parse(`2027-03-31${END}`));
    expect(agreedPeriod(state)).toMatchObject({
      by: 'p_coordinator',
      answered: { by: 'p_auditor' },
    });
    expect(say('auditor', agree())).toBe('unknown-period');
  });

  it('last three to six months', () => {
    state.locked = true;
    expect(say('auditor', propose('2026-12-01', '2027-02-28'))).toBe('locked');
    state.locked = false;
    expect(say('auditor', propose('2026-12-01', '2027-02-27'))).toBe('period-length');
    expect(say('auditor', propose('2026-12-01', '2027-06-02'))).toBe('period-length');
    expect(say('auditor', propose('2026-06-01', '2026-11-30'))).toBe('period-past');
    expect(say('auditor', propose('2026-12-01', '2027-02-28'))).toMatchObject({ side: 'audit' });
  });

  it('are extended by agreement alone, with a reason, and the first day stays', () => {
    say('coordinator', propose('2026-12-01', '2027-03-31'));
    say('auditor', agree());
    const { due, zone } = state;
    const heading = { city: 'X', title: 'X', due: (due ?? 0) + 1, zone } as const;
    expect(say('head', { type: 'correct-workbook', ...heading })).toBe('due-agreed');
    expect(say('head', { type: 'correct-workbook', ...heading, due })).toMatchObject({ due });
    expect(say('coordinator', propose('2026-12-01', '2027-08-31'))).toBe('reason-needed');
    expect(say('coordinator', propose('2026-12-02', '2027-08-31', 'Holidays.'))).toBe(
      'period-start',
    );
    expect(say('coordinator', propose('2026-12-01', '2029-08-31', 'Holidays.'))).toBe(
      'period-extended-length',
    );
    say('coordinator', propose('2026-12-01', '2027-08-31', 'Holidays.'));
    expect(say('auditor', decline(''))).toBe('reason-needed');
    say('auditor', decline('Too late.'));
    expect(state.due).toBe(due);
    say('auditor', propose('2026-12-01', '2027-04-30', 'A month.'));
    // Whoever takes their own proposal back need not say why.
    expect(say('auditor', decline(''))).toMatchObject({ reason: '' });
    say('auditor', propose('2026-12-01', '2027-05-31', 'Two months.'));
    say('coordinator', agree());
    expect(state.due).toBe(Date.parse(`2027-05-31${END}`));
    expect([...state.periods.values()].map(({ status }) => status)).toEqual([
      'agreed',
      'declined',
      'declined',
      'agreed',
    ]);
  });
});

describe('a mission', () => {
  const mission = 'mi_1' as MissionId;
  const plan = (from: string, to: string, how: 'on-site' | 'remote' = 'on-site'): Command => ({
    type: 'plan-mission',
    mission,
    how,
    from,
    to,
    note: '',
  });

  it('has days and a place, is planned anew under its name, and is called off', () => {
    expect(say('contributor', plan('2027-05-03', '2027-05-07'))).toBe('not-your-role');
    expect(say('auditor', plan('2027-05-07', '2027-05-03'))).toBe('mission-days');
    expect(say('auditor', plan('2027-02-30', '2027-03-03'))).toBe('mission-days');
    expect(say('auditor', plan('2027-01-01', '2027-04-01'))).toBe('mission-days');
    say('auditor', plan('2027-05-03', '2027-05-07'));
    expect(say('coordinator', plan('2027-05-03', '2027-05-07'))).toBe('already-so');
    say('coordinator', plan('2027-05-04', '2027-05-07', 'remote'));
    expect(timelineOf(state, now).spans).toMatchObject([
      { kind: 'mission', how: 'remote', starts: day('2027-05-04'), ends: day('2027-05-08') },
    ]);
    say('itu', { type: 'cancel-mission', mission });
    expect(say('itu', { type: 'cancel-mission', mission })).toBe('unknown-mission');
    expect(timelineOf(state, now).spans).toEqual([]);
  });
});

describe('a call', () => {
  const clarification = 'cl_1' as ClarificationId;
  const call = (more: object = {}): Command =>
    ({
      type: 'agree-call',
      call: 'call_1' as CallId,
      clarification,
      starts: now + 1000,
      minutes: 30,
      zone: 'Africa/Cairo',
      link: 'https://calls.example/1',
      people: ['p_contributor', 'p_itu'],
      ...more,
    }) as Command;

  it('is agreed by ITU, a coordinator or who asked; its link leads to the web alone', () => {
    expect(say('itu', call())).toBe('unknown-clarification');
    say('contributor', { type: 'ask-clarification', clarification, row: ROW, text: 'Which?' });
    expect(say('auditor', call())).toBe('not-your-role');
    for (const link of [
      'javascript:alert(1)',
      'data:text/html,x',
      'ftp://x',
      'x',
      'https://a:b@c/',
    ])
      expect(say('itu', call({ link })), link).toBe('call-link');
    expect(say('itu', call({ starts: now }))).toBe('call-past');
    expect(say('itu', call({ zone: 'Nowhere/None' }))).toBe('unknown-zone');
    expect(say('itu', call({ people: ['p_observer'] }))).toBe('unknown-member');
    expect(say('itu', call({ people: [] }))).toBe('nothing-named');
    say('itu', call());
    expect(told).toEqual([['p_contributor', 'call']]);
    expect(say('contributor', call())).toBe('already-so');
    say('contributor', call({ minutes: 45, link: '' }));
    expect(state.calls.get('call_1' as CallId)).toMatchObject({ sequence: 1, minutes: 45 });
    say('coordinator', { type: 'cancel-call', call: 'call_1' as CallId });
    expect(state.calls.get('call_1' as CallId)).toMatchObject({
      sequence: 2,
      cancelled: { by: 'p_coordinator' },
    });
    expect(say('itu', { type: 'cancel-call', call: 'call_1' as CallId })).toBe('unknown-call');
  });
});

describe('who holds it up', () => {
  const standing = (more: Partial<Standing> = {}): Standing => ({
    left: [{ entity: WATER, count: 3, first: ROW }],
    free: [],
    reported: [ROW],
    ...more,
  });
  const holdUps = (role: string, more: Partial<Standing> = {}): HoldUp[] =>
    holdUpsOf(
      { state, actor: actorOf(state, `p_${role}` as PersonId), catalogue, now },
      standing(more),
    );
  const causes = (...of: Parameters<typeof holdUps>) => holdUps(...of).map(({ cause }) => cause);

  it('is whoever has rows left, late once the date is over; then the head', () => {
    expect(causes('head')).toEqual(['period-missing', 'rows-left']);
    say('coordinator', propose('2026-12-01', '2027-03-31'));
    expect(holdUps('head')[0]).toMatchObject({
      cause: 'period-proposed',
      who: { roles: ['auditor'] },
      since: now,
    });
    say('auditor', agree());
    now = day('2027-04-02');
    expect(holdUps('head')).toMatchObject([
      { cause: 'rows-left', who: { entity: WATER }, count: 3, place: ROW, late: true },
    ]);
    expect(timelineOf(state, now).spans).toMatchObject([{ kind: 'collection', late: true }]);
    expect(causes('head', { left: [], free: [ROW] })).toEqual(['rows-of-nobody']);
    expect(causes('head', { left: [] })).toEqual(['lock-missing']);
  });

  it('is whose turn it is with questions, and who has not read a ruling', () => {
    const clarification = 'cl_1' as ClarificationId;
    say('coordinator', { type: 'ask-clarification', clarification, row: ROW, text: 'Which?' });
    expect(causes('itu')).toContain('clarifications-open');
    say('itu', { type: 'rule', clarification, text: 'All.', scope: 'city' });
    expect(holdUps('itu')).toContainEqual(
      expect.objectContaining({ cause: 'rulings-unread', who: { entity: WATER }, count: 1 }),
    );
    say('contributor', { type: 'acknowledge-ruling', ruling: clarification, seen: now });
    const query = { type: 'ask-query', query: 'q_1', row: ROW, text: 'Why?', due: null } as const;
    say('auditor', { ...query, assignee: null } as unknown as Command);
    expect(causes('itu')).toEqual(['period-missing', 'rows-left', 'queries-open']);
  });

  it('tells the city nothing of how many verdicts are missing', () => {
    state.locked = true;
    state.submissions = [
      {
        submission: 1,
        upTo: 1,
        number: 2,
        snapshot: 'ab',
        by: 'p_head' as PersonId,
        at: now,
        reported: 1,
        missing: 0,
        released: false,
        unlocked: null,
      },
    ];
    expect(holdUps('auditor')).toMatchObject([{ cause: 'verdicts-missing', count: 1 }]);
    expect(holdUps('coordinator')).toMatchObject([{ cause: 'release-missing', count: 1 }]);
    state.verifications.set(ROW, {} as never);
    expect(causes('auditor')).toEqual(['release-missing']);
    const version = state.submissions[0];
    if (version) Object.assign(version, { released: true, releasedAt: now });
    expect(holdUps('itu')).toMatchObject([
      { cause: 'attestation-missing', who: { roles: ['auditor'] }, since: now, submission: 1 },
    ]);
    const attested = { submission: 1, at: now, countersigned: null };
    state.attestations.set(1, attested as never);
    expect(holdUps('itu')).toMatchObject([{ cause: 'countersign-missing' }]);
    state.attestations.set(1, { ...attested, countersigned: { at: now + 1 } } as never);
    expect(holdUps('itu')).toEqual([]);
    expect(timelineOf(state, now)).toMatchObject({
      spans: [{ kind: 'collection' }, { kind: 'verification', ends: now + 1 }],
      points: [{ kind: 'locked' }, { kind: 'attested' }, { kind: 'countersigned' }],
    });
    state.attestations.clear();
    expect(timelineOf(state, now)).toMatchObject({
      spans: [{ kind: 'collection' }, { kind: 'verification', ends: null }],
      points: [{ kind: 'locked', submission: 1 }],
    });
  });
});
