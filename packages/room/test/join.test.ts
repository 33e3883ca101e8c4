/** Joining updates: the result does what the updates do one after the other. */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { joinUpdates } from '../src/join.ts';
import { openRoom } from '../src/room-index.ts';
import { inspect } from '../src/gate.ts';
import { createRoom, readCells, setCells } from '../src/shape.ts';

const person = 'p_one' as never;

/** A client's updates as it sends them, one a write. */
function typed(
  writes: [string, string | null][],
  start: Y.Doc,
): { updates: Uint8Array[]; doc: Y.Doc } {
  const doc = createRoom();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(start));
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const [cell, text] of writes) setCells(doc, [[cell as never, text]], 'local');
  return { updates, doc };
}

function roomWith(cells: [string, string][]): Y.Doc {
  const room = createRoom();
  setCells(room, cells as never, 'start');
  return room;
}

test('joined updates leave the same cells as the updates in order, and the gate takes them', () => {
  let joined = 0;
  for (let seed = 1; seed <= 300; seed++) {
    let state = seed;
    const next = (n: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state % n;
    };
    const room = roomWith([
      ['a.value:notes', 'x'],
      ['b.value:notes', 'y'],
    ]);
    const writes = Array.from({ length: 2 + next(8) }, (_, i): [string, string | null] => [
      `${'abc'[next(3)]}.value:notes`,
      next(5) === 0 && i > 0 ? null : `text ${seed} ${i}`,
    ]);
    const { updates, doc } = typed(writes, room);
    const update = joinUpdates(updates);
    // A clear alone writes no struct and is not joined.
    if (update === undefined) continue;
    joined++;
    const verdict = inspect(openRoom(room), update, {
      person,
      ownerOf: () => undefined,
      judge: () => undefined,
    });
    expect(verdict.kind, `seed ${seed}`).toBe('edit');
    Y.applyUpdate(room, update);
    expect(readCells(room), `seed ${seed}`).toEqual(readCells(doc));
  }
  expect(joined).toBeGreaterThan(80);
});

test('texts set on the way are told, so that the history of a cell has every value', () => {
  const room = roomWith([['a.value:notes', 'x']]);
  const { updates } = typed(
    [
      ['a.value:notes', 'one'],
      ['a.value:notes', 'two'],
      ['a.value:notes', 'three'],
    ],
    room,
  );
  const verdict = inspect(openRoom(room), joinUpdates(updates) as Uint8Array, {
    person,
    ownerOf: () => undefined,
    judge: () => undefined,
  });
  expect(verdict).toMatchObject({
    kind: 'edit',
    changes: [{ cell: 'a.value:notes', before: 'x', after: 'three', through: ['one', 'two'] }],
  });
});

test('what is not the plain edits of one client in a row is not joined', () => {
  const room = roomWith([['a.value:notes', 'x']]);
  const one = typed([['a.value:notes', '1']], room).updates;
  const other = typed([['b.value:notes', '2']], room).updates;
  expect(joinUpdates([...one, ...other])).toBeUndefined();
  expect(joinUpdates([new Uint8Array([1, 2, 3]), ...one])).toBeUndefined();
  expect(joinUpdates([Y.encodeStateAsUpdate(new Y.Doc()), ...one])).toBeUndefined();
  expect(joinUpdates([])).toBeUndefined();
});
