/** What random sequences of verdicts have come upon. */
export type Tally = {
  sequences: number;
  edits: number;
  verdicts: number;
  /** Verdicts refused because what their author had seen had changed. */
  refused: number;
  /** Looks at a verdict that held, and at one that did not. */
  held: number;
  stale: number;
  /** Verdicts that held again after having been stale. */
  again: number;
  /** Versions that were locked and opened again, and releases of verdicts to the city. */
  locks: number;
  releases: number;
  /** What was wrong, in words. */
  wrong: string[];
};

export const emptyTally = (): Tally => ({
  sequences: 0,
  edits: 0,
  verdicts: 0,
  refused: 0,
  held: 0,
  stale: 0,
  again: 0,
  locks: 0,
  releases: 0,
  wrong: [],
});

const WRONG_TOLD_MAX = 20;

/** Keeps the first of what was wrong: all of it would be unreadable. */
export function sayWrong({ wrong }: Tally, words: string): void {
  if (wrong.length < WRONG_TOLD_MAX) wrong.push(words);
}

/** A content that forgets what it covers: shows that the oracle would notice. */
export type Forgetting = (part: string, row: string) => boolean;
export const FORGETS_NOTHING: Forgetting = () => false;
