import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../../tests/ledger/memory-tree.ts';
import { appendLeaf, frontierAt, frontierRoot } from '../src/frontier.ts';
import { leafHash } from '../src/hash.ts';
import {
  consistencyProof,
  EMPTY_ROOT,
  inclusionProof,
  rootAt,
  verifyConsistency,
  verifyInclusion,
} from '../src/merkle-tree.ts';
import { isKeptLevel, proveFrom } from '../src/tiles.ts';

const LARGEST = 1200;
const tree = memoryTree();
const frontierRoots = [frontierRoot(tree.frontier)];
for (let i = 0; i < LARGEST; i++) {
  tree.append(leafHash(`leaf ${i}`));
  frontierRoots.push(frontierRoot(tree.frontier));
}
const anySize = fc.integer({ min: 1, max: LARGEST });
const place = anySize.chain((size) =>
  fc.record({ size: fc.constant(size), index: fc.integer({ min: 0, max: size - 1 }) }),
);

describe('the Merkle tree', () => {
  it('has the same root by frontier, by all nodes and by every eighth level, at every size', () => {
    for (let size = 0; size <= LARGEST; size++) {
      expect(rootAt(size, tree.read)).toEqual(frontierRoots[size]);
      expect(rootAt(size, tree.readTiles)).toEqual(frontierRoots[size]);
    }
    expect(frontierRoots[0]).toEqual(EMPTY_ROOT);
  });

  it('proves every leaf and refuses it for another leaf, place, size, root or path', () => {
    fc.assert(
      fc.property(place, fc.nat(), ({ size, index }, chance) => {
        const proof = inclusionProof(index, size, tree.readTiles);
        const leaf = tree.leaves[index] as Uint8Array;
        const root = frontierRoots[size] as Uint8Array;
        const claim = { leaf, index, size, proof, root };
        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, leaf: leafHash('other') })).toBe(false);
        expect(verifyInclusion({ ...claim, index: index + size })).toBe(false);
        expect(verifyInclusion({ ...claim, index: -1 })).toBe(false);
        expect(verifyInclusion({ ...claim, root: leafHash('other') })).toBe(false);
        expect(verifyInclusion({ ...claim, proof: [...proof, root] })).toBe(false);
        if (size > 1) {
          const wrong = (index + 1 + (chance % (size - 1))) % size;
          expect(verifyInclusion({ ...claim, index: wrong })).toBe(false);
          expect(verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(false);
          const spoiled = proof.with(chance % proof.length, leafHash('other'));
          expect(verifyInclusion({ ...claim, proof: spoiled })).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('refuses a consistency proof with any hash spoiled, added or left out', () => {
    fc.assert(
      fc.property(place, fc.nat(), ({ size: newSize, index }, chance) => {
        const oldSize = index + 1;
        const proof = consistencyProof(oldSize, newSize, tree.readTiles);
        const oldRoot = frontierRoots[oldSize] as Uint8Array;
        const newRoot = frontierRoots[newSize] as Uint8Array;
        const claim = { oldSize, oldRoot, newSize, newRoot, proof };
        expect(verifyConsistency(claim)).toBe(true);
        expect(verifyConsistency({ ...claim, proof: [...proof, newRoot] })).toBe(false);
        expect(verifyConsistency({ ...claim, newRoot: leafHash('other') })).toBe(false);
        expect(verifyConsistency({ ...claim, oldRoot: leafHash('other') })).toBe(false);
        if (proof.length > 0) {
          const spoiled = proof.with(chance % proof.length, leafHash('other'));
          expect(verifyConsistency({ ...claim, proof: spoiled })).toBe(false);
          expect(verifyConsistency({ ...claim, proof: proof.slice(1) })).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('lets every tree continue the empty one, and nothing else stand for it', () => {
    const newRoot = frontierRoots[9] as Uint8Array;
    const claim = { oldSize: 0, oldRoot: EMPTY_ROOT, newSize: 9, newRoot, proof: [] };
    expect(verifyConsistency(claim)).toBe(true);
    expect(verifyConsistency({ ...claim, oldRoot: newRoot })).toBe(false);
    expect(verifyConsistency({ ...claim, proof: [newRoot] })).toBe(false);
    expect(verifyConsistency({ ...claim, oldSize: 9.5, newSize: 9.5 })).toBe(false);
  });

  it('asks for proofs outside the tree as a defect', () => {
    expect(() => inclusionProof(5, 5, tree.read)).toThrow(RangeError);
    expect(() => consistencyProof(6, 5, tree.read)).toThrow(RangeError);
    expect(() => rootAt(-1, tree.read)).toThrow(RangeError);
    expect(() => rootAt(2 ** 49, tree.read)).toThrow(RangeError);
  });
});

describe('the frontier', () => {
  it('can be read from the tree at any size and goes on from there', () => {
    for (const size of [0, 1, 2, 3, 255, 256, 257, 1023, 1024]) {
      const frontier = frontierAt(size, tree.readTiles);
      expect(frontierRoot(frontier)).toEqual(frontierRoots[size]);
      appendLeaf(frontier, tree.leaves[size] as Uint8Array);
      expect(frontierRoot(frontier)).toEqual(frontierRoots[size + 1]);
    }
  });

  it('reports each complete subtree once, the leaf first', () => {
    const frontier = frontierAt(0, tree.read);
    const seen = new Set<string>();
    for (let i = 0; i < 64; i++) {
      const completed = appendLeaf(frontier, tree.leaves[i] as Uint8Array);
      expect(completed[0]).toEqual({ level: 0, index: i, hash: tree.leaves[i] });
      for (const { level, index } of completed) seen.add(`${level}:${index}`);
    }
    expect(seen.size).toBe(127);
  });
});

describe('a store that must be asked', () => {
  it('gives the same proofs, each tile of leaves asked for once', async () => {
    let asked = 0;
    const source = {
      leafHashes: async (from: number, to: number) => {
        asked += 1;
        return tree.leaves.slice(from, to);
      },
      node: async (level: number, index: number) =>
        isKeptLevel(level) ? tree.read(level, index) : undefined,
    };
    const prove = (read: typeof tree.read) => inclusionProof(700, 1100, read);
    expect(await proveFrom(prove, source)).toEqual(prove(tree.read));
    expect(asked).toBeLessThanOrEqual(3);
  });

  it('fails loudly where the store lacks a hash', async () => {
    const source = { leafHashes: async () => [], node: async () => undefined };
    await expect(proveFrom((read) => rootAt(300, read), source)).rejects.toThrow('holds 0 of');
  });
});
