/** The tree's frontier as one byte string, and back. */
import type { Frontier } from '@tallystick/ledger/frontier';
import { HASH_BYTES } from '@tallystick/ledger/hash';

/** The hashes one after the other, greatest subtree first. */
export function packFrontier(frontier: Frontier): Uint8Array {
  const packed = new Uint8Array(frontier.hashes.length * HASH_BYTES);
  frontier.hashes.forEach((hash, position) => packed.set(hash, position * HASH_BYTES));
  return packed;
}

/** The frontier of a stored byte string; throws when its length does not fit the size. */
export function unpackFrontier(size: number, packed: Uint8Array): Frontier {
  let hashes = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) hashes += rest % 2;
  if (packed.length !== hashes * HASH_BYTES)
    throw new Error(`the stored frontier does not fit a tree of ${size} leaves`);
  return {
    size,
    hashes: Array.from(
      { length: hashes },
      (_, position) =>
        new Uint8Array(packed.subarray(position * HASH_BYTES, (position + 1) * HASH_BYTES)),
    ),
  };
}
