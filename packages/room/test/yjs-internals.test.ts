/**
 * What the gate takes for granted of Yjs' inner workings. If one of these fails after an upgrade, the gate is wrong.
 */
import type { CellId } from '@tallystick/domain/cells/ids';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { applyBatch, openRoom } from '../src/room-index.ts';
import { createRoom, readCells, setCells } from '../src/shape.ts';

const A = 'row:a' as CellId;
const B = 'row:b' as CellId;

/** Two rooms that start equal and do not talk. */
function twoRooms(clients: [number, number]): [Y.Doc, Y.Doc] {
  const pair = clients.map((client) => {
    const doc = createRoom();
    doc.clientID = client;
    return doc;
  });
  return pair as [Y.Doc, Y.Doc];
}

const sync = (from: Y.Doc, to: Y.Doc): void =>
  Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));

describe('Yjs, as the gate relies on it', () => {
  it("a key's last entry is in _map, follows its origin, and is the only one alive", () => {
    const doc = createRoom();
    doc.clientID = 5;
    setCells(doc, [[A, '1']], undefined);
    setCells(doc, [[B, 'x']], undefined);
    setCells(doc, [[A, '2']], undefined);
    const last = doc.getMap('cells')._map.get(A);
    expect(last).toBeInstanceOf(Y.Item);
    expect(last?.parent).toBe(doc.getMap('cells'));
    expect(last?.parentSub).toBe(A);
    expect(last?.origin).toEqual(Y.createID(5, 0));
    expect(last?.rightOrigin).toBeNull();
    expect(last?.left?.deleted).toBe(true);
    expect(last?.content).toBeInstanceOf(Y.ContentAny);
    expect(Y.getState(doc.store, 5)).toBe(3);
    const structs = doc.store.clients.get(5) as Y.Item[];
    expect(Y.findIndexSS(structs, 2)).toBe(2);
  });

  it('deleted entries of a flat map become tombstones in runs, never GC structs', () => {
    const doc = createRoom();
    for (let i = 0; i < 9; i++) setCells(doc, [[A, `${i}`]], undefined);
    setCells(doc, [[A, null]], undefined);
    const structs = [...doc.store.clients.values()].flat();
    expect(structs.length).toBe(1);
    expect(structs[0]).toBeInstanceOf(Y.Item);
    expect((structs[0] as Y.Item).content).toBeInstanceOf(Y.ContentDeleted);
    expect(structs[0]?.length).toBe(9);
  });

  it('of two writes after one entry that of the higher client is shown, on every side', () => {
    const [low, high] = twoRooms([10, 20]);
    setCells(low, [[A, 'low']], undefined);
    setCells(high, [[A, 'high']], undefined);
    sync(low, high);
    sync(high, low);
    expect(readCells(low).get(A)).toBe('high');
    expect(readCells(high).get(A)).toBe('high');
  });

  it('what follows the write of a higher client beats what follows that of a lower one', () => {
    const [low, high] = twoRooms([10, 20]);
    setCells(low, [[A, 'low']], undefined);
    for (let i = 0; i < 5; i++) setCells(low, [[A, `low ${i}`]], undefined);
    setCells(high, [[A, 'high']], undefined);
    sync(low, high);
    sync(high, low);
    expect(readCells(low).get(A)).toBe('high');
  });

  it('a merged update of structs with an origin has no key bit, and means the same', () => {
    const doc = createRoom();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    setCells(doc, [[A, '1']], undefined);
    setCells(doc, [[A, '2']], undefined);
    const merged = Y.mergeUpdates(updates);
    // The merger reads the second without its key: the bit 0x20 beside "text" and "origin" is gone.
    expect(merged.includes(0x88)).toBe(true);
    const again = createRoom();
    Y.applyUpdate(again, merged);
    expect(readCells(again).get(A)).toBe('2');
  });

  it('reading the name of a root creates it, even for an entry that is known', () => {
    const doc = createRoom();
    doc.clientID = 5;
    setCells(doc, [[A, '1']], undefined);
    const update = Y.encodeStateAsUpdate(doc);
    const renamed = update.slice();
    renamed.set(new TextEncoder().encode('evils'), renamed.indexOf('c'.charCodeAt(0)));
    Y.applyUpdate(doc, renamed);
    expect([...doc.share.keys()]).toEqual(['cells', 'evils']);
  });

  it('an update that cannot be placed is parked in pendingStructs or pendingDs', () => {
    const doc = createRoom();
    Y.applyUpdate(doc, new Uint8Array([0, 1, 9, 1, 0, 1]));
    expect(doc.store.pendingDs).not.toBeNull();
  });

  it('a batch is one transaction, and reports the cells whose text changed', () => {
    const [one, two] = twoRooms([10, 20]);
    const live = openRoom(createRoom());
    let transactions = 0;
    live.doc.on('afterTransaction', () => transactions++);
    setCells(one, [[A, '1']], undefined);
    setCells(two, [[B, '2']], undefined);
    const changed = applyBatch(live, [Y.encodeStateAsUpdate(one), Y.encodeStateAsUpdate(two)]);
    expect(transactions).toBe(1);
    expect(changed.sort()).toEqual([A, B]);
    expect([...live.texts].sort()).toEqual([
      [A, '1'],
      [B, '2'],
    ]);
    expect(applyBatch(live, [Y.encodeStateAsUpdate(one)])).toEqual([]);
  });

  it('a batch that parks something is a defect', () => {
    const live = openRoom(createRoom());
    expect(() => applyBatch(live, [new Uint8Array([0, 1, 9, 1, 0, 1])])).toThrow('parked');
  });
});
