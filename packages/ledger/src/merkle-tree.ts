/**
 * The Merkle tree of the journal: roots and proofs over a reader of hashes, and the frontier that appends. It is the
 * arithmetic of RFC 6962 and knows neither entries nor storage. Source: RFC 6962 2.1 (tree, proofs), RFC 9162 2.1.3.2
 * and 2.1.4.2 (checking a proof).
 *
 * Sizes and indices are whole numbers up to 2^48; they exceed 32 bits, so no bit operators here.
 */
import { equalBytes, nodeHash, sha256 } from './hash.ts';

/** Largest tree: far above any installation, far below where numbers lose precision. */
export const TREE_SIZE_MAX = 2 ** 48;

/** The hash of the complete subtree of 2^level leaves that begins at leaf index * 2^level; level 0 is a leaf hash. */
export type HashReader = (level: number, index: number) => Uint8Array;

/** The root of the empty tree: SHA-256 of nothing (RFC 6962 2.1). */
export const EMPTY_ROOT: Uint8Array = sha256('');

/** The greatest power of two below n, for n of 2 or more: where RFC 6962 splits n leaves. */
export function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** The hash over `count` leaves from `start`, where `start` is a multiple of the power of two at or above `count`. */
export function hashOfRange(start: number, count: number, read: HashReader): Uint8Array {
  const k = count === 1 ? 1 : splitPoint(count);
  if (count === 1 || k * 2 === count) {
    const level = Math.round(Math.log2(count));
    return read(level, start / count);
  }
  return nodeHash(hashOfRange(start, k, read), hashOfRange(start + k, count - k, read));
}

/** The root of the tree's first `size` leaves. */
export function rootAt(size: number, read: HashReader): Uint8Array {
  assertSize(size);
  return size === 0 ? EMPTY_ROOT : hashOfRange(0, size, read);
}

/** The audit path of leaf `index` in the tree of `size` leaves, from the leaf's sibling up (RFC 6962 2.1.1). */
export function inclusionProof(index: number, size: number, read: HashReader): Uint8Array[] {
  assertSize(size);
  assertBelow(index, size);
  const fromRoot: Uint8Array[] = [];
  let start = 0;
  let count = size;
  while (count > 1) {
    const k = splitPoint(count);
    if (index < start + k) {
      fromRoot.push(hashOfRange(start + k, count - k, read));
      count = k;
    } else {
      fromRoot.push(hashOfRange(start, k, read));
      start += k;
      count -= k;
    }
  }
  return fromRoot.reverse();
}

/** The proof that the tree of `newSize` leaves begins with that of `oldSize` (RFC 6962 2.1.2); empty where trivial. */
export function consistencyProof(oldSize: number, newSize: number, read: HashReader): Uint8Array[] {
  assertSize(newSize);
  if (!Number.isInteger(oldSize) || oldSize < 0 || oldSize > newSize) {
    throw new RangeError(`there is no tree of ${oldSize} leaves inside one of ${newSize}`);
  }
  if (oldSize === 0 || oldSize === newSize) return [];
  const fromRoot: Uint8Array[] = [];
  let start = 0;
  let count = newSize;
  while (start + count !== oldSize) {
    const k = splitPoint(count);
    if (oldSize <= start + k) {
      fromRoot.push(hashOfRange(start + k, count - k, read));
      count = k;
    } else {
      fromRoot.push(hashOfRange(start, k, read));
      start += k;
      count -= k;
    }
  }
  // The old root itself need not be told: the one who checks has it.
  if (start > 0) fromRoot.push(hashOfRange(start, count, read));
  return fromRoot.reverse();
}

/** The root that a leaf's audit path leads to; undefined where the path cannot be one of this index and size. */
export function rootFromInclusion(claim: {
  leaf: Uint8Array;
  index: number;
  size: number;
  proof: readonly Uint8Array[];
}): Uint8Array | undefined {
  const { index, size, proof } = claim;
  if (!isSize(size) || !Number.isInteger(index) || index < 0 || index >= size) return undefined;
  let fn = index;
  let sn = size - 1;
  let root = claim.leaf;
  for (const hash of proof) {
    if (sn === 0) return undefined;
    if (fn % 2 === 1 || fn === sn) {
      root = nodeHash(hash, root);
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      root = nodeHash(root, hash);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 ? root : undefined;
}

/** Whether `proof` shows the leaf hash `leaf` at `index` in the tree of `size` leaves with this root. */
export function verifyInclusion(claim: {
  leaf: Uint8Array;
  index: number;
  size: number;
  proof: readonly Uint8Array[];
  root: Uint8Array;
}): boolean {
  const root = rootFromInclusion(claim);
  return root !== undefined && equalBytes(root, claim.root);
}

/** Two heads of one tree and what shows that the newer holds the older. */
export type ConsistencyClaim = {
  oldSize: number;
  oldRoot: Uint8Array;
  newSize: number;
  newRoot: Uint8Array;
  proof: readonly Uint8Array[];
};

/** Whether `proof` shows that the new tree begins with the old one. */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { oldSize, oldRoot, newSize, newRoot, proof } = claim;
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize) return false;
  if (oldSize === newSize) return proof.length === 0 && equalBytes(oldRoot, newRoot);
  if (oldSize === 0) return proof.length === 0 && equalBytes(oldRoot, EMPTY_ROOT);
  // A complete old tree is a node of the new one: its root stands for the first hash of the path.
  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof;
  const roots = climbConsistency(oldSize, newSize, path);
  return (
    roots !== undefined && equalBytes(roots.oldRoot, oldRoot) && equalBytes(roots.newRoot, newRoot)
  );
}

/** Both roots that a consistency path leads to (RFC 9162 2.1.4.2, steps 4 to 7). */
function climbConsistency(oldSize: number, newSize: number, path: readonly Uint8Array[]) {
  const first = path[0];
  if (first === undefined) return undefined;
  let fn = oldSize - 1;
  let sn = newSize - 1;
  while (fn % 2 === 1) {
    fn = half(fn);
    sn = half(sn);
  }
  let oldRoot = first;
  let newRoot = first;
  for (const hash of path.slice(1)) {
    if (sn === 0) return undefined;
    if (fn % 2 === 1 || fn === sn) {
      oldRoot = nodeHash(hash, oldRoot);
      newRoot = nodeHash(hash, newRoot);
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      newRoot = nodeHash(newRoot, hash);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 ? { oldRoot, newRoot } : undefined;
}

/** Whether a number is a tree's size: whole, from 0 to 2^48. */
export function isSize(size: number): boolean {
  return Number.isInteger(size) && size >= 0 && size <= TREE_SIZE_MAX;
}

export function assertSize(size: number): void {
  if (!isSize(size)) throw new RangeError(`${size} is not the size of a tree`);
}

function assertBelow(index: number, size: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= size) {
    throw new RangeError(`there is no leaf ${index} in a tree of ${size}`);
  }
}

const half = (n: number) => Math.floor(n / 2);

function isPowerOfTwo(n: number): boolean {
  return n === 1 || splitPoint(n) * 2 === n;
}
