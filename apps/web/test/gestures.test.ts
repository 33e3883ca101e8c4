/** Undo and redo: one's own gestures whole, over documents that come and go, and never over another's work unasked. */
import { type Refusal, refuse } from '@tallystick/domain/refusals';
import { beforeEach, expect, test } from 'vitest';
import { Gestures, type Step } from '../src/live/cells/gestures.ts';

const cells = new Map<string, string>();
const denied = new Map<string, Refusal>();
const look = {
  text: (cell: string) => cells.get(cell) ?? null,
  permit: (cell: string) => denied.get(cell),
};
let gestures: Gestures;

beforeEach(() => {
  cells.clear();
  denied.clear();
  gestures = new Gestures();
});

function put(writes: Iterable<[string, string | null]>): void {
  for (const [cell, text] of writes) {
    if (text === null) cells.delete(cell);
    else cells.set(cell, text);
  }
}

function does(kind: 'type' | 'paste', writes: [string, string | null][]): void {
  const steps = writes.map(([cell, after]): Step => ({ cell, before: look.text(cell), after }));
  put(writes);
  gestures.did(kind, steps);
}

function turns(direction: 'undo' | 'redo', over = false) {
  const turned = gestures.turn(direction, { over, look });
  put(turned?.writes ?? []);
  return turned;
}

test('a paste of many cells is taken back whole and brought back whole', () => {
  cells.set('b', 'old');
  does('paste', [
    ['a', '1'],
    ['b', '2'],
    ['c', '3'],
  ]);
  expect(turns('undo')?.cells).toBe(3);
  expect([...cells]).toEqual([['b', 'old']]);
  turns('redo');
  expect(Object.fromEntries(cells)).toEqual({ a: '1', b: '2', c: '3' });
  turns('undo');
  expect([...cells]).toEqual([['b', 'old']]);
});

test('others who changed other cells are left alone', () => {
  does('type', [['a', '1']]);
  put([['z', 'theirs']]);
  turns('undo');
  expect([...cells]).toEqual([['z', 'theirs']]);
});

test('a cell that somebody changed since is taken back only when asked for', () => {
  does('paste', [
    ['a', '1'],
    ['b', '2'],
  ]);
  put([['b', 'theirs']]);
  expect(gestures.plan('undo', look)?.later).toEqual([
    { cell: 'b', stands: 'theirs', wanted: null },
  ]);
  turns('undo');
  expect([...cells]).toEqual([['b', 'theirs']]);
  expect(gestures.next('redo')?.steps.length).toBe(1);
});

test('an undo over somebody’s change can itself be taken back: what stood there comes again', () => {
  does('type', [['a', '1']]);
  put([['a', 'theirs']]);
  turns('undo', true);
  expect(cells.has('a')).toBe(false);
  turns('redo');
  expect(cells.get('a')).toBe('theirs');
});

test('a cell that may not be written any more is said and left', () => {
  does('paste', [
    ['a', '1'],
    ['b', '2'],
  ]);
  denied.set('b', refuse('not-your-row'));
  const turned = turns('undo');
  expect(turned?.cannot.map(({ cell }) => cell)).toEqual(['b']);
  expect([...cells]).toEqual([['b', '2']]);
});

test('a gesture that only a lock holds back is kept until the lock ends', () => {
  does('type', [['a', '1']]);
  denied.set('a', refuse('locked'));
  expect(turns('undo')?.writes).toEqual([]);
  denied.clear();
  turns('undo');
  expect(cells.size).toBe(0);
});

test('a gesture that the server refused is stepped over: nothing of it stands', () => {
  does('type', [['a', '1']]);
  does('type', [['b', '2']]);
  put([['b', null]]);
  turns('undo');
  expect(cells.size).toBe(0);
});

test('something new makes what was taken back gone for good, and clearing is called so', () => {
  does('type', [['a', '1']]);
  turns('undo');
  does('type', [['b', '2']]);
  expect(gestures.next('redo')).toBeUndefined();
  does('type', [['b', null]]);
  expect(gestures.next('undo')?.kind).toBe('clear');
});

test('the stack is bounded by gestures and by cells, and the last gesture always stays', () => {
  for (let n = 0; n < 150; n += 1) does('type', [['a', String(n)]]);
  let count = 0;
  while (turns('undo')) count += 1;
  expect(count).toBe(100);
  does(
    'paste',
    Array.from({ length: 30_000 }, (_, n) => [`c${n}`, 'x']),
  );
  expect(gestures.next('undo')?.steps.length).toBe(30_000);
});
