/**
 * The shape of a room: one Yjs root map `cells`, `row:column` -> text. An empty cell has no key. The browser and the
 * server must agree on it; it imports nothing of Node.
 */
import type { CellId, WorkbookId } from '@tallystick/domain/cells/ids';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** The name of the only root of a room. */
export const ROOT = 'cells';

/** The client id that writes the base of a generation; nobody else may write under it. */
export const SYSTEM_CLIENT = 1;

/** Stands for the client of an edit that only deletes, which Yjs writes no author for. Nobody may write under it. */
export const NO_CLIENT = 0;

/** Bits and numbers of a struct in Yjs V1 (yjs `structs/Item.js`, `write`). */
export const ANY = 8;
export const TOMBSTONE = 1;
export const HAS_ORIGIN = 0x80;
export const HAS_KEY = 0x20;
export const PARENT_IS_ROOT = 1;

/** An empty room. Deleted content is collected (`gc`): history is the journal's, not the room's. */
export function createRoom(): Y.Doc {
  const doc = new Y.Doc({ gc: true });
  doc.getMap(ROOT);
  return doc;
}

/** The cells of a room with their texts. What is not text is not a cell's value and is left out. */
export function readCells(doc: Y.Doc): Map<CellId, string> {
  const cells = new Map<CellId, string>();
  for (const [key, value] of doc.getMap(ROOT).entries())
    if (typeof value === 'string') cells.set(key as CellId, value);
  return cells;
}

/**
 * Writes cells in one transaction; `null` or an empty text clears. A cell that has the text already is not written.
 * Lone surrogates become U+FFFD here, because the wire would do it and the author's screen would differ.
 */
export function setCells(
  doc: Y.Doc,
  changes: Iterable<[CellId, string | null]>,
  origin: unknown,
): void {
  const cells = doc.getMap(ROOT);
  doc.transact(() => {
    for (const [cell, value] of changes) {
      const text = value === null ? '' : value.toWellFormed();
      if (text === '') {
        if (cells.has(cell)) cells.delete(cell);
      } else if (cells.get(cell) !== text) cells.set(cell, text);
    }
  }, origin);
}

/**
 * The base of a generation: a Yjs V1 update under `SYSTEM_CLIENT` that sets these cells in a new room.
 * The same cells give the same bytes, in whatever order they come: its hash is in the journal.
 */
export function baseUpdate(cells: Iterable<[CellId, string]>): Uint8Array {
  const texts = new Map<string, string>();
  for (const [cell, text] of cells) if (text !== '') texts.set(cell, text);
  const sorted = [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, sorted.length === 0 ? 0 : 1);
  if (sorted.length > 0) {
    encoding.writeVarUint(encoder, sorted.length);
    encoding.writeVarUint(encoder, SYSTEM_CLIENT);
    encoding.writeVarUint(encoder, 0);
  }
  for (const [cell, text] of sorted) {
    encoding.writeUint8(encoder, ANY | HAS_KEY);
    encoding.writeVarUint(encoder, PARENT_IS_ROOT);
    encoding.writeVarString(encoder, ROOT);
    encoding.writeVarString(encoder, cell);
    encoding.writeVarUint(encoder, 1);
    encoding.writeAny(encoder, text);
  }
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}

/** A room's name taken apart. `epoch`: of the database; empty in its first, and nine characters after each restore. */
export type RoomPlace = { workbook: WorkbookId; epoch: string; generation: number };

/**
 * The room of a workbook's generation, as clients ask for it: `wb_7hq2m4~3`, and `wb_7hq2m4~e5c0ffee1~3` in a database
 * that was restored. What a document of one name holds is nothing to the room of another.
 */
export function roomName(workbook: WorkbookId, generation: number, epoch = ''): string {
  return epoch === '' ? `${workbook}~${generation}` : `${workbook}~${epoch}~${generation}`;
}

/** The parts of a room's name; undefined where the text is not one. */
export function parseRoomName(name: string): RoomPlace | undefined {
  const parts = /^([^~]+)(?:~(e[0-9a-f]{8}))?~(0|[1-9]\d{0,8})$/.exec(name);
  if (parts === null) return undefined;
  const [, workbook, epoch = '', generation] = parts;
  return { workbook: workbook as WorkbookId, epoch, generation: Number(generation) };
}

/** The room of another generation of the same workbook and epoch. The name must be one. */
export function inGeneration(name: string, generation: number): string {
  const place = parseRoomName(name);
  if (place === undefined) throw new Error(`${name} is no room's name`);
  return roomName(place.workbook, generation, place.epoch);
}
