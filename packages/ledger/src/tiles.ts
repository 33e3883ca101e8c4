/**
 * Reading a tree of which only the levels 0, 8, 16, 24 ... are kept; the levels between are computed again. Source:
 * C2SP tlog-tiles (tiles of height 8).
 */
import { nodeHash } from './hash.ts';
import type { HashReader } from './merkle-tree.ts';

/** Levels from one kept level to the next, and the hashes of one level that meet in one hash of the next. */
export const TILE_HEIGHT = 8;
const TILE_WIDTH = 2 ** TILE_HEIGHT;

/** Hashes from (inclusive) to (exclusive) of a kept level. */
type KeptRange = { base: number; from: number; to: number };

/** Whether a store keeps the hashes of this level apart from the leaves. */
export function isKeptLevel(level: number): boolean {
  return level > 0 && level % TILE_HEIGHT === 0;
}

/** The leaf hashes from (inclusive) to (exclusive), and the kept subtree hashes, as a store has them at hand. */
export type KeptHashes = {
  leafHashes: (from: number, to: number) => Uint8Array[];
  stored: (level: number, index: number) => Uint8Array;
};

/** The same, where the store has to be asked. `node` answers undefined for a subtree it does not keep. */
export type AskedHashes = {
  leafHashes: (from: number, to: number) => Promise<Uint8Array[]>;
  node: (level: number, index: number) => Promise<Uint8Array | undefined>;
};

/** A reader over kept hashes. One read costs at most 128 kept hashes and 127 computed ones. */
export function readerWithTiles(kept: KeptHashes): HashReader {
  return (level, index) => {
    const { base, from, to } = keptRange(level, index);
    if (base === 0) return combine(kept.leafHashes(from, to), to - from);
    const hashes: Uint8Array[] = [];
    for (let i = from; i < to; i++) hashes.push(kept.stored(base, i));
    return combine(hashes, to - from);
  };
}

/**
 * Runs `prove` over hashes that must be asked for: once with a reader that only notes what is read, then, the hashes
 * fetched, in earnest. `prove` must read the same places whatever the hashes are, as every proof of this package does.
 */
export async function proveFrom<T>(
  prove: (read: HashReader) => T,
  source: AskedHashes,
): Promise<T> {
  const wanted = new Map<string, { level: number; index: number }>();
  const nothing = new Uint8Array(32);
  prove((level, index) => {
    wanted.set(`${level}:${index}`, { level, index });
    return nothing;
  });
  const found = new Map<string, Uint8Array>();
  const leaves = leavesByTile(source);
  for (const [key, { level, index }] of wanted) {
    const range = keptRange(level, index);
    const { base, from, to } = range;
    const hashes = base === 0 ? await leaves(from, to) : await nodes(source, range);
    found.set(key, combine(hashes, to - from));
  }
  return prove((level, index) => {
    const hash = found.get(`${level}:${index}`);
    if (hash === undefined) throw new Error(`subtree ${level}:${index} was not read at first`);
    return hash;
  });
}

/** Asks for whole tiles of leaves, each once: a proof of many leaves reads hundreds of places in one tile. */
function leavesByTile(source: AskedHashes) {
  const tiles = new Map<number, Uint8Array[]>();
  return async (from: number, to: number): Promise<Uint8Array[]> => {
    const tile = Math.floor(from / TILE_WIDTH);
    const start = tile * TILE_WIDTH;
    let hashes = tiles.get(tile);
    if (hashes === undefined) {
      // The last tile is not full: the store answers as many as it has.
      hashes = await source.leafHashes(start, start + TILE_WIDTH);
      tiles.set(tile, hashes);
    }
    return hashes.slice(from - start, to - start);
  };
}

async function nodes(source: AskedHashes, range: KeptRange): Promise<Uint8Array[]> {
  const { base, from, to } = range;
  const hashes: Uint8Array[] = [];
  for (let i = from; i < to; i++) {
    const hash = await source.node(base, i);
    if (hash !== undefined) hashes.push(hash);
  }
  return hashes;
}

/** The kept level at or below a level, and the range of its hashes that make up one subtree. */
function keptRange(level: number, index: number): KeptRange {
  const above = level % TILE_HEIGHT;
  const width = 2 ** above;
  return { base: level - above, from: index * width, to: (index + 1) * width };
}

/** The root of a power of two of hashes. A defect where the store did not hold all of them. */
function combine(hashes: Uint8Array[], count: number): Uint8Array {
  if (hashes.length !== count) {
    throw new Error(`the store holds ${hashes.length} of ${count} hashes of a subtree`);
  }
  let row = hashes;
  while (row.length > 1) {
    const next: Uint8Array[] = [];
    for (let i = 0; i < row.length; i += 2) {
      next.push(nodeHash(row[i] as Uint8Array, row[i + 1] as Uint8Array));
    }
    row = next;
  }
  return row[0] as Uint8Array;
}
