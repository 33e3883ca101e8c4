import type { CellId, WorkbookId } from '@tallystick/domain/cells/ids';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { openRoom } from '../src/room-index.ts';
import { replay } from '../src/replay.ts';
import {
  baseUpdate,
  createRoom,
  inGeneration,
  parseRoomName,
  readCells,
  roomName,
  SYSTEM_CLIENT,
  setCells,
} from '../src/shape.ts';

const A = 'row:a' as CellId;
const B = 'row:b' as CellId;

describe('the shape of a room', () => {
  it('cells that are set can be read, and null or an empty text removes the key', () => {
    const doc = createRoom();
    setCells(
      doc,
      [
        [A, '1'],
        [B, '2'],
      ],
      'me',
    );
    expect([...readCells(doc)]).toEqual([
      [A, '1'],
      [B, '2'],
    ]);
    setCells(
      doc,
      [
        [A, null],
        [B, ''],
      ],
      'me',
    );
    expect(doc.getMap('cells').size).toBe(0);
  });

  it('changes are one transaction with their origin, and an equal text is not written', () => {
    const doc = createRoom();
    const origins: unknown[] = [];
    doc.on('update', (_update: Uint8Array, origin: unknown) => origins.push(origin));
    setCells(
      doc,
      [
        [A, '1'],
        [B, '2'],
      ],
      'me',
    );
    setCells(
      doc,
      [
        [A, '1'],
        ['row:c' as CellId, null],
      ],
      'me',
    );
    expect(origins).toEqual(['me']);
  });

  it('half a surrogate pair becomes the replacement character on the screen of its author too', () => {
    const doc = createRoom();
    setCells(doc, [[A, 'x\ud83d']], undefined);
    const other = createRoom();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    expect(readCells(doc).get(A)).toBe('x\ufffd');
    expect(readCells(other)).toEqual(readCells(doc));
  });

  it('the base of the same cells has the same bytes in any order, under the id of the system', () => {
    const cells: [CellId, string][] = [
      [B, 'zwei ü'],
      [A, 'eins'],
      ['row:c' as CellId, ''],
    ];
    const base = baseUpdate(cells);
    expect(baseUpdate([...cells].reverse())).toEqual(base);
    const doc = replay(base, []);
    expect([...readCells(doc)].sort()).toEqual([
      [A, 'eins'],
      [B, 'zwei ü'],
    ]);
    expect([...doc.store.clients.keys()]).toEqual([SYSTEM_CLIENT]);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(base);
    expect(readCells(replay(baseUpdate([]), [])).size).toBe(0);
  });

  it('a room name says workbook and generation, and what does not is not one', () => {
    const name = roomName('wb_7hq2m4' as WorkbookId, 12);
    expect(name).toBe('wb_7hq2m4~12');
    expect(parseRoomName(name)).toEqual({ workbook: 'wb_7hq2m4', epoch: '', generation: 12 });
    const later = roomName('wb_7hq2m4' as WorkbookId, 12, 'e00c0ffee');
    expect(later).toBe('wb_7hq2m4~e00c0ffee~12');
    expect(parseRoomName(later)).toEqual({
      workbook: 'wb_7hq2m4',
      epoch: 'e00c0ffee',
      generation: 12,
    });
    expect(inGeneration(name, 13)).toBe('wb_7hq2m4~13');
    expect(inGeneration(later, 13)).toBe('wb_7hq2m4~e00c0ffee~13');
    for (const bad of [
      '',
      'wb',
      'wb~',
      '~1',
      'wb~01',
      'wb~1~2',
      'wb~e00c0ffee',
      'wb~e00c0ffe~1',
      'wb~E00C0FFEE~1',
      'wb~~1',
      'wb~e00c0ffee~e00c0ffee~1',
      'wb~-1',
      'wb~1e3',
      'wb~9999999999',
    ]) {
      expect(parseRoomName(bad), bad).toBeUndefined();
    }
  });
});

describe('replay', () => {
  it('the updates of a room make the same room again', () => {
    const doc = createRoom();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (let i = 0; i < 300; i++) {
      setCells(doc, [[i % 3 === 0 ? A : B, i % 7 === 0 ? null : `${i}`]], undefined);
    }
    expect(updates.length).toBeGreaterThan(200);
    const again = replay(undefined, updates);
    expect(readCells(again)).toEqual(readCells(doc));
    expect(Y.encodeStateVector(again)).toEqual(Y.encodeStateVector(doc));
  });

  it('a hole in the updates is a defect', () => {
    const doc = createRoom();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (const text of ['1', '2', '3']) setCells(doc, [[A, text]], undefined);
    expect(() => replay(undefined, [updates[0], updates[2]] as Uint8Array[])).toThrow('missing');
  });
});

describe('opening a room', () => {
  it('a document that keeps deleted content, has another root, or parked changes is a defect', () => {
    expect(() => openRoom(new Y.Doc({ gc: false }))).toThrow('gc');
    const second = createRoom();
    second.getMap('other');
    expect(() => openRoom(second)).toThrow('another root');
    const parked = createRoom();
    Y.applyUpdate(parked, new Uint8Array([0, 1, 9, 1, 0, 1]));
    expect(() => openRoom(parked)).toThrow('parked');
  });
});
