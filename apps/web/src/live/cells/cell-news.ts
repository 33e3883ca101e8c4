/** Which cells look different now, told to the screen once a frame, with those that others wrote. */
import type { CellListener } from '../../lines/cell-store.ts';
import { NextFrame } from '../../look/next-frame.ts';

export type NewsOf = {
  /** Right before it is told: cells that others wrote are looked at. Nothing is ordered by it, or it would go on for ever. */
  look(fresh: ReadonlySet<string>): void;
  /** The cells, and those that show something of them. */
  widen(changed: Set<string>): ReadonlySet<string>;
};

export class CellNews {
  private readonly of: NewsOf;
  private readonly listeners = new Set<CellListener>();
  private changed = new Set<string>();
  private fresh = new Set<string>();
  private readonly frames = new NextFrame(() => this.flush());

  constructor(of: NewsOf) {
    this.of = of;
  }

  subscribe(listener: CellListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A cell looks different; whoever has noted all of them orders a frame. */
  note(cell: string): void {
    this.changed.add(cell);
  }

  /** Others have written these. */
  remote(cells: Iterable<string>): void {
    for (const cell of cells) this.fresh.add(cell);
    this.order();
  }

  order(): void {
    this.frames.order();
  }

  close(): void {
    this.frames.close();
    this.listeners.clear();
  }

  private flush(): void {
    const { fresh } = this;
    this.of.look(fresh);
    const changed = this.of.widen(this.changed);
    this.fresh = new Set();
    this.changed = new Set();
    if (changed.size > 0) for (const listener of this.listeners) listener(changed, fresh);
  }
}
