import { refuse } from '@tallystick/domain/refusals';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { OWN_VALUES_MAX } from '../src/live/limits.ts';
import { type OwnValue, OwnValues, tellsOfRestore } from '../src/live/own-values.ts';

const A = 'row:a';
const B = 'row:b';

/** Own values with what they keep, and a room to compare them with. */
function open(left: [string, OwnValue][] = []) {
  const kept = new Map(left);
  const own = new OwnValues(left, (cell, value) => {
    if (value === undefined) kept.delete(cell);
    else kept.set(cell, value);
  });
  const room = new Map<string, string>();
  const textIn = (cell: string): string | undefined => room.get(cell);
  const doc = new Y.Doc();
  const write = (cell: string, text: string | null): void => {
    if (text === null) doc.getMap('cells').delete(cell);
    else doc.getMap('cells').set(cell, text);
    own.wrote([[cell, text, null]], doc);
  };
  const save = (cell: string, text: string | null): void => {
    if (text === null) room.delete(cell);
    else room.set(cell, text);
    write(cell, text);
    own.saved([cell], textIn);
  };
  own.enter('wb_1~0');
  return { own, kept, room, textIn, write, save, doc };
}

test('what was saved in another epoch and does not stand in the new room is told once', () => {
  const { own, room, textIn, save, kept } = open();
  save(A, 'mine');
  save(B, null);
  own.enter('wb_1~e00000001~0');
  room.set(A, 'older');
  room.set(B, 'not cleared');
  expect(own.settle(textIn)).toEqual([
    [A, 'mine'],
    [B, null],
  ]);
  expect(own.settle(textIn)).toEqual([]);
  expect(kept.size).toBe(0);
});

test('what stands there too is nothing to tell, and is looked for again after the next restore', () => {
  const { own, room, textIn, save } = open();
  save(A, 'mine');
  own.enter('wb_1~e00000001~0');
  expect(own.settle(textIn)).toEqual([]);
  own.enter('wb_1~e00000002~0');
  room.set(A, 'older');
  expect(own.settle(textIn)).toEqual([[A, 'mine']]);
});

test('what somebody else has overwritten in the same epoch is theirs to miss', () => {
  const { own, room, textIn, save } = open();
  save(A, 'mine');
  own.shows(A, 'of another');
  own.enter('wb_1~e00000001~0');
  room.set(A, 'older');
  expect(own.settle(textIn)).toEqual([]);
});

test('the restored room is looked at before it is shown, and does not overwrite', () => {
  const { own, room, textIn, save } = open();
  save(A, 'mine');
  own.enter('wb_1~e00000001~0');
  room.set(A, 'older');
  own.shows(A, 'older');
  expect(own.settle(textIn)).toEqual([[A, 'mine']]);
});

test('a write that lost, and one that its author has replaced, are not told', () => {
  const { own, room, textIn, write, save } = open();
  write(A, 'lost');
  room.set(A, 'won');
  own.saved([A], textIn);
  save(B, 'first');
  own.enter('wb_1~e00000001~0');
  own.replaced(B);
  room.clear();
  expect(own.settle(textIn)).toEqual([]);
});

test('what the server has forgotten in the same room is found out by its clocks, and nothing else is', () => {
  const { own, room, textIn, save, doc } = open();
  save(A, 'known');
  const restored = new Y.Doc();
  Y.applyUpdate(restored, Y.encodeStateAsUpdate(doc));
  save(B, 'forgotten');
  own.meet(restored);
  // Others have written into both cells.
  for (const cell of [A, B]) {
    room.set(cell, 'of another');
    own.shows(cell, 'of another');
  }
  expect(own.settle(textIn)).toEqual([[B, 'forgotten']]);
});

test('a next generation has other clocks and has forgotten nothing', () => {
  const { own, room, textIn, save } = open();
  save(A, 'mine');
  own.enter('wb_1~1');
  own.meet(new Y.Doc());
  room.set(A, 'of another');
  expect(own.settle(textIn)).toEqual([]);
});

test('some refusals tell of a restored server', () => {
  for (const code of ['restored', 'foreign-client', 'future-delete', 'missing-dependency'] as const)
    expect(tellsOfRestore(refuse(code)), code).toBe(true);
  expect(tellsOfRestore(refuse('locked'))).toBe(false);
});

test('what an earlier page has left is known, and the oldest goes beyond the bound', () => {
  const left = Array.from({ length: OWN_VALUES_MAX }, (_, i): [string, OwnValue] => [
    `row:${i}`,
    { text: `${i}`, room: 'wb_1~0', client: 77, clock: 0 },
  ]);
  const { own, kept, save } = open(left);
  save(A, 'newest');
  expect(kept.size).toBe(OWN_VALUES_MAX);
  expect(kept.has('row:0')).toBe(false);
  own.enter('wb_1~e00000001~0');
  expect(own.settle(() => undefined).length).toBe(OWN_VALUES_MAX);
});
