/**
 * What is told to whoever reads released versions alone: what the city consented to, and of nobody else than themselves a
 * name. Each part is listed anew, so that what a view or a snapshot gains later is not told by itself.
 */
import type { EventEntry } from '@tallystick/domain/entry';
import type { Consent } from '@tallystick/domain/events';
import type { PersonId } from '@tallystick/domain/cells/ids';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { Archived, Submission, Verification } from '@tallystick/domain/state';
import { canonicalJson } from '@tallystick/ledger/canonical-json';
import type { PresentedEntry, SubmissionView, WorkbookView } from '@tallystick/protocol/views';

/** In the place of a person's id: it names nobody. */
const NOBODY = '' as PersonId;

export function namelessSubmission(submission: Submission): Submission {
  return { ...submission, by: NOBODY, unlocked: null };
}

const nameless = <T extends Archived>(ended: T | null): T | null =>
  ended && { ...ended, by: NOBODY, reason: '' };

export function namelessEntry(entry: EventEntry): PresentedEntry {
  return { ...entry, by: NOBODY, name: '' };
}

/** The view of a workbook; verdicts stand in its versions. */
export function viewForObserver(view: WorkbookView): WorkbookView {
  const { me } = view;
  const own = { person: me.person, name: me.name, role: me.role, entity: null };
  const { stale: _, shown: __, ...known } = view;
  return {
    ...known,
    entities: [],
    members: [own],
    formerMembers: [],
    assignments: {},
    verifications: [],
    submissions: view.submissions.map(namelessSubmission),
    archived: nameless(view.archived),
    deletion: nameless(view.deletion),
  };
}

/** A version as far as the city lets observers read it. */
export function versionForObserver(view: SubmissionView, part: Consent): SubmissionView {
  const whole = JSON.parse(view.snapshot) as Snapshot;
  const { format, workbook, city, title, edition, submission, upTo, results } = whole;
  const figures =
    part === 'figures'
      ? { cells: whole.cells, ...(whole.values ? { values: whole.values } : {}) }
      : { cells: {} };
  const head = { format, workbook, city, title, edition, submission, upTo };
  const told: Snapshot = { ...head, results, ...figures, entities: {}, assignments: {} };
  return {
    submission: namelessSubmission(view.submission),
    snapshot: canonicalJson(told),
    part,
    verifications: view.verifications.map((given) => verdictForObserver(given, part)),
    stale: view.stale,
    members: [],
  };
}

/** The auditor's note may speak of figures, so that it goes with them. */
function verdictForObserver(given: Verification, part: Consent): Verification {
  return { ...given, by: NOBODY, note: part === 'figures' ? given.note : '' };
}
