/**
 * Foresees where Yjs will place an entry among those of its key, and so whose text a cell will show. It is the second
 * half of the gate: it must agree with `Item.integrate` to the last case.
 *
 * In a room no entry has a right origin, so the entries of a key form a tree: the parent of an entry is its origin.
 * Yjs lists that tree depth first, the children of one entry by ascending client, those of one client newest first.
 * The last of the list is the cell's entry; all others are deleted. An entry therefore becomes the last exactly if its
 * origin lies on the way from the tree's root to the present last, and either is that last itself or is followed on
 * that way by an entry of a lower client.
 * Source: yjs 13.6 `structs/Item.js`, `integrate` (cases 1 and 2).
 */
import type { CellId } from '@tallystick/domain/cells/ids';
import { type RoomIndex, entryAt, type Item, textOf } from './room-index.ts';
import { NO_ORIGIN, type Struct } from './wire.ts';

/** A new entry (or run of tombstones) as it was placed. `clock` is that of its first new clock. */
export type Placed = {
  client: number;
  clock: number;
  length: number;
  originClient: number;
  originClock: number;
  text: string | undefined;
  chain: Chain;
  /** The entry that holds the origin, in the room or in this update. */
  parent: Node | undefined;
  /** It did not become the last, and nothing can make it the last later. */
  lost: boolean;
  /** Another new entry follows it. */
  followed: boolean;
  /** Its author had seen the entry that was the cell's last before this update. */
  saw: boolean;
  /** Deleted by this same update. */
  deleted: boolean;
};

export type Node = Item | Placed;

/** One key during one inspection. */
export type Chain = {
  cell: CellId;
  /** The cell's entry in the room; untouched by the inspection. */
  readonly current: Item | undefined;
  /** The last entry so far, of the room or of this update. */
  last: Node | undefined;
  /** The new entry placed last in time: what its author wants to see. */
  latest: Placed | undefined;
  /** New entries so far. */
  placed: number;
  /** All texts the update sets here. */
  texts: Set<string>;
  /** The update deletes `current` by name. */
  cleared: boolean;
};

/** Steps left for walking up the ways of stale entries, shared by all chains of an update. */
export type Walk = { left: number };

export function openChain(room: RoomIndex, cell: CellId): Chain {
  const current = room.cells._map.get(cell);
  return {
    cell,
    current,
    last: current,
    latest: undefined,
    placed: 0,
    texts: new Set(),
    cleared: false,
  };
}

/** Places an entry. Answers false where the steps are used up (then nothing may be concluded). */
export function place(room: RoomIndex, entry: Placed, walk: Walk): boolean {
  const { chain, parent } = entry;
  entry.saw = isPlaced(parent) ? parent.saw : followsCurrent(entry, chain.current);
  const next = isPlaced(parent) ? nextAmongNew(entry, parent, walk) : nextInRoom(room, entry, walk);
  if (walk.left < 0) return false;
  entry.lost = next === NOT_ON_WAY || (next !== IS_LAST && next >= entry.client);
  if (!entry.lost) chain.last = entry;
  chain.latest = entry;
  chain.placed++;
  if (entry.text !== undefined) chain.texts.add(entry.text);
  return true;
}

/** What the update does to the chain's cell once all is placed and deleted. */
export function outcome(chain: Chain): {
  before: string | null;
  after: string | null;
  won: Placed | undefined;
} {
  const before = textOf(chain.current);
  if (isPlaced(chain.last)) {
    return { before, after: liveText(chain.last), won: chain.last };
  }
  return { before, after: chain.cleared ? null : before, won: undefined };
}

export function liveText(entry: Placed): string | null {
  return entry.deleted ? null : (entry.text ?? null);
}

export function isPlaced(node: Node | undefined): node is Placed {
  return node !== undefined && 'chain' in node;
}

/** A struct's first new clock may lie inside it; then it follows its own clock before. */
export function newEntry(
  struct: Struct,
  from: number,
  at: { chain: Chain; parent: Node | undefined },
): Placed {
  const cut = from > struct.clock;
  return {
    client: struct.client,
    clock: from,
    length: struct.clock + struct.length - from,
    originClient: cut ? struct.client : struct.originClient,
    originClock: cut ? from - 1 : struct.originClock,
    text: struct.text,
    chain: at.chain,
    parent: at.parent,
    lost: false,
    followed: false,
    saw: true,
    deleted: false,
  };
}

