/**
 * The port of the log: the installation's Merkle tree over the entries of all journals, and its signed checkpoints.
 *
 * An append sequences: entries are durable with their number in their journal and their leaf hash. They are then
 * integrated: given their places in the tree. What needs a place (a lock's checkpoint, a bundle) waits for that; an edit
 * never does.
 *
 * Invariants every adapter keeps:
 * 1. Each appended entry is integrated exactly once, those of a workbook in the order of their numbers.
 * 2. Places are 0, 1, 2 ... without a gap, and each is of one entry: no leaf without one.
 * 3. The tree never shrinks, and neither do checkpoints: a place that was given is for ever.
 */
import type { WorkbookId } from '@tallystick/domain/cells/ids';

export type CheckpointRow = { size: number; root: Uint8Array; note: string; at: number };

/** Leaf hashes and the complete subtrees of heights 8, 16, 24. */
export interface LogReads {
  /** Entries that are integrated. */
  treeSize(): Promise<number>;
  /**
   * Places of a workbook's entries with the numbers `from` to `to` (inclusive), ascending, at most 10,000. An entry that is
   * not integrated yet is left out; one that is erased has its place still.
   */
  places(
    workbook: WorkbookId,
    from: number,
    to: number,
  ): Promise<{ number: number; index: number }[]>;
  /** 32-byte hashes of leaves from (inclusive) to (exclusive), in order. */
  leafHashes(from: number, to: number): Promise<Uint8Array[]>;
  node(level: number, index: number): Promise<Uint8Array | undefined>;
  lastCheckpoint(): Promise<CheckpointRow | undefined>;
  /** The oldest checkpoint of at least this size that this origin signed, whose name is a note's first line. */
  checkpointCovering(
    size: number,
    origin: string,
  ): Promise<Pick<CheckpointRow, 'size' | 'root' | 'note'> | undefined>;
}

export interface LogStore extends LogReads {
  /**
   * Integrates all that was appended before it was asked, and answers the tree's size. Where an append's own commit
   * does so already, there is nothing left to do.
   */
  integrate(): Promise<number>;
  /** Signed checkpoints, append-only. */
  addCheckpoint(checkpoint: CheckpointRow): Promise<void>;
}
