import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { beforeEach, describe, expect, it } from 'vitest';
import { cellSpecs } from '../src/cells/cell-spec.ts';
import type { Command } from '../src/commands.ts';
import { decide } from '../src/decide.ts';
import type { Event } from '../src/events.ts';
import { emptyState, fold } from '../src/fold.ts';
import type { CellId, CommandId, EntityId, PersonId, RowId, WorkbookId } from '../src/cells/ids.ts';
import { actorOf, mayEditCell } from '../src/rights.ts';
import { ROLES } from '../src/roles.ts';
import { standing } from '../src/nouns/reopening.ts';
import type { WorkbookState } from '../src/state.ts';
import { TEXT_LIMITS } from '../src/cells/text-limits.ts';

const catalogue = loadCatalogue();
const water = 'e_water' as EntityId;
const CELL = 'patents.value:numerator' as CellId;
const ROW = 'gini_coefficient.value' as RowId;
const DAY_MS = 24 * 60 * 60_000;
const END = 10 * DAY_MS;

let state: WorkbookState;
let number: number;
let now: number;

function ask(role: string, command: Command): Event | string {
  const by = `p_${role}` as PersonId;
  const id = `c_${number + 1}` as CommandId;
  const workbook = 'wb_1' as WorkbookId;
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
  const { value: event } = outcome;
  const head = { v: 1, workbook, number, at: now, by, door: 'api' } as const;
  state = fold(state, { ...head, kind: 'event', command: id, event });
  return event;
}

const reopen = (names: { cells?: string[]; rows?: string[] }, until = END): Command => ({
  type: 'reopen-cells',
  cells: (names.cells ?? []) as CellId[],
  rows: (names.rows ?? []) as RowId[],
  reason: 'The audit asks',
  until,
});

/** All cells that a role may edit at a moment. */
function editable(role: string, at: number): CellId[] {
  const actor = actorOf(state, `p_${role}` as PersonId);
  return [...cellSpecs(catalogue).keys()].filter(
    (cell) => mayEditCell(state, actor, { cell, catalogue, now: at }) === undefined,
  ) as CellId[];
}

beforeEach(() => {
  state = emptyState();
  state.edition = '2017';
  number = 0;
  now = DAY_MS;
  state.entities.set(water, { id: water, name: 'Water' });
  for (const role of ROLES) {
    const person = `p_${role}` as PersonId;
    state.members.set(person, { person, role, entity: role === 'contributor' ? water : null });
  }
  state.assignments.set('patents.value' as RowId, water);
  ask('head', { type: 'lock' });
});

describe('a reopening', () => {
  it('opens exactly the named cells and rows, for those who fill them, until its end', () => {
    expect(ask('head', reopen({ cells: [CELL], rows: [ROW] }))).toMatchObject({
      type: 'cells-reopened',
      submission: 1,
      cells: [CELL],
      rows: [ROW],
    });
    const all = [...cellSpecs(catalogue).values()];
    const named = all.filter(({ cell, row }) => cell === CELL || row === ROW);
    expect(named.length).toBeGreaterThan(4);
    expect(editable('coordinator', now).toSorted()).toEqual(
      named.map(({ cell }) => cell).toSorted(),
    );
    expect(editable('contributor', now)).toEqual([CELL]);
    for (const role of ['head', 'auditor', 'itu', 'observer']) {
      expect([role, editable(role, now)]).toEqual([role, []]);
    }
    expect(editable('coordinator', END - 1)).toHaveLength(named.length);
    expect(editable('coordinator', END)).toEqual([]);
  });

  it('is for the head alone', () => {
    for (const role of ROLES.filter((each) => each !== 'head')) {
      expect(ask(role, reopen({ cells: [CELL] }))).toBe('not-your-role');
      expect(ask(role, { type: 'end-reopening', reopening: 1 })).toBe('not-your-role');
    }
  });

  it('names cells that can be typed into, an end to come and a reason', () => {
    const wanted: [Command, string][] = [
      [reopen({}), 'nothing-named'],
      [reopen({ cells: ['patents.value:result'] }), 'computed-cell'],
      [reopen({ cells: ['patents.value:nothing'] }), 'unknown-cell'],
      [reopen({ rows: ['nothing.value'] }), 'unknown-row'],
      [reopen({ cells: [CELL] }, now), 'end-out-of-range'],
      [reopen({ cells: [CELL] }, now + (TEXT_LIMITS.reopenDays + 1) * DAY_MS), 'end-out-of-range'],
      [{ ...reopen({ cells: [CELL] }), reason: ' ' } as Command, 'empty-text'],
      [reopen({ cells: Array(TEXT_LIMITS.reopened + 1).fill(CELL) as string[] }), 'bad-request'],
    ];
    for (const [command, code] of wanted) expect(ask('head', command)).toBe(code);
    ask('head', { type: 'unlock', reason: 'All of it' });
    expect(ask('head', reopen({ cells: [CELL] }))).toBe('not-locked');
  });

  it('names a cell once, and not beside its row', () => {
    expect(ask('head', reopen({ cells: [CELL, CELL], rows: ['patents.value'] }))).toMatchObject({
      cells: [],
      rows: ['patents.value'],
    });
  });

  it('can be ended before its time, once', () => {
    ask('head', reopen({ cells: [CELL] }));
    const reopening = number;
    ask('head', reopen({ rows: [ROW] }, END + DAY_MS));
    expect(ask('head', { type: 'end-reopening', reopening })).toEqual({
      type: 'reopening-ended',
      reopening,
    });
    expect(editable('contributor', now)).toEqual([]);
    expect(editable('coordinator', now).length).toBeGreaterThan(3);
    expect(ask('head', { type: 'end-reopening', reopening })).toBe('unknown-reopening');
    now = END + DAY_MS;
    expect(ask('head', { type: 'end-reopening', reopening: reopening + 1 })).toBe(
      'unknown-reopening',
    );
  });

  it('lets the workbook be locked again without an unlock, also after its end, and ends with that', () => {
    expect(ask('head', { type: 'lock' })).toBe('already-locked');
    ask('head', reopen({ cells: [CELL] }));
    expect(ask('head', { type: 'lock' })).toMatchObject({ type: 'locked', submission: 2 });
    expect(state.reopened).toEqual([]);
    expect(editable('coordinator', now)).toEqual([]);
    ask('head', reopen({ cells: [CELL] }));
    now = END + 1;
    expect(editable('coordinator', now)).toEqual([]);
    expect(ask('head', { type: 'lock' })).toMatchObject({ type: 'locked', submission: 3 });
    expect(ask('head', { type: 'lock' })).toBe('already-locked');
  });

  it('ends with an unlock, which opens everything', () => {
    ask('head', reopen({ cells: [CELL] }));
    ask('head', { type: 'unlock', reason: 'More was missing' });
    expect(state.reopened).toEqual([]);
    expect(editable('coordinator', END + 1)).toHaveLength(cellSpecs(catalogue).size);
  });

  it('is copied with the state, so that an older one stays as it was', () => {
    const before = structuredClone(state);
    ask('head', reopen({ cells: [CELL] }));
    const open = structuredClone(state);
    ask('head', { type: 'end-reopening', reopening: number });
    expect(before.reopened).toEqual([]);
    expect(standing(open, now).map(({ number: each }) => each)).toEqual([number - 1]);
    expect(standing(state, now)).toEqual([]);
  });
});
