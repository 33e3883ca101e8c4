/** Leaves, kept subtrees and checkpoints in memory. */
import { appendLeaf, emptyFrontier } from '@tallystick/ledger/frontier';
import { isKeptLevel } from '@tallystick/ledger/tiles';
import type { CheckpointRow, LogStore } from '../port-log.ts';
import { assertCheckpointGrows } from '../rules.ts';

/** The tree's methods, and `add`, which takes a leaf hash and answers the tree's size with it. */
export function memoryTree(): { methods: LogStore; add: (leaf: Uint8Array) => number } {
  const frontier = emptyFrontier();
  const leaves: Uint8Array[] = [];
  const nodes = new Map<string, Uint8Array>();
  const checkpoints: CheckpointRow[] = [];
  const add = (leaf: Uint8Array) => {
    leaves.push(leaf);
    for (const { level, index, hash } of appendLeaf(frontier, leaf))
      if (isKeptLevel(level)) nodes.set(`${level}/${index}`, hash);
    return leaves.length;
  };
  const methods: LogStore = {
    async treeSize() {
      return leaves.length;
    },
    async leafHashes(from, to) {
      return leaves.slice(from, to);
    },
    async node(level, index) {
      return nodes.get(`${level}/${index}`);
    },
    async addCheckpoint(checkpoint) {
      assertCheckpointGrows(checkpoint, { last: checkpoints.at(-1), treeSize: leaves.length });
      checkpoints.push({ ...checkpoint, root: checkpoint.root.slice() });
    },
    async lastCheckpoint() {
      return checkpoints.at(-1);
    },
    async checkpointCovering(size, origin) {
      const found = checkpoints.find(
        (checkpoint) => checkpoint.size >= size && checkpoint.note.startsWith(`${origin}\n`),
      );
      if (found === undefined) return undefined;
      return { size: found.size, root: found.root, note: found.note };
    },
  };
  return { methods, add };
}