function followsCurrent(entry: Placed, current: Item | undefined): boolean {
  if (current === undefined) return entry.originClient === NO_ORIGIN;
  const { client, clock } = current.id;
  return entry.originClient === client && entry.originClock === clock + current.length - 1;
}

/** Instead of the client of the entry that follows the origin on the way to the last. */
const IS_LAST = -1;
const NOT_ON_WAY = -2;

/** A run, as far as it lies on the way: up to the clock `limit`. `next` is the client of what follows there. */
type Stop = { node: Node | undefined; limit: number; next: number };

function lastStop({ last }: Chain): Stop {
  const limit = last === undefined ? 0 : startOf(last) + last.length - 1;
  return { node: last, limit, next: IS_LAST };
}

/** One entry up, to what holds its origin. */
function climb(room: RoomIndex, stop: Stop): void {
  const { node } = stop;
  if (node === undefined) return;
  stop.next = clientOf(node);
  stop.limit = isPlaced(node) ? node.originClock : (node.origin?.clock ?? 0);
  stop.node = isPlaced(node) ? node.parent : parentOf(room, node);
}

/** The client that follows the origin on the way, where the stop holds the origin. */
function nextAt(stop: Stop, entry: Placed): number {
  if (entry.originClock === stop.limit) return stop.next;
  // Inside a run the entry that follows is of the run's own client; after the limit the way has left the run.
  return entry.originClock < stop.limit ? clientOf(stop.node as Node) : NOT_ON_WAY;
}

/** For an entry that follows a new one: only new entries can be on the way between. */
function nextAmongNew(entry: Placed, parent: Placed, walk: Walk): number {
  // Yjs compares it with all that follow the same one. Refused before two crowds make that quadratic.
  if (parent.followed) walk.left -= entry.chain.placed;
  parent.followed = true;
  if (parent.lost) return NOT_ON_WAY;
  const stop = lastStop(entry.chain);
  while (isPlaced(stop.node) && walk.left-- > 0) {
    if (stop.node === parent) return nextAt(stop, entry);
    stop.next = stop.node.client;
    stop.limit = stop.node.originClock;
    stop.node = stop.node.parent;
  }
  return NOT_ON_WAY;
}

/**
 * For an entry that follows one of the room, or none: goes left from the cell's entry to the origin, past all that Yjs
 * will compare it with, and follows the way meanwhile (a parent is always to the left of its children).
 */
function nextInRoom(room: RoomIndex, entry: Placed, walk: Walk): number {
  const { chain, originClient, originClock } = entry;
  walk.left -= chain.placed;
  const stop = lastStop(chain);
  while (isPlaced(stop.node) && walk.left-- > 0) climb(room, stop);
  for (let at = chain.current ?? null; at !== null && walk.left-- > 0; at = at.left) {
    const { client, clock } = at.id;
    const holdsOrigin =
      client === originClient && originClock >= clock && originClock < clock + at.length;
    if (holdsOrigin) return at === stop.node ? nextAt(stop, entry) : NOT_ON_WAY;
    if (at === stop.node) climb(room, stop);
  }
  // The start of the cell's history: only an entry without origin begins there.
  return originClient === NO_ORIGIN ? stop.next : NOT_ON_WAY;
}

const clientOf = (node: Node): number => (isPlaced(node) ? node.client : node.id.client);
const startOf = (node: Node): number => (isPlaced(node) ? node.clock : node.id.clock);

/** The entry of the room that holds an item's origin. Nearly always its left neighbour, which needs no search. */
function parentOf(room: RoomIndex, item: Item): Item | undefined {
  if (item.origin === null) return undefined;
  const { client, clock } = item.origin;
  const left = item.left;
  if (left !== null && left.id.client === client) {
    if (clock >= left.id.clock && clock < left.id.clock + left.length) return left;
  }
  return entryAt(room, client, clock) as Item;
}
