/**
 * Whether a document that a plain client brings can be of the room's present generation. Merging two generations would
 * put values into wrong cells, silently and for everybody.
 *
 * Each generation begins anew: the base of all cells is written under one client id, with clocks from 0, and the ids of
 * people are claimed once for the whole workbook. What a state vector shows is not the whole proof; who passes here
 * with a document that is not empty is asked for all of it, and the gate compares it entry by entry.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import type { Refusal } from '@tallystick/domain/refusals';
import { stateOf } from '@tallystick/room/room-index';
import { SYSTEM_CLIENT } from '@tallystick/room/shape';
import type { LiveRoom } from '../room/live-room.ts';

/** True where a state vector can only be that of another generation's document. */
export function isOfAnotherGeneration(
  vector: ReadonlyMap<number, number>,
  room: LiveRoom,
  ownerOf: (client: number) => PersonId | undefined,
): boolean {
  for (const client of vector.keys()) {
    const state = stateOf(room.index, client);
    if (client === SYSTEM_CLIENT) {
      // A base is sent whole or not at all.
      if (vector.get(client) !== state) return true;
      // An id that has written in this workbook, and not in this generation, wrote in an earlier one.
    } else if (state === 0 && ownerOf(client) !== undefined) return true;
  }
  return false;
}

/** Refusals of a whole document that tell of a document that is not this room's. */
export const SIGNS_OF_ANOTHER: ReadonlySet<Refusal['code']> = new Set([
  'foreign-client',
  'forbidden-shape',
  'future-delete',
  'restored',
]);
