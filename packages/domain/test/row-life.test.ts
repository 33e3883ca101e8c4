import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { beforeEach, describe, expect, it } from 'vitest';
import { rowSpecs } from '../src/cells/cell-spec.ts';
import type { Command } from '../src/commands.ts';
import { decide } from '../src/decide.ts';
import { mayMarkRow } from '../src/nouns/mark.ts';
import type { Event } from '../src/events.ts';
import { emptyState, fold } from '../src/fold.ts';
import type { CellId, CommandId, EntityId, PersonId, RowId, WorkbookId } from '../src/cells/ids.ts';
import { actorOf } from '../src/rights.ts';
import { ROLES } from '../src/roles.ts';
import { type RowLife, rowLife, rowPrint } from '../src/nouns/row-life.ts';
import type { WorkbookState } from '../src/state.ts';

const catalogue = loadCatalogue();
const water = 'e_water' as EntityId;
const energy = 'e_energy' as EntityId;
const ROW = 'smart_water_meters.value' as RowId;
const OTHERS = 'gini_coefficient.value' as RowId;
const FREE = 'patents.value' as RowId;
const WHY = 'Nobody counts them.';

let state: WorkbookState;
let number: number;
let now: number;
const cells = new Map<CellId, string>();
const read = (cell: CellId): string | undefined => cells.get(cell);

function ask(role: string, command: Command): Event | string {
  const by = `p_${role}` as PersonId;
  const id = `c_${number + 1}` as CommandId;
  const workbook = 'wb_1' as WorkbookId;
  const context = { workbook, person: by, admin: false, now, command: id, catalogue, cells };
  const outcome = decide(state, command, { ...context, expected: number, hash: () => 'ab' });
  if (!outcome.ok) return outcome.refusal.code;
  number += 1;
  const head = { v: 1, workbook, number, at: now, by, door: 'api' } as const;
  state = fold(state, { ...head, kind: 'event', command: id, event: outcome.value });
  return outcome.value;
}

const life = (row: RowId = ROW): RowLife =>
  rowLife({ catalogue, read, mark: state.marks.get(row) }, row);
const mark = (as: 'ready' | 'in-progress' | 'not-available', rows = [ROW]): Command => ({
  type: 'mark-rows',
  rows,
  as,
  ...(as === 'not-available' ? { reason: WHY } : {}),
});

/** Types all that a row needs to be called ready. */
function fill(row: RowId): void {
  for (const { cell, column, kind } of rowSpecs(catalogue, row)) {
    if (column === 'year') cells.set(cell, '2024');
    else if (column === 'source') cells.set(cell, 'Register');
    else if (column === 'unit') cells.set(cell, 'EUR');
    else if (kind === 'number' && column !== 'override') cells.set(cell, '40');
  }
}

beforeEach(() => {
  state = emptyState();
  state.edition = '2017';
  number = 0;
  now = 1_000;
  cells.clear();
  for (const role of ROLES) {
    const person = `p_${role}` as PersonId;
    state.members.set(person, { person, role, entity: role === 'contributor' ? water : null });
  }
  state.entities.set(water, { id: water, name: 'Water' }).set(energy, { id: energy, name: 'E' });
  state.assignments.set(ROW, water).set(OTHERS, energy);
});

