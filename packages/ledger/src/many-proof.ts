/**
 * One proof for many leaves of one tree: far smaller than a proof for each. RFC 6962 has no such proof; it is RFC
 * 6962's tree walked once, depth first, left before right.
 *
 * The proof lists, in the order of that walk, the hash of every maximal subtree that holds none of the leaves. Who
 * has the leaves walks the same way and so arrives at the root. At most k * log2(size) hashes for k leaves.
 */
import { nodeHash } from './hash.ts';
import {
  assertSize,
  EMPTY_ROOT,
  type HashReader,
  hashOfRange,
  isSize,
  splitPoint,
} from './merkle-tree.ts';

/** The proof for the leaves at `indices` (strictly ascending) in the tree of `size` leaves. */
export function manyProof(
  indices: readonly number[],
  size: number,
  read: HashReader,
): Uint8Array[] {
  return [...manyProofHashes(indices, size, read)];
}

/** The same, hash by hash: where leaves of many workbooks alternate, a proof is as long as its journal. */
export function* manyProofHashes(
  indices: readonly number[],
  size: number,
  read: HashReader,
): Generator<Uint8Array> {
  assertSize(size);
  if (!isAscendingBelow(indices, size))
    throw new RangeError('indices must ascend and be in the tree');
  const left = size > 0 ? [{ start: 0, count: size, from: 0, to: indices.length }] : [];
  for (let range = left.pop(); range !== undefined; range = left.pop()) {
    const { start, count, from, to } = range;
    if (from === to) yield hashOfRange(start, count, read);
    else if (count > 1) {
      const k = splitPoint(count);
      const middle = firstAtOrAfter(indices, start + k, from, to);
      left.push({ start: start + k, count: count - k, from: middle, to });
      left.push({ start, count: k, from, to: middle });
    }
  }
}

/**
 * The root that leaves and proof lead to; undefined where they do not make a tree of this size: indices that do not
 * ascend or lie outside, a hash too few or too many.
 */
export function rootFromMany(claim: {
  size: number;
  leaves: readonly { index: number; hash: Uint8Array }[];
  proof: readonly Uint8Array[];
}): Uint8Array | undefined {
  const { size, leaves, proof } = claim;
  const indices = leaves.map((leaf) => leaf.index);
  if (!isSize(size) || !isAscendingBelow(indices, size)) return undefined;
  if (size === 0) return proof.length === 0 ? EMPTY_ROOT : undefined;
  let used = 0;
  const walk = (start: number, count: number, from: number, to: number): Uint8Array | undefined => {
    if (from === to) return proof[used++];
    if (count === 1) return leaves[from]?.hash;
    const k = splitPoint(count);
    const middle = firstAtOrAfter(indices, start + k, from, to);
    const left = walk(start, k, from, middle);
    const right = left && walk(start + k, count - k, middle, to);
    return right && left && nodeHash(left, right);
  };
  const root = walk(0, size, 0, leaves.length);
  return used === proof.length ? root : undefined;
}

/** The first place in indices[from, to) whose value is at least `bound`; `to` where there is none. */
function firstAtOrAfter(
  indices: readonly number[],
  bound: number,
  from: number,
  to: number,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((indices[middle] as number) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isAscendingBelow(indices: readonly number[], size: number): boolean {
  let last = -1;
  for (const index of indices) {
    if (!Number.isInteger(index) || index <= last || index >= size) return false;
    last = index;
  }
  return true;
}
