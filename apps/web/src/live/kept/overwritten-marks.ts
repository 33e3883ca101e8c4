/**
 * Cells that two people set without having seen each other: the lost value and the standing one, until the cell is
 * written anew or the person puts the mark aside. The notice may come before the value it speaks of, and what was put
 * aside stays so after a reload.
 */
import type { Overwritten } from '../../lines/cell-store.ts';

/** Marks put aside that are remembered; older ones have long been written over. */
const ASIDE_MAX = 200;

type Mark = { what: Overwritten; landed: boolean };

const KEYS = 'tallystick.overwritten.';

/** Forgets what a person has put aside, in all workbooks: their values stand in it. */
export function forgetAside(person: string): void {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? '');
    for (const key of keys)
      if (key.startsWith(KEYS) && key.endsWith(`.${person}`)) localStorage.removeItem(key);
  } catch {
    // Blocked: then nothing is there.
  }
}

const nameOf = (cell: string, { lost, won }: Overwritten): string =>
  JSON.stringify([cell, lost, won]);

export class OverwrittenMarks {
  private readonly marks = new Map<string, Mark>();
  private readonly key: string;

  constructor(workbook: string, person: string) {
    this.key = `${KEYS}${workbook}.${person}`;
  }

  get(cell: string): Overwritten | undefined {
    return this.marks.get(cell)?.what;
  }

  /** `stands` is what the screen shows now: the value that won may still be on its way. */
  mark(cell: string, what: Overwritten, stands: string | null): void {
    if (what.lost === what.won || this.aside().includes(nameOf(cell, what))) return;
    this.marks.set(cell, { what, landed: stands === what.won });
  }

  /** The cell shows this now. The mark goes with the value that it spoke of. */
  shows(cell: string, text: string | null): void {
    const mark = this.marks.get(cell);
    if (!mark) return;
    if (text === mark.what.won) mark.landed = true;
    else if (mark.landed) this.marks.delete(cell);
  }

  /** This person writes the cell anew. */
  settle(cell: string): void {
    this.marks.delete(cell);
  }

  putAside(cell: string): void {
    const mark = this.marks.get(cell);
    if (!mark) return;
    this.marks.delete(cell);
    const aside = [...this.aside(), nameOf(cell, mark.what)].slice(-ASIDE_MAX);
    try {
      localStorage.setItem(this.key, JSON.stringify(aside));
    } catch {
      // Full or blocked: the mark comes back with the next visit.
    }
  }

  private aside(): string[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.key) ?? '[]');
      return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
    } catch {
      return [];
    }
  }
}
