/** What a document may bring to a room that knows less than it does: a journal that was restored from a backup. */
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { inspect } from '../src/gate.ts';
import { ownValuesOf } from '../src/late-texts.ts';
import { FIRST_SYNC_BYTES } from '../src/limits.ts';
import { openRoom } from '../src/room-index.ts';
import { createRoom, setCells } from '../src/shape.ts';
import { soleWriter } from '../src/sole-writer.ts';

const A = 'row:a' as CellId;
const B = 'row:b' as CellId;
const C = 'row:c' as CellId;
const ANN = 'p_ann' as PersonId;
const BO = 'p_bo' as PersonId;

const docOf = (client: number): Y.Doc => {
  const doc = createRoom();
  doc.clientID = client;
  return doc;
};
const give = (from: Y.Doc, to: Y.Doc): void =>
  Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));

/** A room as of the backup, and Ann's document with what Ann (10) and Bo (20) wrote since; Bo's id is known or not. */
function afterRestore(isBoKnown: boolean) {
  const restored = docOf(2);
  const ann = docOf(10);
  const bo = docOf(20);
  if (isBoKnown) setCells(bo, [[C, 'of Bo, before']], undefined);
  give(bo, restored);
  give(bo, ann);
  setCells(ann, [[A, 'of Ann']], undefined);
  give(ann, bo);
  setCells(
    bo,
    [
      [A, 'of Bo over Ann'],
      [B, 'of Bo'],
    ],
    undefined,
  );
  give(bo, ann);
  setCells(ann, [[C, 'of Ann again']], undefined);
  const room = openRoom(restored);
  const update = Y.encodeStateAsUpdate(ann, Y.encodeStateVector(restored));
  const owners = new Map(isBoKnown ? [[20, BO]] : []);
  return { room, update, ownerOf: (client: number) => owners.get(client) };
}

describe('a whole document at a restored room', () => {
  it.each([
    [true, 'foreign-client'],
    [false, 'restored'],
  ])(
    'is refused where it holds what others wrote, and claims nothing (known: %s)',
    (isKnown, code) => {
      const { room, update, ownerOf } = afterRestore(isKnown);
      const mayClaim = (client: number): boolean => client === 10;
      const context = { person: ANN, ownerOf, judge: () => undefined, maxBytes: FIRST_SYNC_BYTES };
      const verdict = inspect(room, update, { ...context, mayClaim });
      expect(verdict).toMatchObject({ kind: 'refused', refusal: { code } });
      // What it holds of the person's own is theirs, and nothing else.
      const own = ownValuesOf(room, update, mayClaim);
      expect(new Map(own).get(C)).toBe('of Ann again');
      expect(own.map(([, text]) => text).join()).not.toContain('Bo');
    },
  );

  it('is taken where all that is new in it is under the id that its connection has shown', () => {
    const restored = docOf(2);
    const ann = docOf(10);
    setCells(ann, [[A, 'of Ann']], undefined);
    const context = { person: ANN, ownerOf: () => undefined, judge: () => undefined };
    const update = Y.encodeStateAsUpdate(ann);
    const ask = (shown: number) =>
      inspect(openRoom(restored), update, { ...context, mayClaim: (client) => client === shown });
    expect(ask(10)).toMatchObject({ kind: 'edit', clients: [10] });
    expect(ask(11)).toMatchObject({ kind: 'refused', refusal: { code: 'restored' } });
  });
});

describe('the writer of an update', () => {
  it('is told where there is one', () => {
    const doc = docOf(4_000_000_000);
    setCells(doc, [[A, 'one']], undefined);
    expect(soleWriter(Y.encodeStateAsUpdate(doc))).toBe(4_000_000_000);
    doc.clientID = 7;
    setCells(doc, [[B, 'two']], undefined);
    expect(soleWriter(Y.encodeStateAsUpdate(doc))).toBeUndefined();
    expect(soleWriter(Y.encodeStateAsUpdate(createRoom()))).toBeUndefined();
    expect(soleWriter(Uint8Array.of(1, 1))).toBeUndefined();
    expect(soleWriter(new Uint8Array())).toBeUndefined();
  });
});
