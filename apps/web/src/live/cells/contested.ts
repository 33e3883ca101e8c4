/**
 * Values of this person in cells in which somebody else was typing: who then gives theirs has seen this one. Its author
 * is told, as nothing else on the screen would say it.
 */
import { CONTESTED_MS } from '../kept/limits.ts';

/** Who of the others is typing in a cell now. */
export type Typing = (cell: string) => string | undefined;

type Contest = { text: string | null; by: string; until: number };

export class Contested {
  private readonly cells = new Map<string, Contest>();
  private readonly typing: Typing;

  constructor(typing: Typing) {
    this.typing = typing;
  }

  /** This person has set a cell. */
  wrote(cell: string, text: string | null): void {
    const by = this.typing(cell);
    if (by === undefined) this.cells.delete(cell);
    else this.cells.set(cell, { text, by, until: Date.now() + CONTESTED_MS });
  }

  /** Somebody else has set a cell to `won`: the value that they had before them, where it was this person's. */
  replaced(cell: string, won: string | null): Contest | undefined {
    const contest = this.cells.get(cell);
    this.cells.delete(cell);
    if (!contest || contest.text === won || Date.now() > contest.until) return undefined;
    return contest;
  }
}
