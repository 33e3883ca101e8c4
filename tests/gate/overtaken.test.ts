/**
 * What was typed without a line and meets what was saved meanwhile: the gate takes none of it, whichever client id is
 * higher; what merely crossed on the wire is decided by Yjs as ever.
 */
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import { type GateVerdict, inspect } from '@tallystick/room/gate';
import { applyBatch, openRoom, type RoomIndex } from '@tallystick/room/room-index';
import { baseUpdate, createRoom, setCells } from '@tallystick/room/shape';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';

const [A, B] = ['mine:a', 'mine:b'] as [CellId, CellId];
const ME = 'p_me' as PersonId;
type Write = [CellId, string | null];

/** A room in which somebody has saved `saved` while another, who knew its base alone, typed `typed`. */
function met(
  base: [CellId, string][],
  { saved, typed, clients }: { saved: Write[]; typed: Write[]; clients: [number, number] },
): { room: RoomIndex; updates: Uint8Array[] } {
  const start = baseUpdate(base);
  const [saver, typer] = clients.map((client) => {
    const doc = createRoom();
    doc.clientID = client;
    Y.applyUpdate(doc, start);
    return doc;
  }) as [Y.Doc, Y.Doc];
  const updates: Uint8Array[] = [];
  typer.on('update', (update: Uint8Array) => updates.push(update));
  for (const write of saved) setCells(saver, [write], 'local');
  for (const write of typed) setCells(typer, [write], 'local');
  const doc = createRoom();
  Y.applyUpdate(doc, start);
  const room = openRoom(doc);
  applyBatch(room, [Y.encodeStateAsUpdate(saver)]);
  return { room, updates };
}

function ask(
  room: RoomIndex,
  update: Uint8Array,
  wasThere: boolean,
  isJustMade = true,
): GateVerdict {
  return inspect(room, update, {
    person: ME,
    ownerOf: () => undefined,
    judge: () => undefined,
    isJustMade,
    wasThere: () => wasThere,
  });
}

const ORDERS: [string, [number, number]][] = [
  ['the higher client id', [50, 90]],
  ['the lower client id', [90, 50]],
];

describe.each(ORDERS)('typed without a line, by %s', (_order, clients) => {
  const base: [CellId, string][] = [
    [A, 'base a'],
    [B, 'base b'],
  ];

  it('a value saved meanwhile stands, and what was typed goes back to its author', () => {
    const { room, updates } = met(base, { saved: [[A, 'saved']], typed: [[A, 'typed']], clients });
    expect(ask(room, updates[0] as Uint8Array, true)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'overtaken' },
      cells: [A],
      values: [[A, 'typed']],
    });
  });

  it('what only crossed on the wire is taken, and says which of the two was not seen', () => {
    const { room, updates } = met(base, { saved: [[A, 'saved']], typed: [[A, 'typed']], clients });
    const verdict = ask(room, updates[0] as Uint8Array, false);
    const expected =
      clients[1] > clients[0]
        ? { before: 'saved', after: 'typed', unseen: 'saved' }
        : { before: 'saved', after: 'saved', attempted: 'typed' };
    expect(verdict).toMatchObject({ kind: 'edit', changes: [{ cell: A, ...expected }] });
  });

  it('so it is where it comes as the whole of a document', () => {
    const { room, updates } = met(base, { saved: [[A, 'saved']], typed: [[A, 'typed']], clients });
    const whole = ask(room, updates[0] as Uint8Array, true, false);
    expect(whole).toMatchObject({ kind: 'refused', refusal: { code: 'overtaken' }, cells: [A] });
  });

  it('the same text is no conflict', () => {
    const { room, updates } = met(base, { saved: [[A, 'same']], typed: [[A, 'same']], clients });
    expect(ask(room, updates[0] as Uint8Array, true).kind).toBe('edit');
  });

  it('a cell that nobody has touched meanwhile is taken', () => {
    const { room, updates } = met(base, { saved: [[A, 'saved']], typed: [[B, 'typed']], clients });
    expect(ask(room, updates[0] as Uint8Array, true)).toMatchObject({
      kind: 'edit',
      changes: [{ cell: B, after: 'typed' }],
    });
  });

  it('a clearing does not take away what was saved meanwhile', () => {
    const { room, updates } = met(base, { saved: [[A, 'saved']], typed: [[A, null]], clients });
    expect(ask(room, updates[0] as Uint8Array, true)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'overtaken' },
      cells: [A],
      values: [[A, null]],
    });
    expect(ask(room, updates[0] as Uint8Array, false)).toMatchObject({
      kind: 'nothing',
      late: [A],
    });
  });

  it('a value does not fill what was cleared meanwhile, and the clearing is said to be unseen', () => {
    const { room, updates } = met(base, { saved: [[A, null]], typed: [[A, 'typed']], clients });
    expect(ask(room, updates[0] as Uint8Array, true)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'overtaken' },
      cells: [A],
    });
    expect(ask(room, updates[0] as Uint8Array, false)).toMatchObject({
      kind: 'edit',
      changes: [{ cell: A, before: null, after: 'typed', unseen: null }],
    });
  });

  it('who had cleared the cell before typing had seen all there was', () => {
    const typed: Write[] = [
      [A, null],
      [A, 'typed'],
    ];
    const { room, updates } = met(base, { saved: [[A, null]], typed, clients });
    expect(ask(room, updates[0] as Uint8Array, true).kind).toBe('nothing');
    expect(ask(room, updates[1] as Uint8Array, true)).toMatchObject({
      kind: 'edit',
      changes: [{ cell: A, before: null, after: 'typed' }],
    });
  });
});

it('an edit that is saved already and sent once more clears nothing, though others have written since', () => {
  const { room, updates } = met([[A, 'base a']], {
    saved: [],
    typed: [[A, 'typed']],
    clients: [50, 90],
  });
  const [update] = updates as [Uint8Array];
  applyBatch(room, [update]);
  const later = createRoom();
  Y.applyUpdate(later, Y.encodeStateAsUpdate(room.doc));
  setCells(later, [[A, 'later']], 'local');
  applyBatch(room, [Y.encodeStateAsUpdate(later, Y.encodeStateVector(room.doc))]);
  expect(ask(room, update, true)).toEqual({ kind: 'nothing' });
});
