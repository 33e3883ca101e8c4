/**
 * What one person typed into one workbook and is not saved, kept in the browser's storage so that a reload loses none.
 * Own file because storage can be full, blocked, hold an older shape or be written by a second tab, and none of that
 * may stop the page or lose a value: each tab adds and removes its own values and leaves the others.
 */
import type { RefusedDraft } from './cell-store.ts';
import type { Unsaved } from './pending-writes.ts';

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
    for (const draft of this.stored()) this.byCell.set(draft.cell, draft);
  }

  get(cell: string): RefusedDraft | undefined {
    return this.byCell.get(cell);
  }

  all(): RefusedDraft[] {
    return [...this.byCell.values()];
  }

  keep(drafts: RefusedDraft[]): void {
    if (drafts.length === 0) return;
    const cells = new Set(drafts.map(({ cell }) => cell));
    for (const draft of drafts) {
      this.byCell.delete(draft.cell);
      this.byCell.set(draft.cell, draft);
    }
    const others = this.stored().filter(({ cell }) => !cells.has(cell));
    write(this.key, [...others, ...drafts].slice(-DRAFTS_MAX));
  }

  /** True where there was one. */
  drop(cell: string): boolean {
    const was = this.byCell.delete(cell);
    if (was)
      write(
        this.key,
        this.stored().filter((draft) => draft.cell !== cell),
      );
    return was;
  }

  private stored(): RefusedDraft[] {
    return read<RefusedDraft>(this.key).filter(
      (draft) => typeof draft?.cell === 'string' && typeof draft.refusal?.sentence === 'string',
    );
  }
}

/** A line of the copy: cell, text, and what its author had seen there (absent in an older shape). */
type CopiedLine = [cell: string, text: string | null, seen?: (string | null)[]];

/** Values on their way, kept so that a closed tab does not lose them silently. */
export class UnsavedCopy {
  private readonly key: string;
  /** What this tab has put there. */
  private own = new Map<string, string | null>();

  constructor(workbook: string, person: string) {
    this.key = `tallystick.pending.${workbook}.${person}`;
  }

  /** What an earlier visit left unsaved. It stays in the copy until `keep` is called without it. */
  take(): [string, Unsaved][] {
    const lines = this.stored();
    this.own = new Map(lines.map(([cell, text]) => [cell, text]));
    return lines.map(([cell, text, seen]) => [cell, { text, seen: seen ?? [] }]);
  }

  /** These are this tab's unsaved values now. */
  keep(values: ReadonlyMap<string, Unsaved>): void {
    if (values.size === 0 && this.own.size === 0) return;
    const others = this.stored().filter(
      ([cell, text]) => !values.has(cell) && this.own.get(cell) !== text,
    );
    const mine = [...values].map(([cell, { text, seen }]): CopiedLine => [cell, text, seen]);
    write(this.key, [...others, ...mine]);
    this.own = new Map(mine.map(([cell, text]) => [cell, text]));
  }

  private stored(): CopiedLine[] {
    return read<CopiedLine>(this.key).filter(
      (line) => Array.isArray(line) && typeof line[0] === 'string' && isText(line[1]),
    );
  }
}

const isText = (text: unknown): boolean => text === null || typeof text === 'string';
