/**
 * The frontier: the few hashes that suffice to append to a tree and to know its root. A store carries it along with
 * each append, while proofs need the whole tree. Source: RFC 6962 2.1; the frontier is the list of its maximal complete
 * subtrees.
 */
import { nodeHash } from './hash.ts';
import { assertSize, EMPTY_ROOT, type HashReader } from './merkle-tree.ts';

/** The maximal complete subtrees of the first `size` leaves, greatest first: one for each bit set in `size`. */
export type Frontier = { size: number; hashes: Uint8Array[] };

/** A complete subtree of 2^level leaves, beginning at leaf index * 2^level. */
export type Subtree = { level: number; index: number; hash: Uint8Array };

export function emptyFrontier(): Frontier {
  return { size: 0, hashes: [] };
}

/**
 * Appends one leaf hash, changing the frontier in place. Answers every subtree completed by it, the leaf itself
 * first (level 0), then upwards; on average two. A store keeps those whose level is a multiple of 8.
 */
export function appendLeaf(frontier: Frontier, leaf: Uint8Array): Subtree[] {
  const completed: Subtree[] = [{ level: 0, index: frontier.size, hash: leaf }];
  let hash = leaf;
  let level = 0;
  let index = frontier.size;
  while (index % 2 === 1) {
    const left = frontier.hashes.pop();
    if (left === undefined) throw new Error(`the frontier of ${frontier.size} leaves lacks a hash`);
    hash = nodeHash(left, hash);
    level += 1;
    index = (index - 1) / 2;
    completed.push({ level, index, hash });
  }
  frontier.hashes.push(hash);
  frontier.size += 1;
  return completed;
}

/** The root of the tree that the frontier stands for. */
export function frontierRoot(frontier: Frontier): Uint8Array {
  let root: Uint8Array | undefined;
  for (let i = frontier.hashes.length - 1; i >= 0; i--) {
    const peak = frontier.hashes[i] as Uint8Array;
    root = root === undefined ? peak : nodeHash(peak, root);
  }
  return root ?? EMPTY_ROOT;
}

/** The frontier of the tree's first `size` leaves, read from the tree: at a start, or to append to an old state. */
export function frontierAt(size: number, read: HashReader): Frontier {
  assertSize(size);
  const hashes: Uint8Array[] = [];
  let start = 0;
  for (let level = 48; level >= 0; level--) {
    const count = 2 ** level;
    if (size - start >= count) {
      hashes.push(read(level, start / count));
      start += count;
    }
  }
  return { size, hashes };
}
