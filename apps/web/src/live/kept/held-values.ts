/**
 * Typed values that wait until a document is in step with the server: typed before the first sync, left over from a
 * document that was replaced, or from a page that was closed.
 */
import type { Unsaved } from './pending-writes.ts';

export class HeldValues {
  private readonly byCell: Map<string, Unsaved>;

  constructor(left: Iterable<[string, Unsaved]>) {
    this.byCell = new Map(left);
  }

  get size(): number {
    return this.byCell.size;
  }

  get(cell: string): Unsaved | undefined {
    return this.byCell.get(cell);
  }

  entries(): IterableIterator<[string, Unsaved]> {
    return this.byCell.entries();
  }

  /** Holds values that are newer than what is held of their cells. */
  hold(values: Iterable<[string, Unsaved]>): void {
    for (const [cell, { text, seen, isBlind }] of values) {
      const earlier = this.byCell.get(cell);
      const known = earlier ? [...earlier.seen, earlier.text, ...seen] : seen;
      const value = { text, seen: [...new Set(known)] };
      this.byCell.delete(cell);
      this.byCell.set(cell, (isBlind ?? earlier?.isBlind) ? { ...value, isBlind: true } : value);
    }
  }

  /** Takes a cell's value out where it is this one; a newer one stays. True where nothing of the cell is left. */
  release(cell: string, text: string | null): boolean {
    const held = this.byCell.get(cell);
    if (held && held.text !== text) return false;
    this.byCell.delete(cell);
    return true;
  }

  /** Takes all out, oldest first. */
  drain(): [string, Unsaved][] {
    const all = [...this.byCell];
    this.byCell.clear();
    return all;
  }
}
