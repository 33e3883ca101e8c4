/** A tree held in memory, grown leaf by leaf through the frontier. */
import { appendLeaf, emptyFrontier, type Frontier } from '@tallystick/ledger/frontier';
import type { HashReader } from '@tallystick/ledger/merkle-tree';
import { isKeptLevel, readerWithTiles } from '@tallystick/ledger/tiles';

export type MemoryTree = {
  leaves: Uint8Array[];
  frontier: Frontier;
  append: (leaf: Uint8Array) => void;
  /** Reads every complete subtree as it was reported. */
  read: HashReader;
  /** Keeps levels 0, 8, 16 only and computes the others. */
  readTiles: HashReader;
};

export function memoryTree(): MemoryTree {
  const leaves: Uint8Array[] = [];
  const all = new Map<string, Uint8Array>();
  const kept = new Map<string, Uint8Array>();
  const frontier = emptyFrontier();
  const from =
    (map: Map<string, Uint8Array>): HashReader =>
    (level, index) => {
      const hash = map.get(`${level}:${index}`);
      if (hash === undefined) throw new Error(`no complete subtree ${level}:${index}`);
      return hash;
    };
  return {
    leaves,
    frontier,
    append(leaf) {
      leaves.push(leaf);
      for (const { level, index, hash } of appendLeaf(frontier, leaf)) {
        all.set(`${level}:${index}`, hash);
        if (isKeptLevel(level)) kept.set(`${level}:${index}`, hash);
      }
    },
    read: from(all),
    readTiles: readerWithTiles({ leafHashes: (a, b) => leaves.slice(a, b), stored: from(kept) }),
  };
}
