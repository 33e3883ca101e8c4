/** Reopenings that somebody proposes and somebody else decides: what they are, and whether they still wait. */
import type { CellId, RowId } from '../../cells/ids.ts';
import type { WorkbookState } from '../../state.ts';
import type { Numbered } from '../numbered.ts';

/** Who proposed: an auditor, for the head to decide, or the head of a signed version, for the audit side. */
export const PROPOSERS = ['auditor', 'head'] as const;
export type Proposer = (typeof PROPOSERS)[number];

export type Proposed = {
  /** The locked version whose cells these are. */
  submission: number;
  as: Proposer;
  /** Unlocking the whole version; then it names no cells. */
  whole: boolean;
  cells: CellId[];
  rows: RowId[];
  reason: string;
  /**
   * Until then the cells would be open; milliseconds since 1970, UTC. Of a whole version, which has no end once it is
   * unlocked, until then it can be decided.
   */
  until: number;
};
export type ReopeningProposal = Proposed &
  Numbered & {
    decided: ({ how: 'accepted' | 'declined'; reason: string } & Numbered) | null;
  };

declare module '../../state.ts' {
  interface Parts {
    /** By the number of the entry that proposed. */
    reopeningProposals: { key: number; item: ReopeningProposal };
  }
}

type Known = Pick<WorkbookState, 'locked' | 'submissions'>;

/** Whether somebody can still decide it at `now` (milliseconds since 1970, UTC). */
export function isWaiting(
  { locked, submissions }: Known,
  { decided, submission, until }: ReopeningProposal,
  now: number,
): boolean {
  return locked && decided === null && submissions.at(-1)?.submission === submission && now < until;
}

/** Those that wait, the oldest first. */
export function waitingProposals(
  state: Known & Pick<WorkbookState, 'reopeningProposals'>,
  now: number,
): ReopeningProposal[] {
  return [...state.reopeningProposals.values()].filter((each) => isWaiting(state, each, now));
}

/** Notes in a state what was decided. */
export function noteDecided(
  { reopeningProposals }: Pick<WorkbookState, 'reopeningProposals'>,
  proposal: number | undefined,
  decided: NonNullable<ReopeningProposal['decided']>,
): void {
  const found = proposal === undefined ? undefined : reopeningProposals.get(proposal);
  if (found) reopeningProposals.set(found.number, { ...found, decided });
}
