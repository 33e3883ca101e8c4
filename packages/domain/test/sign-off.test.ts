/** Signing a version: who may, over what, and what forbids it. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { beforeEach, expect, test } from 'vitest';
import type { CellId, CommandId, EntityId, PersonId, RowId, WorkbookId } from '../src/cells/ids.ts';
import type { Command } from '../src/commands.ts';
import { decide } from '../src/decide.ts';
import { emptyState, fold } from '../src/fold.ts';
import { contentOf } from '../src/nouns/verdict-content.ts';
import { type Role, ROLES } from '../src/roles.ts';
import { type Snapshot, snapshotOf } from '../src/snapshot.ts';
import type { WorkbookState } from '../src/state.ts';

const catalogue = loadCatalogue('2017');
const workbook = 'wb_1' as WorkbookId;
const ROW = 'availability_of_wifi_in_public_areas.value' as RowId;
const OTHER = 'patents.value' as RowId;
const HASH = 'ab'.repeat(32);
const WATER = 'e_water' as EntityId;
const personOf = (who: string) => `p_${who}` as PersonId;

let state: WorkbookState;
let cells: Map<CellId, string>;
let version: Snapshot | undefined;
let number: number;

function ask(who: string, command: Command): string {
  const id = `c_${number + 1}` as CommandId;
  const outcome = decide(state, command, {
    workbook,
    person: personOf(who),
    admin: who === 'admin',
    now: 1000 + number,
    command: id,
    catalogue,
    cells,
    expected: number,
    hash: (snapshot) => {
      version = snapshot;
      return HASH;
    },
    ...(version === undefined ? {} : { version }),
  });
  if (!outcome.ok) return outcome.refusal.code;
  number += 1;
  const head = { v: 1, workbook, number, at: 1000 + number, by: personOf(who) } as const;
  const event = outcome.value;
  state = fold(state, { ...head, door: 'api', kind: 'event', command: id, event });
  return event.type;
}
const member = (who: string, role: Role, entity: EntityId | null) => ({
  person: personOf(who),
  role,
  entity,
});
const add = (who: string, role: Role, entity: EntityId | null = null): Command => ({
  type: 'add-member',
  ...member(who, role, entity),
});
const change = (who: string, role: Role, entity: EntityId | null = null): Command => ({
  type: 'change-member',
  ...member(who, role, entity),
});
const none: Command = { type: 'declare-interest', conflict: '' };
const verify = (row: RowId, verdict: 'yes' | 'no' = 'yes'): Command => {
  const { parts } = contentOf(
    { catalogue, read: (cell) => cells.get(cell as CellId), backing: () => [] },
    row,
  );
  return { type: 'verify', row, verdict, result: parts[`${row}:result`] ?? '', note: '' };
};
const attest = (changed: object = {}): Command => ({
  type: 'attest',
  submission: state.submissions.length,
  snapshot: HASH,
  level: 'limited',
  notLookedAt: 'The registers of two schools.',
  seen: { yes: 1, no: 0, without: 1 },
  ...changed,
});
const countersign = (changed: object = {}): Command => ({
  type: 'countersign',
  submission: state.submissions.length,
  snapshot: HASH,
  attestation: state.attestations.get(state.submissions.length)?.number ?? 1,
  ...changed,
});
const all = (who: string, ...commands: Command[]) => commands.map((each) => ask(who, each));

/** A locked version with two figures, of which one is verified and released. */
beforeEach(() => {
  state = emptyState();
  version = undefined;
  number = 0;
  cells = new Map([
    [`${ROW}:numerator` as CellId, '120'],
    [`${OTHER}:override` as CellId, '7'],
  ]);
  const opening = { city: 'X', title: 'X', edition: '2017', due: null } as const;
  ask('admin', { type: 'open-workbook', ...opening });
  ask('admin', add('head', 'head'));
  ask('head', { type: 'add-entity', entity: WATER, name: 'Water' });
  for (const role of ROLES.filter((each) => each !== 'head'))
    ask('admin', add(role, role, role === 'contributor' ? WATER : null));
  expect(all('auditor', none)).toEqual(['interest-declared']);
  expect(all('head', { type: 'lock' })).toEqual(['locked']);
  expect(all('auditor', verify(ROW), { type: 'release-verification' })).toEqual([
    'verified',
    'verification-released',
  ]);
});

test('the auditor signs the exact version, then ITU', () => {
  expect(ask('auditor', attest())).toBe('attested');
  expect(state.attestations.get(1)).toMatchObject({
    submission: 1,
    snapshot: HASH,
    level: 'limited',
    notLookedAt: 'The registers of two schools.',
    yes: 1,
    no: 0,
    without: 1,
    by: 'p_auditor',
    countersigned: null,
  });
  expect(ask('itu', countersign())).toBe('interest-needed');
  expect(all('itu', none, countersign())).toEqual(['interest-declared', 'countersigned']);
  expect(state.attestations.get(1)?.countersigned).toMatchObject({ by: 'p_itu' });
  expect(ask('itu', countersign())).toBe('already-signed');
  expect(ask('auditor', attest())).toBe('already-signed');
});

