import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../../tests/ledger/memory-tree.ts';
import { leafHash } from '../src/hash.ts';
import { manyProof, rootFromMany } from '../src/many-proof.ts';
import { EMPTY_ROOT, inclusionProof, rootAt } from '../src/merkle-tree.ts';

const tree = memoryTree();
for (let i = 0; i < 700; i++) tree.append(leafHash(`leaf ${i}`));
const chosen = fc.integer({ min: 1, max: 700 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    indices: fc
      .uniqueArray(fc.integer({ min: 0, max: size - 1 }), { maxLength: 60 })
      .map((list) => list.sort((a, b) => a - b)),
  }),
);
const leavesOf = (indices: number[]) =>
  indices.map((index) => ({ index, hash: tree.leaves[index] as Uint8Array }));

describe('one proof for many leaves', () => {
  it('leads from any choice of leaves to the root', () => {
    fc.assert(
      fc.property(chosen, ({ size, indices }) => {
        const proof = manyProof(indices, size, tree.read);
        const root = rootFromMany({ size, leaves: leavesOf(indices), proof });
        expect(root).toEqual(rootAt(size, tree.read));
        const bound = Math.max(1, indices.length * Math.ceil(Math.log2(size)));
        expect(proof.length).toBeLessThanOrEqual(bound);
      }),
      { numRuns: 500 },
    );
  });

  it('leads elsewhere when a leaf, a place or a hash is changed, left out or added', () => {
    fc.assert(
      fc.property(chosen, fc.nat(), ({ size, indices }, chance) => {
        const proof = manyProof(indices, size, tree.read);
        const leaves = leavesOf(indices);
        const root = rootAt(size, tree.read);
        const other = leafHash('other');
        expect(rootFromMany({ size, leaves, proof: [...proof, other] })).toBeUndefined();
        if (proof.length > 0) {
          const spoiled = proof.with(chance % proof.length, other);
          expect(rootFromMany({ size, leaves, proof: spoiled })).not.toEqual(root);
          expect(rootFromMany({ size, leaves, proof: proof.slice(1) })).not.toEqual(root);
        }
        if (leaves.length > 0) {
          const at = chance % leaves.length;
          const index = (leaves[at] as { index: number }).index;
          const spoiled = leaves.with(at, { index, hash: other });
          expect(rootFromMany({ size, leaves: spoiled, proof })).not.toEqual(root);
          expect(rootFromMany({ size, leaves: leaves.toSpliced(at, 1), proof })).not.toEqual(root);
          const moved = leaves.with(at, { index: index + 1, hash: other });
          expect(rootFromMany({ size, leaves: moved, proof })).not.toEqual(root);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is the ordinary audit path for one leaf, told in another order', () => {
    const key = (hash: Uint8Array) => Buffer.from(hash).toString('hex');
    const many = manyProof([123], 699, tree.read).map(key).sort();
    expect(many).toEqual(inclusionProof(123, 699, tree.read).map(key).sort());
  });

  it('is empty for all leaves, the root alone for none, and exists for the empty tree', () => {
    const all = tree.leaves.map((_, index) => index);
    expect(manyProof(all, 700, tree.read)).toEqual([]);
    expect(manyProof([], 700, tree.read)).toEqual([rootAt(700, tree.read)]);
    expect(manyProof([], 0, tree.read)).toEqual([]);
    expect(rootFromMany({ size: 0, leaves: [], proof: [] })).toEqual(EMPTY_ROOT);
  });

  it('is refused for places that do not ascend or lie outside', () => {
    const proof = manyProof([1, 2], 8, tree.read);
    for (const indices of [
      [2, 1],
      [1, 1],
      [1, 8],
      [-1, 2],
      [1.5, 2],
    ]) {
      expect(rootFromMany({ size: 8, leaves: leavesOf(indices), proof })).toBeUndefined();
      expect(() => manyProof(indices, 8, tree.read)).toThrow(RangeError);
    }
  });
});
