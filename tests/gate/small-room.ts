/** A room of two people with one cell each, as the tests of single updates need it. */
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import { refuse } from '@tallystick/domain/refusals';
import type { GateVerdict } from '@tallystick/room/gate';
import { baseUpdate } from '@tallystick/room/shape';
import * as Y from 'yjs';
import { expect } from 'vitest';
import { type Desk, offer, openDesk } from './desk.ts';
import * as raw from './raw-update.ts';

export const ME = 'p_me' as PersonId;
export const OTHER = 'p_other' as PersonId;
export const MINE = 50;
export const MINE_TOO = 60;
export const THEIRS = 70;
export const A = 'mine:a' as CellId;
export const B = 'theirs:b' as CellId;

/** The desk of the test that runs. */
export let desk: Desk;

/** `mine:a` and `theirs:b` are in the base; each person has written once more; `mine:a` is at [50, 0]. */
export function openSmallRoom(): void {
  desk = openDesk(
    baseUpdate([
      [A, 'base a'],
      [B, 'base b'],
    ]),
    (person, cell) => {
      if (cell.startsWith('mine')) return person === ME ? undefined : refuse('not-your-row');
      if (cell.startsWith('theirs')) return person === OTHER ? undefined : refuse('not-your-row');
      return cell.startsWith('free') ? undefined : refuse('unknown-cell');
    },
  );
  expect(send(ME, one(MINE, 0, { content: raw.any('mine'), origin: [1, 0] })).kind).toBe('edit');
  expect(send(OTHER, one(THEIRS, 0, { content: raw.any('theirs'), origin: [1, 1] })).kind).toBe(
    'edit',
  );
}

export const send = (person: PersonId, update: raw.RawUpdate): GateVerdict =>
  offer(desk, person, raw.writeUpdate(update));

export const one = (client: number, clock: number, struct: raw.RawStruct): raw.RawUpdate => ({
  sections: [{ client, clock, structs: [struct] }],
  deletes: [],
});

export const deleting = (client: number, ...ranges: [number, number][]): raw.RawUpdate => ({
  sections: [],
  deletes: [{ client, ranges }],
});

/** The room must be as before, whatever was asked. */
export function expectRefused(update: raw.RawUpdate | Uint8Array, code: string, person = ME): void {
  const before = Y.encodeStateAsUpdate(desk.room.doc);
  const bytes = update instanceof Uint8Array ? update : raw.writeUpdate(update);
  const verdict = offer(desk, person, bytes);
  expect(verdict.kind === 'refused' ? verdict.refusal.code : verdict.kind).toBe(code);
  expect(Y.encodeStateAsUpdate(desk.room.doc)).toEqual(before);
  expect([...desk.room.doc.share.keys()]).toEqual(['cells']);
}
