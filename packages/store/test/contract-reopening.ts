/** The contract of a lock with reopened cells: edits of these alone, before their end, and nothing after the next lock. */
import type { Event } from '@tallystick/domain/events';
import type { CellId, RowId } from '@tallystick/domain/cells/ids';
import { expect, it } from 'vitest';
import { change, edit, event, locked, opened, unlocked, WATER } from './journal-of.ts';
import type { JournalStore } from '../src/port-journal.ts';
import type { Opened } from './opened.ts';

/** The ports that this is about, and what it needs of others. */
type Ports = JournalStore;

const NOON = 1_700_000_000_000;
const END = NOON + 1_000;
const CELL = 'a.b:value';
const IN_ROW = 'c.d:year';
const OTHER = 'a.b:year';

const reopened = (cells: string[], rows: string[], until = END): Event => ({
  type: 'cells-reopened',
  submission: 1,
  cells: cells as CellId[],
  rows: rows as RowId[],
  reason: 'The audit asks',
  until,
});

export function reopeningContract(open: Opened<Ports>): void {
  /** A workbook locked at entry 2, and appends by the last head. */
  const lockedBook = async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    let head = 0;
    const append = async (...entries: Parameters<typeof store.append>[0][0]['entries']) => {
      const [result] = await store.append([{ workbook: WATER, expected: head, entries }]);
      if (result?.ok) head = result.head;
      return result?.ok ? 'ok' : result?.why;
    };
    expect(await append(event(opened(), 'c1'), event(locked(1, 1, '{}'), 'c2'))).toBe('ok');
    return { store, append, head: () => head };
  };
  const set = (cell: string, at = NOON) => edit(change(cell, null, '1'), { at });

  it('takes edits of a locked workbook for reopened cells and rows alone, until their end', async () => {
    const { append } = await lockedBook();
    expect(await append(set(CELL))).toBe('locked');
    expect(await append(event(reopened([CELL], ['c.d']), 'c3'))).toBe('ok');
    expect(await append(set(CELL))).toBe('ok');
    expect(await append(set(IN_ROW, END - 1))).toBe('ok');
    expect(await append(set(OTHER))).toBe('locked');
    expect(await append(set('c.dd:year'))).toBe('locked');
    expect(await append(set(CELL, END))).toBe('locked');
    // One cell too many, and the whole edit is refused; an edit of no cell at all as well.
    const two = edit([change(CELL, '1', '2'), change(OTHER, null, '2')], { at: NOON });
    expect(await append(two)).toBe('locked');
    expect(await append(edit([], { at: NOON }))).toBe('locked');
  });

  it('closes reopened cells when the reopening is ended, and leaves others open', async () => {
    const { append, head } = await lockedBook();
    await append(event(reopened([CELL], []), 'c3'));
    const first = head();
    await append(event(reopened([OTHER], []), 'c4'));
    expect(await append(event({ type: 'reopening-ended', reopening: first }, 'c5'))).toBe('ok');
    expect(await append(set(CELL))).toBe('locked');
    expect(await append(set(OTHER))).toBe('ok');
  });

  it('ends all reopenings with the next lock, and with an unlock', async () => {
    const { append, head } = await lockedBook();
    await append(event(reopened([CELL], []), 'c3'));
    expect(await append(event(locked(2, head(), '{}'), 'c4'))).toBe('ok');
    expect(await append(set(CELL))).toBe('locked');
    await append(event(reopened([CELL], []), 'c5'));
    await append(event(unlocked(2), 'c6'));
    expect(await append(set(OTHER, END + 1))).toBe('ok');
    expect(await append(event(locked(3, head(), '{}'), 'c7'))).toBe('ok');
    expect(await append(set(CELL))).toBe('locked');
  });

  it('holds the same line inside one request', async () => {
    const { append, head } = await lockedBook();
    const open = event(reopened([CELL], []), 'c3');
    expect(await append(open, set(CELL), set(OTHER))).toBe('locked');
    expect(await append(open, set(CELL), event(locked(2, head() + 2, '{}'), 'c4'), set(CELL))).toBe(
      'locked',
    );
    expect(head()).toBe(2);
    expect(await append(open, set(CELL))).toBe('ok');
    const end = event({ type: 'reopening-ended', reopening: 3 }, 'c5');
    expect(await append(end, set(CELL))).toBe('locked');
    expect(await append(set(CELL))).toBe('ok');
  });
}
