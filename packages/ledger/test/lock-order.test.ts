import { describe, expect, it } from 'vitest';
import type { DisclosedEntry } from '../src/disclosed-entry.ts';
import { isDisclosed, readEntry } from '../src/disclosed-entry.ts';
import { checkOrder } from '../src/lock-order.ts';

type Part = DisclosedEntry extends infer T
  ? T extends unknown
    ? Omit<T, 'number' | 'workbook'>
    : never
  : never;
const book = (...parts: Part[]): DisclosedEntry[] =>
  parts.map((part, i) => ({ ...part, workbook: 'wb_1', number: i + 1 }) as DisclosedEntry);

const edit = (cell: string, at = 5): Part => ({
  kind: 'edit',
  at,
  cells: [{ cell, before: null, after: '1' }],
});
const lock = (submission: number): Part => ({
  kind: 'locked',
  at: 5,
  submission,
  upTo: 0,
  snapshot: '',
});
const reopened = (...names: string[]): Part => ({ kind: 'cells-reopened', names, until: 10 });
const check = (...parts: Part[]) => checkOrder(book(...parts), 99);

describe('the order that a bundle shows', () => {
  it('holds when only reopened cells and rows were edited while locked, before their end', () => {
    const order = check(
      edit('a.b:year'),
      lock(1),
      reopened('a.b:value', 'c.d'),
      edit('a.b:value'),
      edit('c.d:year', 9),
      lock(2),
    );
    expect(order.ok).toBe(true);
    expect(order.detail).toContain('lie only 2 edits, all of cells that were reopened');
    const one = check(lock(1), reopened('c.d'), edit('c.d:year', 9), lock(2));
    expect(one.detail).toContain('lies only 1 edit, of cells that were reopened');
    expect(check(lock(1), { kind: 'unlocked', submission: 1 }, edit('a.b:year'), lock(2)).ok).toBe(
      true,
    );
  });

  it('is broken by an edit of another cell, after the end, or without a reopening', () => {
    const open = reopened('a.b:value');
    const wanted: [Part[], string][] = [
      [[lock(1), edit('a.b:value')], 'Entry 2 is an edit while the workbook was locked'],
      [[lock(1), open, edit('a.b:year')], 'the cell a.b:year was not open then'],
      [[lock(1), open, edit('a.b:value', 10)], 'the cell a.b:value was not open then'],
      [[lock(1), open, { kind: 'edit', at: 5, cells: [] }], 'Entry 3 is an edit while'],
      [[lock(1), open, lock(2), edit('a.b:value')], 'was not open then'],
      [
        [lock(1), open, { kind: 'reopening-ended', reopening: 2 }, edit('a.b:value')],
        'was not open then',
      ],
    ];
    for (const [parts, sentence] of wanted) {
      const order = check(...parts);
      expect([order.ok, order.detail]).toEqual([false, expect.stringContaining(sentence)]);
    }
  });

  it('is broken by locks, unlocks and reopenings out of turn', () => {
    const wanted: [Part[], string][] = [
      [[lock(1), lock(2)], 'Entry 2 locks out of turn'],
      [[lock(2), reopened('a.b'), lock(2)], 'Entry 3 locks out of turn'],
      [[reopened('a.b')], 'Entry 1 reopens cells of a workbook that was open'],
      [[lock(1), { kind: 'reopening-ended', reopening: 1 }], 'Entry 2 ends a reopening'],
      [[{ kind: 'unlocked', submission: 1 }], 'Entry 1 reopens a workbook that was open'],
    ];
    for (const [parts, sentence] of wanted) {
      expect(check(...parts)).toEqual({ ok: false, detail: expect.stringContaining(sentence) });
    }
    // After a reopening that was ended, the next version may still follow.
    const ended: Part = { kind: 'reopening-ended', reopening: 2 };
    expect(check(lock(1), reopened('a.b'), ended, lock(2)).ok).toBe(true);
  });

  it('shows reopenings up to the lock, and reads them without trust', () => {
    const event = { type: 'cells-reopened', cells: ['a.b:value'], rows: ['c.d'], until: 10 };
    const entry = { v: 1, workbook: 'wb_1', number: 4, kind: 'event' as const, event };
    expect(isDisclosed(entry, { upTo: 2, lock: 5 })).toBe(true);
    expect(isDisclosed(entry, { upTo: 2, lock: 3 })).toBe(false);
    expect(readEntry(entry)).toEqual({
      workbook: 'wb_1',
      number: 4,
      kind: 'cells-reopened',
      names: ['a.b:value', 'c.d'],
      until: 10,
    });
    for (const wrong of [{ cells: 'a' }, { rows: [1] }, { until: -1 }, { until: '10' }]) {
      expect(readEntry({ ...entry, event: { ...event, ...wrong } })).toBeUndefined();
    }
    const end = { ...entry, event: { type: 'reopening-ended', reopening: 'a' } };
    expect(readEntry(end)).toBeUndefined();
  });
});
