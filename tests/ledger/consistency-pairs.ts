/**
 * P15: the record only grows. All pairs of checkpoints at random sizes are consistent, and no forged one is signed.
 */
import { signCheckpoint } from '@tallystick/ledger/checkpoint';
import { equalBytes, leafHash } from '@tallystick/ledger/hash';
import { generateKey, parseSignerKey, type SignerKey } from '@tallystick/ledger/key';
import { consistencyProof, rootAt, verifyConsistency } from '@tallystick/ledger/merkle-tree';
import { type MemoryTree, memoryTree } from './memory-tree.ts';
import { seededRandom } from './seeded-random.ts';

export type ConsistencyOutcome = {
  pairs: number;
  failed: number;
  proofLengthMax: number;
  forged: number;
  /** Forgeries that were signed, or whose proof was accepted; each is a broken promise. */
  passed: string[];
  /** True continuations that were not signed. */
  unsigned: number;
};

/** Takes `checkpoints` sizes from 1 to `largest`, checks all pairs, and forges a fork, rollback and rewrite for each. */
export function checkConsistency(options: {
  seed: number;
  largest: number;
  checkpoints: number;
}): ConsistencyOutcome {
  const random = seededRandom(options.seed);
  const tree = memoryTree();
  for (let i = 0; i < options.largest; i++) tree.append(leafHash(`entry ${i} of ${options.seed}`));
  const sizes = new Set<number>();
  while (sizes.size < options.checkpoints) sizes.add(1 + random.below(options.largest));
  const heads = [...sizes].map((size) => ({ size, root: rootAt(size, tree.readTiles) }));
  const key = parseSignerKey(generateKey('a.example/log', random.bytes(32)).skey) as SignerKey;
  const outcome = { pairs: 0, failed: 0, proofLengthMax: 0, forged: 0, passed: [], unsigned: 0 };
  for (const [i, a] of heads.entries()) {
    for (const b of heads.slice(i + 1)) checkPair([a, b], { tree, outcome });
    forgeHead(a, { tree, key, outcome, spoil: random.below(a.size) });
  }
  return outcome;
}

type Head = { size: number; root: Uint8Array };

function checkPair(
  pair: [Head, Head],
  into: { tree: MemoryTree; outcome: ConsistencyOutcome },
): void {
  const { tree, outcome } = into;
  const [older, newer] = pair[0].size < pair[1].size ? pair : [pair[1], pair[0]];
  const proof = consistencyProof(older.size, newer.size, tree.read);
  const claim = {
    oldSize: older.size,
    oldRoot: older.root,
    newSize: newer.size,
    newRoot: newer.root,
    proof,
  };
  outcome.pairs += 1;
  outcome.proofLengthMax = Math.max(outcome.proofLengthMax, proof.length);
  if (!verifyConsistency(claim)) outcome.failed += 1;
  // The same proof must not serve another pair of roots, nor a shorter one the same pair.
  const turned = { ...claim, oldRoot: newer.root, newRoot: older.root };
  const cut = { ...claim, proof: proof.slice(0, -1) };
  outcome.forged += 2;
  if (verifyConsistency(turned)) outcome.passed.push(`turned ${older.size}-${newer.size}`);
  if (verifyConsistency(cut)) outcome.passed.push(`cut ${older.size}-${newer.size}`);
}

/** A fork, a rollback and a rewrite of one head, each with the best proof that the forger can make. */
function forgeHead(
  head: Head,
  on: { tree: MemoryTree; key: SignerKey; outcome: ConsistencyOutcome; spoil: number },
): void {
  const { tree, key, outcome } = on;
  const forked = memoryTree();
  for (let i = 0; i < head.size + 3; i++) {
    forked.append(i === on.spoil ? leafHash('forged') : (tree.leaves[i] ?? leafHash(`new ${i}`)));
  }
  const sign = (size: number, root: Uint8Array, consistency: Uint8Array[]) =>
    signCheckpoint({ origin: key.name, size, root, key, previous: head, consistency });
  const rewritten = rootAt(head.size, forked.read);
  if (equalBytes(rewritten, head.root)) throw new Error('the forged tree is the true one');
  const longer = head.size + 3;
  const forkRoot = rootAt(longer, forked.read);
  const attempts: [string, ReturnType<typeof sign>][] = [
    ['fork', sign(longer, forkRoot, consistencyProof(head.size, longer, forked.read))],
    ['fork without proof', sign(longer, forkRoot, [])],
    ['rewrite', sign(head.size, rewritten, [])],
    ['rollback', sign(head.size - 1, rootAt(head.size - 1, tree.read), [])],
  ];
  for (const [name, result] of attempts) {
    outcome.forged += 1;
    if (result.ok) outcome.passed.push(`${name} at ${head.size}`);
  }
  const last = tree.leaves.length;
  const onward = consistencyProof(head.size, last, tree.read);
  if (!sign(last, rootAt(last, tree.read), onward).ok) outcome.unsigned += 1;
}
