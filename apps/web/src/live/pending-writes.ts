/**
 * Local writes that the server has not acknowledged, matched with the frames that carry them.
 * Own file because "saved" must be exact: the provider's own counter starts anew at a reconnection and then counts
 * queued updates and the repeated document as one.
 */

export type PendingWrite = { update: Uint8Array; changes: [cell: string, text: string | null][] };

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/**
 * Invariants: a write is pending from its transaction until the first acknowledgement of a frame that carries it;
 * acknowledgements come in the order of the frames of one socket.
 */
export class PendingWrites {
  private writes: PendingWrite[] = [];
  private frames: Set<PendingWrite>[] = [];
  /** Cell to the number of pending writes that touch it. */
  private readonly cells = new Map<string, number>();

  get size(): number {
    return this.writes.length;
  }

  touches(cell: string): boolean {
    return this.cells.has(cell);
  }

  add(write: PendingWrite): void {
    this.writes.push(write);
    for (const [cell] of write.changes) this.cells.set(cell, (this.cells.get(cell) ?? 0) + 1);
  }

  /** A frame left on the socket: one update, or the whole of what the server lacks. */
  sent(kind: 'update' | 'whole', update: Uint8Array): void {
    if (kind === 'whole') {
      this.frames.push(new Set(this.writes));
      return;
    }
    const write = this.writes.find((each) => equal(each.update, update));
    this.frames.push(new Set(write ? [write] : []));
  }

  /** The oldest frame was acknowledged. Returns the cells that are saved now. */
  acknowledged(): string[] {
    const frame = this.frames.shift();
    if (!frame || frame.size === 0) return [];
    this.writes = this.writes.filter((write) => !frame.has(write));
    const saved: string[] = [];
    for (const write of frame) saved.push(...this.forget(write));
    for (const other of this.frames) for (const write of frame) other.delete(write);
    return saved;
  }

  /** The socket is gone: frames on it will never be acknowledged, their writes stay pending. */
  socketLost(): void {
    this.frames = [];
  }

  /** Takes all writes out, oldest first, for another document: cell to its last text. */
  drain(): Map<string, string | null> {
    const last = new Map(this.writes.flatMap((write) => write.changes));
    this.writes = [];
    this.frames = [];
    this.cells.clear();
    return last;
  }

  /** Cell to its last pending text. */
  last(): Map<string, string | null> {
    return new Map(this.writes.flatMap((write) => write.changes));
  }

  private forget(write: PendingWrite): string[] {
    const saved: string[] = [];
    for (const [cell] of write.changes) {
      const left = (this.cells.get(cell) ?? 1) - 1;
      if (left > 0) this.cells.set(cell, left);
      else {
        this.cells.delete(cell);
        saved.push(cell);
      }
    }
    return saved;
  }
}
