/** Locks against edits, and commands exactly once; the `lock-race` measure runs many more of the same. */
import type { EditEntry, Entry, EventEntry } from '@tallystick/domain/entry';
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quickFolder } from '../convergence/run-seeds.ts';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { check } from './checker.ts';
import { CommandsOnce } from './commands-once.ts';
import { LockRace } from './lock-race.ts';
import type { Operation } from './recorder.ts';

/** A part of what the measure `lock-race` runs; the counts below follow it. */
const LOCKS = 50;
const COMMANDS = 300;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(quickFolder(), 'tallystick-history-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('no edit crosses a lock while twenty people type', async () => {
  const seed = chooseSeed();
  console.log(`seed ${seed}`);
  const store = await openSqliteStore({ file: join(folder, 'race.sqlite') });
  const race = new LockRace({ seed, store, workbook: 'wb_race' as WorkbookId });
  const report = await race.run(LOCKS);
  await store.close();
  expect(report.faults).toEqual([]);
  expect(report.locks).toBe(LOCKS);
  expect(report.edits).toBeGreaterThan(LOCKS);
  expect(report.refusedByServer).toBeGreaterThan(LOCKS / 10);
  expect(report.reopenings).toBeGreaterThan(LOCKS / 10);
  expect(report.reopened).toBeGreaterThan(LOCKS / 5);
}, 120_000);

test('a command asked again and again is carried out once and answered alike', async () => {
  const seed = chooseSeed();
  console.log(`seed ${seed}`);
  const store = await openSqliteStore({ file: join(folder, 'once.sqlite') });
  const once = new CommandsOnce({ seed, store, workbook: 'wb_once' as WorkbookId });
  const report = await once.run(COMMANDS);
  await store.close();
  expect(report.faults).toEqual([]);
  expect(report.asked).toBeGreaterThan(COMMANDS * 2);
  expect(report.restarts + report.crashes).toBe(Math.floor(COMMANDS / 250));
});

describe('the checker', () => {
  const edit = (number: number, value: string): Entry =>
    ({
      kind: 'edit',
      number,
      by: 'p_1',
      cells: [{ cell: 'a:source', before: number === 1 ? null : `v${number - 1}`, after: value }],
    }) as unknown as EditEntry;
  const event = (number: number, type: 'locked' | 'unlocked'): Entry =>
    ({
      kind: 'event',
      number,
      by: 'p_head',
      event: { type, upTo: number - 1, submission: 1 },
    }) as unknown as EventEntry;
  const done = (value: string, times: [number, number], outcome: Operation['outcome'] = 'ok') =>
    ({
      process: 'p_1',
      op: 'edit',
      cell: 'a:source',
      value,
      invoke_ms: times[0],
      answer_ms: times[1],
      outcome,
    }) satisfies Operation;
  const faultsOf = (operations: Operation[], entries: Entry[]) =>
    check({ operations, entries, snapshots: new Map() }).faults.join('\n');

  test('finds nothing in a history that is right', () => {
    const entries = [edit(1, 'v1'), edit(2, 'v2')];
    expect(faultsOf([done('v1', [0, 1]), done('v2', [2, 3])], entries)).toBe('');
    expect(faultsOf([done('v2', [0, 9]), done('v1', [0, 9])], entries)).toBe('');
  });

  test('finds an acknowledged edit that is missing', () => {
    expect(faultsOf([done('v9', [0, 1])], [edit(1, 'v1')])).toContain('is missing');
  });

  test('finds a refused edit that is there', () => {
    expect(faultsOf([done('v1', [0, 1], 'refused')], [edit(1, 'v1')])).toContain('is there');
  });

  test('finds an edit that is there twice', () => {
    const twice = [edit(1, 'v1'), edit(2, 'v1')];
    expect(faultsOf([done('v1', [0, 1], 'info')], twice)).toContain('1 and 2');
  });

  test('finds an order that real time contradicts', () => {
    const operations = [done('v2', [0, 1]), done('v1', [2, 3])];
    expect(faultsOf(operations, [edit(1, 'v1'), edit(2, 'v2')])).toContain('was answered before');
  });

  test('finds an edit inside a lock that is not of a reopened cell, or too late', () => {
    const open = { type: 'cells-reopened', cells: ['a:source'], rows: ['b'], until: 10 };
    const at = (number: number, cell: string, when: number): Entry =>
      ({
        kind: 'edit',
        number,
        at: when,
        by: 'p_1',
        cells: [{ cell, before: null, after: 'x' }],
      }) as unknown as EditEntry;
    const reopening = { kind: 'event', number: 2, event: open } as unknown as EventEntry;
    const faults = (cell: string, when: number) =>
      faultsOf([], [event(1, 'locked'), reopening, at(3, cell, when)]);
    expect(faults('a:source', 9)).not.toContain('inside a lock');
    expect(faults('b:notes', 9)).not.toContain('inside a lock');
    expect(faults('a:notes', 9)).toContain('edit 3 is numbered inside a lock');
    expect(faults('a:source', 10)).toContain('edit 3 is numbered inside a lock');
    const again = [event(1, 'locked'), reopening, event(3, 'locked'), at(4, 'a:source', 9)];
    expect(faultsOf([], again)).toContain('edit 4 is numbered inside a lock');
  });

  test('finds an edit inside a lock, and a lock without its snapshot', () => {
    const faults = faultsOf([], [edit(1, 'v1'), event(2, 'locked'), edit(3, 'v3')]);
    expect(faults).toContain('edit 3 is numbered inside a lock');
    expect(faults).toContain('has no snapshot');
    const open = [edit(1, 'v1'), event(2, 'locked'), event(3, 'unlocked'), edit(4, 'v4')];
    expect(faultsOf([], open)).not.toContain('inside a lock');
  });
});
