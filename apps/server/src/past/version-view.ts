/** A locked version with the verdicts on it, as one member may read it. */
import { told } from '@tallystick/domain/nouns/fields';
import { SUBMISSION_FIELDS } from '@tallystick/domain/nouns/lock';
import { type Actor, may } from '@tallystick/domain/rights';
import type { Submission } from '@tallystick/domain/state';
import type { SubmissionView } from '@tallystick/protocol/views';
import { mentionedIn } from '../present/mentioned.ts';
import { readerIn } from '../present/present.ts';
import { versionForObserver } from '../present/present-observer.ts';
import type { ReadDeps } from '../workbook/deps.ts';
import { verdictsOn, type WorkbookWithActors } from './present-version.ts';

type Here = { workbook: WorkbookWithActors; actor: Actor; submission: Submission };

/** Undefined where the store has no such snapshot. Whether the actor may read it was asked before. */
export async function versionView(deps: ReadDeps, here: Here): Promise<SubmissionView | undefined> {
  const { workbook, actor, submission } = here;
  const snapshot = await deps.store.snapshot(workbook.id, submission.submission);
  if (snapshot === undefined) return undefined;
  const locked = { submission, snapshot };
  const { verifications, stale } = await verdictsOn(deps, { workbook, actor }, locked);
  const mentioned = mentionedIn({ verifications, submissions: [submission] });
  const names = await deps.names([...workbook.state.members.keys(), ...mentioned]);
  const view: SubmissionView = {
    submission: told(submission, SUBMISSION_FIELDS, readerIn(workbook.state, actor)),
    snapshot,
    verifications,
    stale,
    members: [...names].map(([person, name]) => ({ person, name })),
  };
  return may(actor, 'read-room', workbook) === undefined
    ? view
    : versionForObserver(view, submission.consent ?? 'results');
}
