/**
 * The verdicts of locked versions as one member may see them. They are told of the past, beside what `present.ts` tells
 * of the present.
 */
import type { PersonId, RowId } from '@tallystick/domain/cells/ids';
import { type Actor, may } from '@tallystick/domain/rights';
import { seesAllVerdicts } from '@tallystick/domain/verdicts-for';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { Submission, WorkbookState } from '@tallystick/domain/state';
import { type Content, contentInVersion } from '@tallystick/domain/nouns/verdict-content';
import type { SubmissionView } from '@tallystick/protocol/views';
import type { JournalReads } from '@tallystick/store/port-journal';
import type { Deps, WorkbookNow } from '../workbook/deps.ts';
import { eventRecord } from './event-record.ts';
import { maySee, presentVerdicts } from '../present/present.ts';
import { staleVerdicts, withoutContent, withoutTexts } from '../present/present-verdicts.ts';
import type { GivenVerdict, VerdictRecord } from './verdict-record.ts';

/** A workbook that says who somebody is in it now. */
export type WorkbookWithActors = WorkbookNow & {
  actor: (person: PersonId, admin: boolean) => Actor;
};

type OnVersion = Pick<SubmissionView, 'verifications' | 'stale'>;

/** The verdicts on a version as they stood, as far as a person may see them, and which of them do not fit it. */
export async function verdictsOn(
  { store, catalogueOf }: { store: Pick<JournalReads, 'entries'> } & Pick<Deps, 'catalogueOf'>,
  { workbook, actor }: { workbook: WorkbookWithActors; actor: Actor },
  of: { submission: Submission; snapshot: string },
): Promise<OnVersion> {
  const { submission } = of;
  const { verdicts } = await eventRecord(store, workbook);
  // Only now: whoever lost their role while the store was reading sees none.
  const now = workbook.actor(actor.person, actor.admin);
  const { state } = workbook;
  const refusal = may(now, 'read-verifications', { state, submission });
  if (refusal !== undefined) return { verifications: [], stale: [] };
  const given = seesAllVerdicts(now)
    ? verdicts.standingOn(submission)
    : verdicts.standingOn(submission, submission.releasedUpTo ?? 0);
  const stale = given.length === 0 ? [] : staleVerdicts(given, contentIn(of.snapshot, catalogueOf));
  const readsRoom = may(now, 'read-room', { state }) === undefined;
  return {
    verifications: presentVerdicts(given, { state, actor: now }).map(withoutContent),
    stale: readsRoom ? stale : stale.map(withoutTexts),
  };
}

function contentIn(text: string, catalogueOf: Deps['catalogueOf']) {
  const version = JSON.parse(text) as Snapshot;
  const catalogue = catalogueOf(version.edition);
  return (row: RowId): Content | undefined => contentInVersion(version, catalogue, row);
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