describe('the life of a row', () => {
  it('is empty, then in progress, then ready when a person says so', () => {
    expect(life()).toBe('empty');
    cells.set(`${ROW}:notes` as CellId, 'We are counting.');
    expect(life()).toBe('in-progress');
    fill(ROW);
    expect(life()).toBe('in-progress');
    expect(ask('contributor', mark('ready'))).toMatchObject({ type: 'rows-marked', as: 'ready' });
    expect(life()).toBe('ready');
    expect(state.marks.get(ROW)).toMatchObject({ by: 'p_contributor', at: now, number: 1 });
  });

  it('is in progress again after any edit of its cells, and ready again when that is undone', () => {
    fill(ROW);
    ask('contributor', mark('ready'));
    let tried = 0;
    for (const { cell } of rowSpecs(catalogue, ROW)) {
      const was = cells.get(cell);
      cells.set(cell, `${was ?? ''}1`);
      expect([cell, life()]).toEqual([cell, 'in-progress']);
      if (was === undefined) cells.delete(cell);
      else {
        cells.delete(cell);
        expect([cell, life()]).toEqual([cell, 'in-progress']);
        cells.set(cell, was);
      }
      expect(life()).toBe('ready');
      tried += 1;
    }
    expect(tried).toBeGreaterThan(6);
    cells.set(`${OTHERS}:notes` as CellId, 'Another row');
    expect(life()).toBe('ready');
  });

  it('is not available for a reason, until somebody types a figure', () => {
    expect(ask('contributor', { ...mark('not-available'), reason: ' ' } as Command)).toBe(
      'empty-text',
    );
    ask('contributor', mark('not-available'));
    expect(life()).toBe('not-available');
    expect(state.marks.get(ROW)?.reason).toBe(WHY);
    cells.set(`${ROW}:notes` as CellId, 'Asked the utility.');
    expect(life()).toBe('not-available');
    cells.set(`${ROW}:numerator` as CellId, '12');
    expect(life()).toBe('in-progress');
    expect(ask('contributor', mark('not-available'))).toBe('row-has-figure');
  });

  it('is not available for one of four reasons, without a word more; what is expected names its day', () => {
    const say = (said: object) =>
      ask('contributor', { ...mark('not-available'), ...said } as Command);
    for (const why of ['not-monitored', 'not-found', 'does-not-apply'] as const) {
      expect(say({ reason: '', why })).toMatchObject({ why, reason: '' });
      expect(life()).toBe('not-available');
      expect(state.marks.get(ROW)).toMatchObject({ why, reason: '' });
      expect(say({ reason: '', why })).toBe('already-so');
      expect(say({ reason: '', why, expected: '2027-03-31' })).toBe('bad-request');
    }
    for (const expected of [undefined, '', '2027-02-30', '31.3.2027', '2027-3-1', 'soon'])
      expect([expected, say({ why: 'expected', expected })]).toEqual([expected, 'bad-request']);
    expect(say({ reason: 'Asked', why: 'expected', expected: '2027-03-31' })).toMatchObject({
      why: 'expected',
      expected: '2027-03-31',
      reason: 'Asked',
    });
    expect(say({ reason: 'Asked', why: 'expected', expected: '2027-04-30' })).toBeTypeOf('object');
    expect(state.marks.get(ROW)?.expected).toBe('2027-04-30');
    const back = { ...mark('in-progress'), why: 'not-found' } as Command;
    expect(ask('contributor', back)).toBe('bad-request');
    ask('contributor', mark('not-available'));
    expect(state.marks.get(ROW)).not.toHaveProperty('why');
  });

  it('stands over a lock and an unlock, and is copied with the state', () => {
    fill(ROW);
    ask('contributor', mark('ready'));
    ask('coordinator', mark('not-available', [OTHERS]));
    const before = structuredClone(state);
    ask('head', { type: 'lock' });
    expect([life(), life(OTHERS)]).toEqual(['ready', 'not-available']);
    ask('head', { type: 'unlock', reason: 'More to come' });
    expect([life(), life(OTHERS)]).toEqual(['ready', 'not-available']);
    ask('contributor', mark('in-progress'));
    expect(life()).toBe('in-progress');
    expect(before.marks.get(ROW)?.as).toBe('ready');
  });
});