test('nothing is signed but the latest version that is locked, as it was seen', () => {
  expect(ask('auditor', attest({ submission: 2 }))).toBe('version-moved');
  expect(ask('auditor', attest({ snapshot: 'cd'.repeat(32) }))).toBe('version-moved');
  expect(ask('auditor', attest({ seen: { yes: 2, no: 0, without: 0 } }))).toBe('verdicts-moved');
  expect(ask('auditor', verify(OTHER, 'no'))).toBe('verified');
  expect(ask('auditor', attest())).toBe('verdicts-not-released');
  expect(ask('auditor', { type: 'release-verification' })).toBe('verification-released');
  expect(ask('auditor', attest())).toBe('verdicts-moved');
  expect(ask('auditor', attest({ seen: { yes: 1, no: 1, without: 0 } }))).toBe('attested');
  ask('itu', none);
  expect(ask('itu', countersign({ snapshot: 'cd'.repeat(32) }))).toBe('version-moved');
  expect(ask('itu', countersign({ attestation: 1 }))).toBe('not-attested');
  const before = countersign();
  expect(ask('auditor', attest({ seen: { yes: 1, no: 1, without: 0 } }))).toBe('attested');
  expect(ask('itu', before)).toBe('not-attested');
  const until = 1000 + number + 60_000;
  const whole = { whole: true, cells: [], rows: [], reason: 'Anew.', until };
  expect(ask('head', { type: 'propose-reopening', ...whole })).toBe('reopening-proposed');
  expect(ask('itu', { type: 'accept-unlock', proposal: number })).toBe('unlocked');
  expect(ask('itu', countersign())).toBe('not-locked');
  expect(ask('auditor', attest())).toBe('not-locked');
  cells.set(`${ROW}:numerator` as CellId, '121');
  expect(ask('head', { type: 'lock' })).toBe('locked');
  expect(ask('itu', countersign())).toBe('not-attested');
  // Of the version before the attestation stays.
  expect(state.attestations.get(1)).toMatchObject({ submission: 1, yes: 1, no: 1 });
});

test('a verdict on another figure than the version holds is none', () => {
  expect(ask('head', { type: 'unlock', reason: 'Anew.' })).toBe('unlocked');
  cells.set(`${ROW}:numerator` as CellId, '121');
  expect(ask('head', { type: 'lock' })).toBe('locked');
  expect(ask('auditor', { type: 'release-verification' })).toBe('verification-released');
  expect(ask('auditor', attest())).toBe('verdicts-moved');
  expect(ask('auditor', attest({ seen: { yes: 0, no: 0, without: 2 } }))).toBe('attested');
});

test('a snapshot of the version that was not given is never signed', () => {
  version = undefined;
  expect(ask('auditor', attest())).toBe('version-moved');
  version = snapshotOf({ catalogue, state }, new Map(), { workbook, submission: 1, upTo: 1 });
  expect(ask('auditor', attest())).toBe('verdicts-moved');
});

test('nobody judges or signs before their interests are said, nor with a conflict', () => {
  ask('head', add('second', 'auditor'));
  expect(ask('second', verify(OTHER))).toBe('interest-needed');
  expect(ask('second', attest())).toBe('interest-needed');
  expect(all('second', none, verify(OTHER))).toEqual(['interest-declared', 'verified']);
  expect(ask('second', none)).toBe('already-so');
  const conflict: Command = { type: 'declare-interest', conflict: 'My sister runs the utility.' };
  expect(all('second', conflict, verify(OTHER), attest(), none)).toEqual([
    'interest-declared',
    'conflict-declared',
    'conflict-declared',
    'conflict-declared',
  ]);
  expect(ask('coordinator', none)).toBe('not-your-role');
});

test('who attested does not countersign, whatever they have become', () => {
  expect(ask('auditor', attest())).toBe('attested');
  expect(ask('head', change('auditor', 'itu'))).toBe('member-changed');
  expect(ask('auditor', countersign())).toBe('second-eyes-needed');
});

test('no auditor is of the city, now or before, at whatever door they come in', () => {
  expect(ask('head', add('x', 'auditor', WATER))).toBe('not-independent');
  expect(ask('head', change('auditor', 'auditor', WATER))).toBe('not-independent');
  for (const role of ['contributor', 'coordinator', 'head'] as const) {
    const entity = role === 'contributor' ? WATER : null;
    expect([role, ask('head', change('auditor', role, entity))]).toEqual([role, 'not-independent']);
    expect(ask('head', add(`was-${role}`, role, entity))).toBe('member-added');
    expect([role, ask('head', change(`was-${role}`, 'auditor'))]).toEqual([
      role,
      'not-independent',
    ]);
    const person = personOf(`was-${role}`);
    expect(ask('head', { type: 'remove-member', person })).toBe('member-removed');
    expect([role, ask('admin', add(`was-${role}`, 'auditor'))]).toEqual([role, 'not-independent']);
  }
  ask('head', { type: 'remove-member', person: personOf('auditor') });
  expect(ask('admin', add('auditor', 'head'))).toBe('not-independent');
  expect(ask('admin', add('auditor', 'auditor'))).toBe('member-added');
  expect(ask('head', change('itu', 'auditor'))).toBe('member-changed');
  expect(ask('head', change('observer', 'auditor'))).toBe('member-changed');
});
