/**
 * A room as the gate sees it: the Yjs document and what is known of it beside: deletions, texts, what changed last.
 */
import type { CellId } from '@tallystick/domain/cells/ids';
import * as Y from 'yjs';
import { type Intervals, addInterval } from './intervals.ts';
import { ROOT } from './shape.ts';

/** A key's last entry, as Yjs keeps it. */
export type Item = Y.Item;

/** The state beside one live document. Made by `openRoom`, kept up to date by every Yjs transaction. */
export type RoomIndex = {
  readonly doc: Y.Doc;
  readonly cells: Y.Map<unknown>;
  /** All deleted clocks by client. */
  readonly deletions: Map<number, Intervals>;
  /** The texts of the cells as of the last transaction. */
  readonly texts: Map<CellId, string>;
  /** The cells whose text changed since `applyBatch` last asked. */
  readonly changed: Set<CellId>;
};

/** Opens a document as a room. Throws a defect where the document keeps deleted content or holds another root. */
export function openRoom(doc: Y.Doc): RoomIndex {
  if (!doc.gc) throw new Error('a room is opened with gc: true');
  const cells = doc.getMap(ROOT);
  const room: RoomIndex = {
    doc,
    cells,
    deletions: new Map(),
    texts: new Map(),
    changed: new Set(),
  };
  assertWhole(room);
  for (const [client, ranges] of Y.createDeleteSetFromStructStore(doc.store).clients) {
    for (const range of ranges) noteDeletion(room, client, range);
  }
  for (const [key, item] of cells._map) noteText(room, key as CellId, item);
  room.changed.clear();
  doc.on('afterTransaction', (transaction: Y.Transaction) => absorb(room, transaction));
  return room;
}

/**
 * Applies accepted updates in ONE Yjs transaction, in order, and returns the cells whose text changed.
 * Throws a defect if Yjs throws or parks anything: then the document is to be dropped and rebuilt from the journal.
 */
export function applyBatch(room: RoomIndex, updates: Uint8Array[], origin?: unknown): CellId[] {
  room.changed.clear();
  room.doc.transact(() => {
    for (const update of updates) Y.applyUpdate(room.doc, update, origin);
  }, origin);
  assertWhole(room);
  const changed = [...room.changed];
  room.changed.clear();
  return changed;
}

/** The next clock of a client in this room. */
export function stateOf(room: RoomIndex, client: number): number {
  return Y.getState(room.doc.store, client);
}

/** The entry that holds a known clock. Ask only for clocks below `stateOf`. */
export function entryAt(room: RoomIndex, client: number, clock: number): Item | Y.GC {
  const structs = room.doc.store.clients.get(client) as (Item | Y.GC)[];
  return structs[Y.findIndexSS(structs, clock)] as Item | Y.GC;
}

/** The text of a key's last entry; null where it is deleted, there is none, or it is not a text. */
export function textOf(item: Item | undefined): string | null {
  if (item === undefined || item.deleted || !(item.content instanceof Y.ContentAny)) return null;
  const value: unknown = item.content.arr[item.length - 1];
  return typeof value === 'string' ? value : null;
}

function absorb(room: RoomIndex, transaction: Y.Transaction): void {
  for (const [client, ranges] of transaction.deleteSet.clients) {
    for (const range of ranges) noteDeletion(room, client, range);
  }
  for (const key of transaction.changed.get(room.cells as never) ?? []) {
    if (key !== null) noteText(room, key as CellId, room.cells._map.get(key));
  }
}

function noteDeletion(
  room: RoomIndex,
  client: number,
  range: { clock: number; len: number },
): void {
  let set = room.deletions.get(client);
  if (set === undefined) {
    set = [];
    room.deletions.set(client, set);
  }
  addInterval(set, range.clock, range.clock + range.len);
}

function noteText(room: RoomIndex, key: CellId, item: Item | undefined): void {
  const text = textOf(item);
  const before = room.texts.get(key) ?? null;
  if (text === before) return;
  if (text === null) room.texts.delete(key);
  else room.texts.set(key, text);
  room.changed.add(key);
}

/** Nothing parked, no second root: what the gate promises of every document it has let anything into. */
function assertWhole(room: RoomIndex): void {
  const { store, share } = room.doc;
  if (store.pendingStructs !== null || store.pendingDs !== null) {
    throw new Error('the room holds parked changes');
  }
  if (share.size !== 1 || share.get(ROOT) !== (room.cells as unknown)) {
    throw new Error('the room holds another root');
  }
}
