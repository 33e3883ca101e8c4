/** Reopening by two people: who proposes, who decides, and that nobody does both. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { beforeEach, expect, test } from 'vitest';
import type { CellId, CommandId, PersonId, RowId, WorkbookId } from '../src/cells/ids.ts';
import type { Command } from '../src/commands.ts';
import { decide } from '../src/decide.ts';
import { emptyState, fold } from '../src/fold.ts';
import { rowPrint } from '../src/nouns/row-life.ts';
import { standing } from '../src/nouns/reopening.ts';
import { ROLES } from '../src/roles.ts';
import type { WorkbookState } from '../src/state.ts';

const catalogue = loadCatalogue('2017');
const workbook = 'wb_1' as WorkbookId;
const ROW = 'patents.value' as RowId;
const OTHER = 'gini_coefficient.value' as RowId;
const CELL = `${OTHER}:override` as CellId;
const HOUR_MS = 3_600_000;
const personOf = (who: string) => `p_${who}` as PersonId;

let state: WorkbookState;
let cells: Map<CellId, string>;
let number: number;
let now: number;

function ask(who: string, command: Command): string {
  const id = `c_${number + 1}` as CommandId;
  const outcome = decide(state, command, {
    workbook,
    person: personOf(who),
    admin: who === 'admin',
    now,
    command: id,
    catalogue,
    cells,
    expected: number,
    hash: () => 'ab',
  });
  if (!outcome.ok) return outcome.refusal.code;
  number += 1;
  const head = { v: 1, workbook, number, at: now, by: personOf(who) } as const;
  const event = outcome.value;
  state = fold(state, { ...head, door: 'api', kind: 'event', command: id, event });
  return event.type;
}
const propose = (changed: object = {}): Command => ({
  type: 'propose-reopening',
  whole: false,
  cells: [CELL],
  rows: [ROW],
  reason: 'The meters were read anew.',
  until: now + HOUR_MS,
  ...changed,
});
const accept = (changed: object = {}): Command => ({
  type: 'accept-reopening',
  proposal: number,
  cells: [CELL],
  rows: [ROW],
  until: now + HOUR_MS,
  ...changed,
});
const decline = (proposal: number): Command => ({
  type: 'decline-reopening',
  proposal,
  reason: 'Too late.',
});
const whole = { whole: true, cells: [], rows: [] };
const signed = () => {
  const said = { submission: 1, snapshot: 'ab', level: 'limited', notLookedAt: '' } as const;
  const counts = { yes: 0, no: 0, without: 0 };
  const by = { by: personOf('auditor'), at: now, number, countersigned: null };
  state.attestations.set(1, { ...said, ...counts, ...by });
};

beforeEach(() => {
  state = emptyState();
  cells = new Map([[CELL, '31']]);
  number = 0;
  now = 1_000;
  ask('admin', { type: 'open-workbook', city: 'X', title: 'X', edition: '2017', due: null });
  for (const role of [...ROLES, 'head2', 'auditor2'])
    if (role !== 'contributor')
      ask('admin', {
        type: 'add-member',
        person: personOf(role),
        role: role.replace('2', '') as (typeof ROLES)[number],
        entity: null,
      });
  expect(ask('head', { type: 'lock' })).toBe('locked');
});

test('an auditor proposes cells, and the head takes them, changed or not, or declines', () => {
  expect(ask('itu', propose())).toBe('not-your-role');
  expect(ask('auditor', propose({ reason: ' ' }))).toBe('empty-text');
  expect(ask('auditor', propose({ cells: [], rows: [] }))).toBe('nothing-named');
  expect(ask('auditor', propose({ until: now }))).toBe('end-out-of-range');
  expect(ask('auditor', propose())).toBe('reopening-proposed');
  const first = number;
  for (const who of ['auditor2', 'itu']) expect(ask(who, accept())).toBe('not-your-role');
  expect(ask('auditor', accept())).toBe('second-eyes-needed');
  expect(ask('coordinator', accept())).toBe('not-your-role');
  expect(standing(state, now)).toEqual([]);
  expect(ask('head', accept({ rows: [], until: now + 2 * HOUR_MS }))).toBe('cells-reopened');
  expect(standing(state, now)).toMatchObject([{ by: 'p_head', until: now + 2 * HOUR_MS }]);
  expect(state.reopeningProposals.get(first)?.decided).toMatchObject({
    how: 'accepted',
    by: 'p_head',
  });
  expect(ask('head', accept({ proposal: first }))).toBe('unknown-reopening');
  expect(ask('auditor', propose())).toBe('reopening-proposed');
  expect(ask('head', { ...decline(number), reason: '' } as Command)).toBe('empty-text');
  expect(ask('head', decline(number))).toBe('reopening-declined');
  expect(ask('head', accept({ proposal: number - 1 }))).toBe('unknown-reopening');
  expect(ask('auditor', propose())).toBe('reopening-proposed');
  expect(ask('auditor', decline(number))).toBe('reopening-declined');
});

test('what was signed is opened by two: the head proposes, ITU or the auditor agrees', () => {
  signed();
  const alone: Command = {
    type: 'reopen-cells',
    cells: [CELL],
    rows: [],
    reason: 'x',
    until: now + 1,
  };
  expect(ask('head', alone)).toBe('second-eyes-needed');
  expect(ask('head', { type: 'unlock', reason: 'x' })).toBe('second-eyes-needed');
  expect(ask('head', propose())).toBe('reopening-proposed');
  expect(ask('head', accept())).toBe('second-eyes-needed');
  expect(ask('head2', accept())).toBe('not-your-role');
  expect(ask('itu', accept({ rows: [] }))).toBe('changed-proposal');
  expect(ask('itu', accept({ until: now + 2 * HOUR_MS }))).toBe('changed-proposal');
  expect(ask('itu', { type: 'accept-unlock', proposal: number })).toBe('bad-request');
  expect(ask('itu', accept())).toBe('cells-reopened');
  expect(ask('head', propose(whole))).toBe('reopening-proposed');
  expect(ask('auditor', accept())).toBe('bad-request');
  expect(ask('head2', { type: 'accept-unlock', proposal: number })).toBe('not-your-role');
  expect(ask('auditor', { type: 'accept-unlock', proposal: number })).toBe('unlocked');
  expect(state.locked).toBe(false);
  // The next version is not signed: one person is enough again.
  expect(ask('head', { type: 'lock' })).toBe('locked');
  expect(ask('head', { type: 'unlock', reason: 'x' })).toBe('unlocked');
});

test('a proposal waits for its end and its version, and no longer', () => {
  expect(ask('auditor', propose())).toBe('reopening-proposed');
  now += HOUR_MS;
  expect(ask('head', accept())).toBe('unknown-reopening');
  expect(ask('auditor', propose())).toBe('reopening-proposed');
  const proposal = number;
  expect(ask('head', { type: 'unlock', reason: 'All.' })).toBe('unlocked');
  expect(ask('head', accept({ proposal }))).toBe('unknown-reopening');
  expect(ask('auditor', propose())).toBe('not-locked');
  expect(ask('head', { type: 'lock' })).toBe('locked');
  expect(ask('head', accept({ proposal }))).toBe('unknown-reopening');
});

test('whoever says of the last of its rows that it is ready ends a reopening', () => {
  ask('auditor', propose());
  expect(ask('head', accept())).toBe('cells-reopened');
  const reopening = number;
  const end: Command = { type: 'end-reopening', reopening };
  const mark = (row: RowId, by: string) => {
    const print = rowPrint(catalogue, row, (cell) => cells.get(cell as CellId));
    const said = { row, as: 'ready', print, reason: '', by: personOf(by), at: now } as const;
    number += 1;
    state.marks.set(row, { ...said, number });
  };
  expect(ask('coordinator', end)).toBe('not-your-role');
  mark(ROW, 'coordinator');
  expect(ask('coordinator', end)).toBe('not-your-role');
  mark(OTHER, 'coordinator');
  expect(ask('itu', end)).toBe('not-your-role');
  cells.set(CELL, '32');
  expect(ask('coordinator', end)).toBe('not-your-role');
  mark(OTHER, 'coordinator');
  expect(ask('coordinator', end)).toBe('reopening-ended');
  expect(standing(state, now)).toEqual([]);
});
