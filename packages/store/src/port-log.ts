/**
 * The port of the log: the installation's Merkle tree over the entries of all journals, and its signed checkpoints.
 *
 * Invariants every adapter keeps:
 * 1. Places in the tree are 0, 1, 2 ... without a gap, and each is of one entry.
 * 2. Checkpoints only grow.
 */
export type CheckpointRow = { size: number; root: Uint8Array; note: string; at: number };

/** Leaf hashes and the complete subtrees of heights 8, 16, 24. */
export interface LogReads {
  treeSize(): Promise<number>;
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
  /** Signed checkpoints, append-only. */
  addCheckpoint(checkpoint: CheckpointRow): Promise<void>;
}
