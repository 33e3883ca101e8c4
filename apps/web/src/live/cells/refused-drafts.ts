/** Values that were not taken, beside their cells, and the copy of those on their way. */
import { type Refusal, refuse } from '@tallystick/domain/refusals';
import type { RefusedDraft } from '../../lines/cell-store.ts';
import type { Keeping } from '../kept/keeping.ts';
import type { Unsaved } from '../kept/pending-writes.ts';

/** A refusal as its author met it: over what the page had never shown nobody wrote "meanwhile". */
export function asSeen(refusal: Refusal, { isBlind }: Unsaved): Refusal {
  return refusal.code === 'overtaken' && isBlind ? refuse('not-shown') : refusal;
}

export class RefusedDrafts {
  private readonly byCell: Map<string, RefusedDraft>;
  private readonly keeping: Keeping;

  constructor(keeping: Keeping) {
    this.keeping = keeping;
    this.byCell = new Map(keeping.drafts().map((draft) => [draft.cell, draft]));
  }

  get size(): number {
    return this.byCell.size;
  }

  get(cell: string): RefusedDraft | undefined {
    return this.byCell.get(cell);
  }

  all(): RefusedDraft[] {
    return [...this.byCell.values()];
  }

  keep(drafts: RefusedDraft[]): void {
    if (drafts.length === 0) return;
    for (const draft of drafts) {
      this.byCell.delete(draft.cell);
      this.byCell.set(draft.cell, draft);
    }
    this.keeping.keepDrafts(drafts);
  }

  /** True where there was one. */
  drop(cell: string): boolean {
    const was = this.byCell.delete(cell);
    if (was) this.keeping.dropDrafts([cell]);
    return was;
  }
}

/** Values on their way, kept so that a closed tab does not lose them silently. */
export class UnsavedCopy {
  private readonly keeping: Keeping;
  /** What this tab has put there. */
  private own = new Map<string, string | null>();

  constructor(keeping: Keeping) {
    this.keeping = keeping;
  }

  /** What an earlier visit left unsaved. It stays in the copy until `keep` is called without it. */
  take(): [string, Unsaved][] {
    const lines = this.keeping.unsaved();
    this.own = new Map(lines.map(([cell, { text }]) => [cell, text]));
    return lines;
  }

  /** These are this tab's unsaved values now. */
  keep(values: ReadonlyMap<string, Unsaved>): void {
    if (values.size === 0 && this.own.size === 0) return;
    const gone = [...this.own].filter(([cell]) => !values.has(cell));
    this.keeping.changeUnsaved([...values], gone);
    this.own = new Map([...values].map(([cell, { text }]) => [cell, text]));
  }
}
