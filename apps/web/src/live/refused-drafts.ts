/**
 * Refused drafts of one person in one workbook, kept in the browser's storage so that a reload loses none.
 * Own file because storage can be full, blocked or hold an older shape, and none of that may stop the page.
 */
import type { RefusedDraft } from './cell-store.ts';

/** Newest drafts kept; a paste of a whole sheet has about a thousand cells. */
const DRAFTS_MAX = 2_000;

function read<T>(key: string): T[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? (kept as T[]) : [];
  } catch {
    return [];
  }
}

function write(key: string, values: unknown[]): void {
  try {
    if (values.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(values));
  } catch {
    // Full or blocked: the drafts live on in memory, and leaving the page warns.
  }
}

export class RefusedDrafts {
  private readonly byCell = new Map<string, RefusedDraft>();
  private readonly key: string;

  constructor(workbook: string, person: string) {
    this.key = `tallystick.drafts.${workbook}.${person}`;
    for (const draft of read<RefusedDraft>(this.key)) {
      if (typeof draft?.cell === 'string' && typeof draft.refusal?.sentence === 'string')
        this.byCell.set(draft.cell, draft);
    }
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
    for (const draft of drafts) {
      this.byCell.delete(draft.cell);
      this.byCell.set(draft.cell, draft);
    }
    this.store();
  }

  /** True where there was one. */
  drop(cell: string): boolean {
    const was = this.byCell.delete(cell);
    if (was) this.store();
    return was;
  }

  private store(): void {
    write(this.key, this.all().slice(-DRAFTS_MAX));
  }
}

/** Writes on their way, kept so that a closed tab does not lose them silently. */
export class PendingCopy {
  private readonly key: string;

  constructor(workbook: string, person: string) {
    this.key = `tallystick.pending.${workbook}.${person}`;
  }

  /** What an earlier visit left unacknowledged; asked once. */
  take(): [string, string | null][] {
    const left = read<[string, string | null]>(this.key);
    write(this.key, []);
    return left.filter((each) => Array.isArray(each) && typeof each[0] === 'string');
  }

  keep(writes: Map<string, string | null>): void {
    write(this.key, [...writes]);
  }
}
