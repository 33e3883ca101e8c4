import { refuse } from '@tallystick/domain/refusals';
import { setCells } from '@tallystick/room/shape';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { OWN_VALUES_MAX } from '../src/live/kept/limits.ts';
import { type OwnValue, OwnValues, tellsOfRestore } from '../src/live/kept/own-values.ts';

const A = 'row:a';
const B = 'row:b';

/** Own values with what they keep, and the room of their page. */
function open(left: [string, OwnValue][] = []) {
  const kept = new Map(left);
  const own = new OwnValues(left, (cell, value) => {
    if (value === undefined) kept.delete(cell);
    else kept.set(cell, value);
  });
  const doc = new Y.Doc();
  const write = (cell: string, text: string | null): void => {
    setCells(doc, [[cell as never, text]], undefined);
    own.wrote([[cell, text, null]], doc);
  };
  const save = (cell: string, text: string | null): void => {
    write(cell, text);
    own.saved([cell], doc);
  };
  own.enter('wb_1~0');
  return { own, kept, write, save, doc };
}

/** A room that holds these. */
function roomWith(...cells: [string, string][]): Y.Doc {
  const doc = new Y.Doc();
  setCells(doc, cells as never, undefined);
  return doc;
}

test('what was saved in another epoch and does not stand in the new room is told once', () => {
  const { own, save, kept } = open();
  save(A, 'mine');
  save(B, 'first');
  save(B, null);
  own.enter('wb_1~e00000001~0');
  const room = roomWith([A, 'older'], [B, 'not cleared']);
  expect(own.settle(room)).toEqual([
    [A, 'mine'],
    [B, null],
  ]);
  expect(own.settle(room)).toEqual([]);
  expect(kept.size).toBe(0);
});

test('what stands there too is nothing to tell, and is looked for again after the next restore', () => {
  const { own, save } = open();
  save(A, 'mine');
  own.enter('wb_1~e00000001~0');
  expect(own.settle(roomWith([A, 'mine']))).toEqual([]);
  own.enter('wb_1~e00000002~0');
  expect(own.settle(roomWith([A, 'older']))).toEqual([[A, 'mine']]);
});

test('what somebody else has overwritten in the same epoch is theirs to miss', () => {
  const { own, save } = open();
  save(A, 'mine');
  own.shows(A, 'of another');
  own.enter('wb_1~e00000001~0');
  expect(own.settle(roomWith([A, 'older']))).toEqual([]);
});

test('the restored room is looked at before it is shown, and does not overwrite', () => {
  const { own, save } = open();
  save(A, 'mine');
  own.enter('wb_1~e00000001~0');
  own.shows(A, 'older');
  expect(own.settle(roomWith([A, 'older']))).toEqual([[A, 'mine']]);
});

test('a write that lost, and one that its author has replaced, are not told', () => {
  const { own, write, save, doc } = open();
  write(A, 'lost');
  setCells(doc, [[A as never, 'won']], undefined);
  own.saved([A], doc);
  save(B, 'first');
  own.enter('wb_1~e00000001~0');
  own.replaced(B);
  expect(own.settle(new Y.Doc())).toEqual([]);
});

test('what the server has forgotten in the same room is found out by its clocks, and nothing else is', () => {
  const { own, save, doc } = open();
  save(A, 'known');
  const restored = new Y.Doc();
  Y.applyUpdate(restored, Y.encodeStateAsUpdate(doc));
  save(B, 'forgotten');
  // Others have written into both cells.
  for (const cell of [A, B]) setCells(restored, [[cell as never, 'of another']], undefined);
  own.meet(restored);
  for (const cell of [A, B]) own.shows(cell, 'of another');
  expect(own.settle(restored)).toEqual([[B, 'forgotten']]);
});

test('what the server had saved though it never said so to this page counts as well', () => {
  const { own } = open();
  const server = roomWith([A, 'sent, then the page was closed']);
  expect(own.finds(A, 'sent, then the page was closed', server)).toBe(true);
  expect(own.finds(B, 'never arrived', server)).toBe(false);
  // The same room, of a server that has forgotten that entry.
  const restored = roomWith([A, 'older']);
  own.meet(restored);
  expect(own.settle(restored)).toEqual([[A, 'sent, then the page was closed']]);
});

test('a next generation has other clocks and has forgotten nothing', () => {
  const { own, save } = open();
  save(A, 'mine');
  own.enter('wb_1~1');
  own.meet(new Y.Doc());
  own.shows(A, 'of another');
  expect(own.settle(roomWith([A, 'of another']))).toEqual([]);
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
  expect(own.settle(new Y.Doc()).length).toBe(OWN_VALUES_MAX);
});

test('what another has replaced is looked for again where the server turns the document back as from before a restore', () => {
  const { own, save } = open();
  save(A, 'mine');
  own.lineBegan();
  own.shows(A, 'of the restored room');
  expect(own.turnedBack(refuse('restored'))).toBe(true);
  const room = roomWith([A, 'of the restored room']);
  own.meet(room);
  own.shows(A, 'of the restored room');
  expect(own.settle(room)).toEqual([[A, 'mine']]);
});

test('what another has replaced is gone where the document is turned back for another reason, or the line was a new one', () => {
  const { own, save } = open();
  save(A, 'mine');
  own.shows(A, 'theirs');
  expect(own.turnedBack(refuse('locked'))).toBe(false);
  save(B, 'mine too');
  own.shows(B, 'theirs');
  own.lineBegan();
  expect(own.turnedBack(refuse('restored'))).toBe(true);
  const room = roomWith([A, 'theirs'], [B, 'theirs']);
  own.meet(room);
  expect(own.settle(room)).toEqual([]);
});
