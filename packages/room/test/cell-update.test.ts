/** What the server writes over a room stands afterwards, whatever the room has been through; what crossed is told. */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { cellUpdate } from '../src/cell-update.ts';
import { inspect } from '../src/gate.ts';
import { applyBatch, openRoom } from '../src/room-index.ts';
import { createRoom, readCells, setCells } from '../src/shape.ts';

const person = 'p_one' as never;
const CELLS = ['a.value:notes', 'b.value:notes', 'c.value:source'] as never[];
const anybody = { person, ownerOf: () => undefined, judge: () => undefined };

/** A room in which some clients set and cleared cells, at times without having seen each other. */
function usedRoom(next: (n: number) => number): Y.Doc {
  const room = createRoom();
  const clients = Array.from({ length: 3 }, createRoom);
  for (let step = 0; step < 12; step++) {
    const client = clients[next(3)] as Y.Doc;
    if (next(3) > 0) Y.applyUpdate(client, Y.encodeStateAsUpdate(room));
    const text = next(4) === 0 ? null : `text ${step}`;
    setCells(client, [[CELLS[next(3)] as never, text]], 'local');
    Y.applyUpdate(room, Y.encodeStateAsUpdate(client));
  }
  return room;
}

test('what is written over a room is what then stands in it, and nothing of it lost or was unseen', () => {
  let [written, unchanged] = [0, 0];
  for (let seed = 1; seed <= 300; seed++) {
    let state = seed;
    const next = (n: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return (state >> 8) % n;
    };
    const room = openRoom(usedRoom(next));
    const before = readCells(room.doc);
    const cells = new Map<never, string | null>();
    for (const cell of CELLS) {
      const draw = next(4);
      if (draw === 0) cells.set(cell, null);
      else if (draw === 1) cells.set(cell, before.get(cell) ?? null);
      else if (draw === 2) cells.set(cell, `written ${seed}`);
    }
    const client = 2 + next(4_000);
    const update = cellUpdate(room, client, cells);
    const differ = [...cells].filter(([cell, text]) => (before.get(cell) ?? null) !== text);
    expect(update === undefined).toBe(differ.length === 0);
    if (update === undefined) {
      unchanged++;
      continue;
    }
    const verdict = inspect(room, update, anybody);
    const changes = differ.map(([cell, after]) => {
      return { cell, before: before.get(cell) ?? null, after };
    });
    expect(verdict.kind === 'edit' && verdict.changes.toSorted(byCell)).toEqual(
      changes.toSorted(byCell),
    );
    applyBatch(room, [update]);
    const after = readCells(room.doc);
    for (const [cell, text] of cells) expect(after.get(cell) ?? null).toBe(text);
    written++;
  }
  expect(Math.min(written, unchanged)).toBeGreaterThan(10);
});

const byCell = (a: { cell: string }, b: { cell: string }) => (a.cell < b.cell ? -1 : 1);

test('a cell that was to be cleared and holds what its author had not seen is named; one cleared twice is not', () => {
  const [cell] = CELLS as [never];
  const room = openRoom(createRoom());
  setCells(room.doc, [[cell, 'first']], 'somebody');
  const author = createRoom();
  Y.applyUpdate(author, Y.encodeStateAsUpdate(room.doc));
  const before = Y.encodeStateVector(author);
  setCells(author, [[cell, null]], 'author');
  const clear = Y.encodeStateAsUpdate(author, before);
  const ask = (isJustMade: boolean) => inspect(room, clear, { ...anybody, isJustMade });
  expect(ask(true)).toMatchObject({ kind: 'edit', changes: [{ before: 'first', after: null }] });
  setCells(room.doc, [[cell, null]], 'another');
  expect(ask(true)).toEqual({ kind: 'nothing' });
  setCells(room.doc, [[cell, 'second']], 'another');
  expect(ask(true)).toEqual({ kind: 'nothing', late: [cell] });
  // A client that says all it has repeats deletions that nobody means any more.
  expect(ask(false)).toEqual({ kind: 'nothing' });
});
