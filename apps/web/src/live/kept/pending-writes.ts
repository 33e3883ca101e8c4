/**
 * Local writes that the server has not acknowledged, matched with the frames that carry them. "saved" must be exact:
 * the provider's own counter starts anew at a reconnection and then counts queued updates and the repeated document as
 * one.
 */

/** A cell, its text as written (null clears), and the text that stood there before. */
export type PendingChange = [cell: string, text: string | null, before: string | null];
export type PendingWrite = { update: Uint8Array; changes: PendingChange[] };

/**
 * A typed value that is not saved. `seen`: every text that its author knows to have stood in the cell, own ones
 * included; another text there is news to them.
 */
export type Unsaved = {
  text: string | null;
  seen: (string | null)[];
  /** Typed before the server had told this page what stands there. */
  isBlind?: boolean;
};

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/**
 * Invariants: a write is pending from its transaction until the first acknowledgement of a frame with its bytes;
 * acknowledgements come in the order of the frames of one socket. The whole document vouches for no write: a value
 * that lost against another is not in it any more.
 */
export class PendingWrites {
  private writes: PendingWrite[] = [];
  private frames: (PendingWrite | undefined)[] = [];
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

  /** The bytes of all writes, oldest first, to be given again on a new socket. */
  updates(): Uint8Array[] {
    return this.writes.map((write) => write.update);
  }

  /** A frame with an edit left on the socket: one update, or the whole of what the server lacks. */
  sent(kind: 'update' | 'whole', update: Uint8Array): void {
    const isWrite = (write: PendingWrite): boolean => equal(write.update, update);
    this.frames.push(kind === 'update' ? this.writes.find(isWrite) : undefined);
  }

  /** The oldest frame was acknowledged. Returns the cells that are saved now. */
  acknowledged(): string[] {
    const write = this.frames.shift();
    if (!write || !this.writes.includes(write)) return [];
    this.writes = this.writes.filter((other) => other !== write);
    return this.forget(write);
  }

  /** Another socket begins: frames on the old one will never be acknowledged, their writes stay pending. */
  socketLost(): void {
    this.frames = [];
  }

  /** Takes all writes out for another document: cell to its last text. */
  drain(): Map<string, Unsaved> {
    const values = this.values();
    this.writes = [];
    this.frames = [];
    this.cells.clear();
    return values;
  }

  /** Cell to its last pending text. */
  values(): Map<string, Unsaved> {
    const values = new Map<string, Unsaved>();
    for (const [cell, text, before] of this.writes.flatMap((write) => write.changes)) {
      const earlier = values.get(cell);
      const seen = earlier ? [...earlier.seen, earlier.text, before] : [before];
      values.delete(cell);
      values.set(cell, { text, seen: [...new Set(seen)] });
    }
    return values;
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
