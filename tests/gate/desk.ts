/** What stands around the gate in the server, as small as it can be: claims of client ids, a journal, one room. */
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import type { Refusal } from '@tallystick/domain/refusals';
import { type GateVerdict, inspect } from '@tallystick/room/gate';
import { applyBatch, openRoom, type RoomIndex } from '@tallystick/room/room-index';
import { createRoom } from '@tallystick/room/shape';
import * as Y from 'yjs';

export type Judge = (person: PersonId, cell: CellId, value: string | null) => Refusal | undefined;

export type Desk = {
  room: RoomIndex;
  owners: Map<number, PersonId>;
  journal: { by: PersonId; client: number; update: Uint8Array }[];
  base: Uint8Array | undefined;
  judge: Judge;
};

export const allowAll: Judge = () => undefined;

export function openDesk(base?: Uint8Array, judge: Judge = allowAll): Desk {
  const doc = createRoom();
  if (base !== undefined) Y.applyUpdate(doc, base);
  return { room: openRoom(doc), owners: new Map(), journal: [], base, judge };
}

/** Asks the gate, without doing what it answers. */
export function ask(desk: Desk, person: PersonId, update: Uint8Array): GateVerdict {
  return inspect(desk.room, update, {
    person,
    ownerOf: (client) => desk.owners.get(client),
    judge: (cell, value) => desk.judge(person, cell, value),
    maxBytes: 1024 * 1024,
  });
}

/** Asks the gate and, where it accepts, claims, journals and applies. Returns the cells that changed with the verdict. */
export function offer(
  desk: Desk,
  person: PersonId,
  update: Uint8Array,
): GateVerdict & { changed: CellId[] } {
  const verdict = ask(desk, person, update);
  if (verdict.kind !== 'edit') return { ...verdict, changed: [] };
  for (const client of verdict.clients) desk.owners.set(client, person);
  desk.journal.push({ by: person, client: verdict.client, update });
  return { ...verdict, changed: applyBatch(desk.room, [update]) };
}
