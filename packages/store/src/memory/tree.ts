/** Leaves, kept subtrees and checkpoints in memory. */
import { appendLeaf, emptyFrontier } from '@tallystick/ledger/frontier';
import { isKeptLevel } from '@tallystick/ledger/tiles';
import type { CheckpointRow, LogStore } from '../port-log.ts';
import type { Sealed } from '../journal/seal.ts';
import { assertCheckpointGrows, ENTRIES_PER_READ } from '../rules.ts';

/** The log's methods, and `place`, which gives entries their places, in order, and answers the tree's size. */
export function memoryTree(): { methods: LogStore; place: (entries: readonly Sealed[]) => number } {
  const frontier = emptyFrontier();
  const leaves: Uint8Array[] = [];
  const nodes = new Map<string, Uint8Array>();
  const checkpoints: CheckpointRow[] = [];
  const placed: { workbook: string; number: number }[] = [];
  const place = (entries: readonly Sealed[]) => {
    for (const { entry, leaf } of entries) {
      leaves.push(leaf);
      placed.push({ workbook: entry.workbook, number: entry.number });
      for (const { level, index, hash } of appendLeaf(frontier, leaf))
        if (isKeptLevel(level)) nodes.set(`${level}/${index}`, hash);
    }
    return leaves.length;
  };
  const methods: LogStore = {
    async treeSize() {
      return leaves.length;
    },
    async integrate() {
      return leaves.length;
    },
    async places(workbook, from, to) {
      const all = placed.map((entry, index) => ({ ...entry, index }));
      return all
        .filter((at) => at.workbook === workbook && at.number >= from && at.number <= to)
        .map(({ number, index }) => ({ number, index }))
        .sort((a, b) => a.number - b.number)
        .slice(0, ENTRIES_PER_READ);
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
  return { methods, place };
}
