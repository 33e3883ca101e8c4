/**
 * The verdicts of locked versions as one member may see them. Own file because they are told of the past, beside what
 * `present.ts` tells of the present.
 */
import { type Actor, may, seesAllVerdicts } from '@tallystick/domain/rights';
import type { Submission, Verification, WorkbookState } from '@tallystick/domain/state';
import type { Store } from '@tallystick/store/port';
import { eventRecord } from './event-record.ts';
import type { LiveWorkbook } from './live-workbook.ts';
import { maySee } from './present.ts';
import type { GivenVerdict, VerdictRecord } from './verdict-record.ts';

/** The verdicts on a version as they stood, as far as a person may see them. */
export async function verdictsOn(
  store: Store,
  { workbook, actor }: { workbook: LiveWorkbook; actor: Actor },
  submission: Submission,
): Promise<Verification[]> {
  const { verdicts } = await eventRecord(store, workbook);
  // Only now: whoever lost their role while the store was reading sees none.
  const now = workbook.actor(actor.person, actor.admin);
  const refusal = may(now, 'read-verifications', { state: workbook.state, submission });
  if (refusal !== undefined) return [];
  return seesAllVerdicts(now)
    ? verdicts.standingOn(submission)
    : verdicts.standingOn(submission, submission.releasedUpTo ?? 0);
}

/** The verdicts and withdrawals of all versions that a person may see, oldest first. */
export function* verdictsGiven(
  record: VerdictRecord,
  state: WorkbookState,
  actor: Actor,
): Generator<GivenVerdict> {
  for (const given of record.given()) {
    if (maySee(state, actor, given.entry, record.released)) yield given;
  }
}
