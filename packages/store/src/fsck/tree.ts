/**
 * Grows the Merkle tree anew from the entries and holds it against what is stored and what was signed. Own file because
 * it alone decides whether entries that agree with themselves are still the ones that were written.
 */
import {
  appendLeaf,
  emptyFrontier,
  type Frontier,
  frontierRoot,
} from '@tallystick/ledger/frontier';
import { verifyCheckpoint, parseCheckpoint } from '@tallystick/ledger/checkpoint';
import { equalBytes, HASH_BYTES } from '@tallystick/ledger/hash';
import type { VerifierKey } from '@tallystick/ledger/key';
import { parseNote } from '@tallystick/ledger/signed-note';
import { isKeptLevel } from '@tallystick/ledger/tiles';
import type { Faults } from './faults.ts';
import type { CheckpointRow, JournalRows } from './rows.ts';

/** A head of the log that someone keeps: in the file, or outside of it where nobody of us can write. */
export type KeptHead = { size: number; root: Uint8Array; from: string };

export class TreeCheck {
  readonly #faults: Faults;
  readonly #heads: KeptHead[];
  readonly #frontier: Frontier = emptyFrontier();
  readonly #nodes = new Map<string, { from: number; to: number; hash: Uint8Array }>();
  /** Entries are missing in the middle: what comes after cannot be placed in the tree. */
  #broken = false;
  #goodSize = 0;

  constructor(faults: Faults, heads: KeptHead[]) {
    this.#faults = faults;
    this.#heads = heads.toSorted((a, b) => a.size - b.size);
    this.#compareHeads();
  }

  /** The next leaf, its hash computed from the entry's text. */
  add(leaf: Uint8Array): void {
    if (this.#broken) return;
    for (const { level, index, hash } of appendLeaf(this.#frontier, leaf)) {
      if (!isKeptLevel(level)) continue;
      const from = index * 2 ** level;
      this.#nodes.set(`${level}/${index}`, { from, to: from + 2 ** level, hash });
    }
    this.#compareHeads();
  }

  break(): void {
    this.#broken = true;
  }

  /** After the last entry: the stored subtrees, the stored frontier, and heads of more entries than there are. */
  finish(rows: JournalRows): void {
    if (this.#broken) return;
    this.#compareNodes(rows);
    this.#compareFrontier(rows);
    for (const { size, from } of this.#heads) {
      const what = `Entries are missing at the end: ${from} is of ${size}, the journal has ${this.#frontier.size}.`;
      this.#faults.entry({ index: this.#frontier.size, what });
    }
  }

  #compareHeads(): void {
    const size = this.#frontier.size;
    for (let head = this.#heads[0]; head?.size === size; head = this.#heads[0]) {
      this.#heads.shift();
      if (equalBytes(frontierRoot(this.#frontier), head.root)) this.#goodSize = size;
      else if (size === 0)
        this.#faults.range(0, 1, `${head.from} has a root that no empty log has.`);
      else
        this.#faults.range(this.#goodSize, size, `they do not lead to the root of ${head.from}.`);
    }
  }

  #compareNodes(rows: JournalRows): void {
    const missing = new Map(this.#nodes);
    for (const { level, node_index, hash } of rows.table('tree_node')) {
      const key = `${String(level)}/${String(node_index)}`;
      const node = missing.get(key);
      missing.delete(key);
      if (node === undefined)
        this.#faults.projection({ index: null, what: `The subtree ${key} is of no entries.` });
      else if (!isHash(hash) || !equalBytes(hash, node.hash))
        this.#faults.range(node.from, node.to, `they do not lead to the stored subtree ${key}.`);
    }
    for (const [key, { from }] of missing)
      this.#faults.projection({ index: from, what: `The stored subtree ${key} is missing.` });
  }

  #compareFrontier(rows: JournalRows): void {
    const { size, hashes } = this.#frontier;
    const [row, ...more] = [...rows.table('tree')];
    if (row === undefined) {
      if (size > 0)
        this.#faults.projection({ index: null, what: 'The stored head of the tree is missing.' });
      return;
    }
    if (row.id !== 1 || more.length > 0)
      this.#faults.projection({ index: null, what: 'The tree must have one stored head.' });
    if (row.size !== size) {
      const first = typeof row.size === 'number' ? Math.max(0, Math.min(row.size, size)) : size;
      const what = `The tree was stored with ${String(row.size)} entries, the journal has ${size}.`;
      this.#faults.entry({ index: first, what });
      return;
    }
    const frontier = row.frontier;
    if (!(frontier instanceof Uint8Array) || frontier.length !== hashes.length * HASH_BYTES) {
      this.#faults.projection({ index: null, what: 'The stored frontier has a wrong length.' });
      return;
    }
    let from = 0;
    for (const [position, hash] of hashes.entries()) {
      const to = from + greatestPowerWithin(size - from);
      const stored = frontier.subarray(position * HASH_BYTES, (position + 1) * HASH_BYTES);
      if (!equalBytes(stored, hash))
        this.#faults.range(from, to, 'they do not lead to the stored frontier.');
      from = to;
    }
  }
}

/** The heads that the file's own checkpoints claim; faults for rows that are no signed checkpoints. */
export function headsOf(
  checkpoints: CheckpointRow[],
  key: VerifierKey | undefined,
  faults: Faults,
): KeptHead[] {
  const heads: KeptHead[] = [];
  for (const { id, size, root, note } of checkpoints) {
    const wrong = (what: string) =>
      faults.projection({ index: null, what: `The checkpoint row ${id} ${what}` });
    const said = typeof note === 'string' ? parseNote(note) : undefined;
    const checkpoint = said === undefined ? undefined : parseCheckpoint(said.text);
    if (checkpoint === undefined) {
      wrong('holds no signed checkpoint.');
      continue;
    }
    if (size !== checkpoint.size) wrong(`is stored under another size than ${checkpoint.size}.`);
    if (!isHash(root) || !equalBytes(root, checkpoint.root)) wrong('is stored with another root.');
    const check = key === undefined ? undefined : verifyCheckpoint(note as string, [key]);
    if (check?.ok === false) wrong(`is not signed by the log's key (${check.why}).`);
    else if (heads.some((earlier) => earlier.size > checkpoint.size)) wrong('goes back in size.');
    else heads.push({ ...checkpoint, from: `the checkpoint of ${checkpoint.size} entries` });
  }
  return heads;
}

function isHash(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array && value.length === HASH_BYTES;
}

function greatestPowerWithin(count: number): number {
  let power = 1;
  while (power * 2 <= count) power *= 2;
  return power;
}
