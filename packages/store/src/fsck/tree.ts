/**
 * Grows the Merkle tree anew from the entries and holds it against what is stored and what was signed. It alone decides
 * whether entries that agree with themselves are still the ones that were written.
 */
import {
  appendLeaf,
  emptyFrontier,
  type Frontier,
  frontierRoot,
} from '@tallystick/ledger/frontier';
import { verifyCheckpoint, parseCheckpoint } from '@tallystick/ledger/checkpoint';
import { equalBytes, HASH_BYTES, toHex } from '@tallystick/ledger/hash';
import type { VerifierKey } from '@tallystick/ledger/key';
import { parseNote } from '@tallystick/ledger/signed-note';
import { isSize } from '@tallystick/ledger/merkle-tree';
import { isKeptLevel } from '@tallystick/ledger/tiles';
import type { Faults } from './faults.ts';
import type { CheckpointRow, JournalRows } from './rows.ts';

/** A head of the log that someone keeps: in the file, or outside of it where nobody of us can write. */
export type KeptHead = { size: number; root: Uint8Array; from: string };

/** A stored hash over the entries `from` to `to` (exclusive). */
type Peak = { from: number; to: number; hash: Uint8Array };

export class TreeCheck {
  readonly #faults: Faults;
  readonly #heads: KeptHead[];
  readonly #frontier: Frontier = emptyFrontier();
  readonly #nodes = new Map<string, Peak>();
  readonly #stored: StoredTree | undefined;
  /** Peaks of the stored frontier not met yet, by the key of their subtree. */
  readonly #peaks: Map<string, Peak>;
  /** Entries are missing in the middle: what comes after cannot be placed in the tree. */
  #broken = false;
  #goodSize = 0;

  constructor(rows: JournalRows, heads: KeptHead[], faults: Faults) {
    this.#faults = faults;
    this.#heads = heads.toSorted((a, b) => a.size - b.size);
    this.#stored = readStoredTree(rows, faults);
    this.#peaks = this.#stored?.peaks ?? new Map();
    this.#compareHeads();
  }

  /** The next leaf, its hash computed from the entry's text. */
  add(leaf: Uint8Array): void {
    if (this.#broken) return;
    for (const { level, index, hash } of appendLeaf(this.#frontier, leaf)) {
      const key = `${level}/${index}`;
      const from = index * 2 ** level;
      const to = from + 2 ** level;
      if (isKeptLevel(level)) this.#nodes.set(key, { from, to, hash });
      const peak = this.#peaks.get(key);
      if (peak === undefined) continue;
      this.#peaks.delete(key);
      if (!equalBytes(peak.hash, hash))
        this.#faults.range(from, to, 'they do not lead to the stored frontier.');
    }
    this.#compareHeads();
  }

  break(): void {
    this.#broken = true;
  }

  /** After the last entry: the stored subtrees, and stored or signed heads of other sizes than the journal's. */
  finish(rows: JournalRows): void {
    if (this.#broken) return;
    const size = this.#frontier.size;
    this.#compareNodes(rows);
    const stored = this.#stored;
    if (stored === undefined) {
      if (size > 0)
        this.#faults.projection({ index: null, what: 'The stored head of the tree is missing.' });
    } else if (stored.size < size)
      this.#faults.range(stored.size, size, `the tree was stored with ${stored.size} entries.`);
    // A peak that was never met reaches beyond the last entry.
    for (const { from, to } of this.#peaks.values())
      this.#faults.range(
        from,
        to,
        `the tree was stored with ${stored?.size} entries, the journal has ${size}.`,
      );
    for (const head of this.#heads)
      this.#faults.range(
        this.#goodSize,
        head.size,
        `${head.from} stands, but there are ${size} entries: some are missing.`,
      );
  }

  #compareHeads(): void {
    const size = this.#frontier.size;
    for (let head = this.#heads[0]; head?.size === size; head = this.#heads[0]) {
      this.#heads.shift();
      if (equalBytes(frontierRoot(this.#frontier), head.root)) this.#goodSize = size;
      else
        this.#faults.range(
          this.#goodSize,
          Math.max(1, size),
          `they do not lead to the root of ${head.from}.`,
        );
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
}

type StoredTree = { size: number; peaks: Map<string, Peak> };

/** The tree's one row, as far as it can be read at all. */
function readStoredTree(rows: JournalRows, faults: Faults): StoredTree | undefined {
  const [row, ...more] = [...rows.table('tree')];
  if (row === undefined) return undefined;
  const wrong = (what: string) => faults.projection({ index: null, what });
  if (row.id !== 1 || more.length > 0) wrong('The tree must have one stored head, of id 1.');
  const { size, frontier } = row;
  if (!isSize(size as number) || !(frontier instanceof Uint8Array)) {
    wrong('The stored head of the tree cannot be read.');
    return undefined;
  }
  const peaks = new Map<string, Peak>();
  let from = 0;
  for (let level = 48; level >= 0; level--) {
    const to = from + 2 ** level;
    if (to > (size as number)) continue;
    const at = peaks.size * HASH_BYTES;
    peaks.set(`${level}/${from / 2 ** level}`, {
      from,
      to,
      hash: frontier.subarray(at, at + HASH_BYTES),
    });
    from = to;
  }
  if (frontier.length !== peaks.size * HASH_BYTES) wrong('The stored frontier has a wrong length.');
  return { size: size as number, peaks };
}

/** The heads that the file's own checkpoints claim; faults for rows that are no signed checkpoints. */
export function headsOf(
  checkpoints: CheckpointRow[],
  keys: readonly VerifierKey[],
  { faults, remarks }: { faults: Faults; remarks: string[] },
): KeptHead[] {
  const heads: KeptHead[] = [];
  const present = originOf(checkpoints.at(-1));
  const unchecked = new Map<string, number>();
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
    const check = keys.length === 0 ? undefined : verifyCheckpoint(note as string, keys);
    const needed = said?.signatures.map(({ name, id }) => `${name}+${toHex(id)}`).join(', ') ?? '';
    // An origin that was left has its own key; its heads must fit the entries all the same.
    const isFormer = checkpoint.origin !== present && check?.ok === false;
    if (isFormer && check.why === 'unknown-key')
      unchecked.set(needed, (unchecked.get(needed) ?? 0) + 1);
    else if (check?.ok === false) {
      wrong(`is not signed by the log's key (${check.why}); it needs the key ${needed}.`);
      continue;
    }
    if (heads.some((earlier) => earlier.size > checkpoint.size)) wrong('goes back in size.');
    else heads.push({ ...checkpoint, from: `the checkpoint of ${checkpoint.size} entries` });
  }
  for (const [needed, count] of unchecked)
    remarks.push(
      `${count} checkpoints of a former origin were not checked for their signature: they need the key ${needed}.`,
    );
  return heads;
}

function originOf(row: CheckpointRow | undefined): string | undefined {
  const said = typeof row?.note === 'string' ? parseNote(row.note) : undefined;
  return said === undefined ? undefined : parseCheckpoint(said.text)?.origin;
}

function isHash(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array && value.length === HASH_BYTES;
}
