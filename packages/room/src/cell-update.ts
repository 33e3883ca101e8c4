/**
 * The update of a client that has seen the whole room and sets some of its cells: what it writes follows what stands, so
 * it stands afterwards. Written from the room's index, in time linear in the cells; no document is copied for it.
 * Source: yjs 13.6 `types/AbstractType.js` `typeMapSet`, `structs/Item.js` `write` (V1).
 */
import type { CellId } from '@tallystick/domain/cells/ids';
import * as encoding from 'lib0/encoding';
import { type DeletedRun, writeDeletes } from './join.ts';
import type { RoomIndex } from './room-index.ts';
import { ANY, HAS_KEY, HAS_ORIGIN, PARENT_IS_ROOT, ROOT } from './shape.ts';

/**
 * Sets cells under a client that has not written in this room yet; null clears. Undefined where all of them stand so
 * already. True of the room as it is: once something else is applied, it has to be made anew.
 */
export function cellUpdate(
  room: RoomIndex,
  client: number,
  cells: Iterable<readonly [CellId, string | null]>,
): Uint8Array | undefined {
  const structs = encoding.createEncoder();
  const deletes: DeletedRun[] = [];
  let count = 0;
  for (const [cell, text] of cells) {
    if ((room.texts.get(cell) ?? null) === text) continue;
    const last = room.cells._map.get(cell);
    if (last !== undefined && !last.deleted) {
      deletes.push([last.id.client, last.id.clock, last.id.clock + last.length]);
    }
    if (text === null) continue;
    count++;
    encoding.writeUint8(structs, last === undefined ? ANY | HAS_KEY : ANY | HAS_ORIGIN | HAS_KEY);
    if (last === undefined) {
      encoding.writeVarUint(structs, PARENT_IS_ROOT);
      encoding.writeVarString(structs, ROOT);
      encoding.writeVarString(structs, cell);
    } else {
      encoding.writeVarUint(structs, last.id.client);
      encoding.writeVarUint(structs, last.id.clock + last.length - 1);
    }
    encoding.writeVarUint(structs, 1);
    encoding.writeAny(structs, text);
  }
  if (count + deletes.length === 0) return undefined;
  const update = encoding.createEncoder();
  encoding.writeVarUint(update, count === 0 ? 0 : 1);
  if (count > 0) {
    encoding.writeVarUint(update, count);
    encoding.writeVarUint(update, client);
    encoding.writeVarUint(update, 0);
    encoding.writeUint8Array(update, encoding.toUint8Array(structs));
  }
  writeDeletes(update, deletes);
  return encoding.toUint8Array(update);
}