describe('saying what a row is', () => {
  it('is for those who fill it: contributors their own rows, the coordinator any', () => {
    for (const role of ROLES) {
      const expected = {
        contributor: ['yes', 'not-your-row', 'not-assigned'],
        coordinator: ['yes', 'yes', 'yes'],
      }[role as string] ?? ['not-your-role', 'not-your-role', 'not-your-role'];
      const actor = actorOf(state, `p_${role}` as PersonId);
      const got = [ROW, OTHERS, FREE].map(
        (row) => mayMarkRow(state, actor, { row, catalogue, now })?.code ?? 'yes',
      );
      expect([role, got]).toEqual([role, expected]);
    }
    expect(ask('contributor', mark('not-available', [ROW, OTHERS]))).toBe('not-your-row');
    expect(state.marks.size).toBe(0);
    expect(ask('coordinator', mark('not-available', [ROW, OTHERS, ROW]))).toMatchObject({
      rows: [ROW, OTHERS],
    });
  });

  it('is refused while the workbook is locked, but for rows with a reopened cell', () => {
    ask('head', { type: 'lock' });
    for (const role of ['contributor', 'coordinator'])
      expect(ask(role, mark('not-available'))).toBe('locked');
    const until = now + 60_000;
    const names = { cells: [`${ROW}:notes` as CellId], rows: [], reason: 'x', until };
    ask('head', { type: 'reopen-cells', ...names });
    expect(ask('coordinator', mark('not-available', [OTHERS]))).toBe('locked');
    expect(ask('contributor', mark('not-available'))).toMatchObject({ rows: [ROW] });
    now = until;
    expect(ask('contributor', mark('in-progress'))).toBe('locked');
  });

  it('asks of a locked row only what lies in its reopened cells: its neighbours nobody can mend', () => {
    fill(ROW);
    cells.delete(`${ROW}:year` as CellId);
    cells.delete(`${ROW}:numerator` as CellId);
    ask('head', { type: 'lock' });
    const reopen = (column: string) =>
      ask('head', {
        type: 'reopen-cells',
        cells: [`${ROW}:${column}` as CellId],
        rows: [],
        reason: 'x',
        until: now + 60_000,
      });
    reopen('numerator');
    expect(ask('contributor', mark('ready'))).toBe('row-not-ready');
    cells.set(`${ROW}:numerator` as CellId, '41');
    expect(ask('contributor', mark('ready'))).toMatchObject({ rows: [ROW], as: 'ready' });
    expect(life()).toBe('ready');
    reopen('year');
    expect(ask('coordinator', mark('in-progress'))).toMatchObject({ as: 'in-progress' });
    expect(ask('contributor', mark('ready'))).toBe('row-not-ready');
  });

  it('asks of a reopened figure that a result comes out', () => {
    fill(ROW);
    ask('head', { type: 'lock' });
    const cell = `${ROW}:denominator` as CellId;
    const until = now + 60_000;
    ask('head', { type: 'reopen-cells', cells: [cell], rows: [], reason: 'x', until });
    cells.set(cell, '0');
    expect(ask('contributor', mark('ready'))).toBe('row-not-ready');
    cells.set(cell, '50');
    expect(ask('contributor', mark('ready'))).toMatchObject({ as: 'ready' });
  });

  it('is refused for a row that lacks something, with the names of what it lacks', () => {
    fill(ROW);
    cells.delete(`${ROW}:year` as CellId);
    const outcome = decide(state, mark('ready'), {
      workbook: 'wb_1' as WorkbookId,
      person: 'p_contributor' as PersonId,
      admin: false,
      now,
      command: 'c_1' as CommandId,
      catalogue,
      cells,
      expected: 0,
      hash: () => 'ab',
    });
    expect(outcome).toMatchObject({
      ok: false,
      refusal: { code: 'row-not-ready', detail: 'smart_water_meters.value:year' },
    });
    expect(ask('contributor', mark('ready', ['nothing.value' as RowId]))).toBe('unknown-row');
    expect(ask('contributor', mark('ready', []))).toBe('bad-request');
  });

  it('stands on what the person saw, where they say what they saw', () => {
    fill(ROW);
    const seen = [rowPrint(catalogue, ROW, read)];
    cells.set(`${ROW}:numerator` as CellId, '41');
    expect(ask('contributor', { ...mark('ready'), seen } as Command)).toBe('row-moved');
    expect(ask('contributor', { ...mark('ready'), seen: [...seen, ...seen] } as Command)).toBe(
      'bad-request',
    );
    const present = [rowPrint(catalogue, ROW, read)];
    expect(ask('contributor', { ...mark('ready'), seen: present } as Command)).toMatchObject({
      prints: present,
    });
  });

  it('twice is no second event', () => {
    expect(ask('contributor', mark('in-progress'))).toBe('already-so');
    fill(ROW);
    ask('contributor', mark('ready'));
    expect(ask('coordinator', mark('ready'))).toBe('already-so');
    cells.set(`${ROW}:numerator` as CellId, '41');
    expect(ask('coordinator', mark('ready'))).toMatchObject({ as: 'ready' });
    expect(state.marks.get(ROW)?.by).toBe('p_coordinator');
  });
});
