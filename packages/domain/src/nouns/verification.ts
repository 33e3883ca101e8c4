/** Verdicts of the auditor on data points, and their release to the city. */
import type { CellId, RowId } from '../cells/ids.ts';
import { proseOf } from '../cells/prose.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';
import type { CommandOf } from '../commands.ts';
import type { ContentParts, Event, Verdict } from '../events.ts';
import { computeRow } from '../formula/compute.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import { may } from '../rights.ts';
import type { Verification, WorkbookState } from '../state.ts';
import { evidenceOfRow } from './evidence/evidence.ts';
import type { FieldsOf, Keyed } from './fields.ts';
import { interestRefusal } from './sign-off/interest.ts';
import type { Before, CommandNouns, Deciding, EventNouns, Place } from './noun.ts';
import { byMembers } from './seen.ts';
import { tellsNobody, withRole } from './telling.ts';
import { contentOf, contentPrint, isPart, partsOf } from './verdict-content.ts';

declare module '../commands.ts' {
  interface CommandFields {
    /** `seen`: print of the content that the person saw; without it only the result is compared. */
    verify: { row: RowId; verdict: Verdict; result: string; note: string; seen?: string };
    'withdraw-verification': { row: RowId };
    'release-verification': object;
  }
}

declare module '../events.ts' {
  interface EventFields {
    verified: {
      row: RowId;
      verdict: Verdict;
      /** The exact result text that the auditor saw. */
      result: string;
      note: string;
      /** What the verdict is on; the verification is stale while it differs. Without it, it is on `result` alone. */
      content?: ContentParts;
    };
    'verification-withdrawn': { row: RowId };
    'verification-released': { submission: number };
  }
}

function decideVerification(
  state: WorkbookState,
  command: CommandOf<'verify'>,
  { actor, catalogue, cells }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'verify', { state }) ?? interestRefusal(state, actor);
  if (right) return { ok: false, refusal: right };
  const { row, verdict, result, seen } = command;
  if (catalogue.rows.get(row)?.kind !== 'data-point') return no('unknown-row');
  const note = proseOf(command.note, TEXT_LIMITS.verificationNote, true);
  if (!note.ok) return note;
  const read = (cell: CellId) => cells.get(cell);
  const present = computeRow(catalogue, row, read);
  if (present.status !== 'reported') return no('not-reported');
  // The auditor judged a text on the screen; a verdict must never stand on another one.
  if (present.text !== result) return no('result-moved', present.text);
  const backing = (of: string) => evidenceOfRow(state, of);
  const content = contentOf({ catalogue, read, backing, result: present }, row);
  if (seen !== undefined && seen !== contentPrint(content)) return no('content-moved');
  const { parts } = content;
  return yes({ type: 'verified', row, verdict, result, note: note.value, content: parts });
}

function decideWithdrawal(
  state: WorkbookState,
  command: CommandOf<'withdraw-verification'>,
  { actor }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'verify', { state });
  if (right) return { ok: false, refusal: right };
  if (!state.verifications.has(command.row)) return no('nothing-verified');
  return yes({ type: 'verification-withdrawn', row: command.row });
}

function decideRelease(state: WorkbookState, { actor }: Deciding): Outcome<Event> {
  const right = may(actor, 'release', { state });
  if (right) return { ok: false, refusal: right };
  const submission = state.submissions.at(-1)?.submission;
  if (submission === undefined) return no('not-locked');
  // That every verdict was taken back is released as well, where one was shown.
  if (state.verifications.size + state.shown.size === 0) return no('nothing-verified');
  return yes({ type: 'verification-released', submission });
}

export const VERIFICATION_COMMANDS = {
  verify: {
    decide: decideVerification,
    becomes: 'verified',
    mayWait: true,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
  'withdraw-verification': {
    decide: decideWithdrawal,
    becomes: 'verification-withdrawn',
    mayWait: true,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
  'release-verification': {
    decide: (state, _, context) => decideRelease(state, context),
    becomes: 'verification-released',
    mayWait: false,
    byToken: false,
    isSigned: false,
    isHighStakes: true,
  },
} satisfies CommandNouns<'verify' | 'withdraw-verification' | 'release-verification'>;

/**
 * A verdict may have been given on what stood in the room between two versions, and no text of that is for whoever reads
 * released versions alone.
 */
const CONTENT: Keyed = { isKey: isPart, by: 'room' };

export const VERIFICATION_FIELDS: FieldsOf<Verification> = {
  row: 'all',
  verdict: 'all',
  result: 'all',
  note: 'all',
  content: CONTENT,
  version: 'all',
  by: 'all',
  at: 'all',
  number: 'all',
};

/** What was said after the last release is the audit's own. */
function byAuditOrReleased({ state, actor, entry, released }: Omit<Before, 'event'>): boolean {
  if (may(actor, 'read-audit-comments', { state }) === undefined) return true;
  // Whether there is a version of which the actor may read the verdicts.
  const readsReleased = state.submissions.some(
    (submission) => may(actor, 'read-verifications', { state, submission }) === undefined,
  );
  return released.has(entry.number) && readsReleased;
}

/** What a release shows; a verdict that was shown before keeps the version that it was released with. */
function shownWith({ verifications, shown }: WorkbookState, submission: number) {
  return new Map(
    [...verifications].map(([row, given]) => {
      const was = shown.get(row);
      const version = was?.number === given.number ? (was.version ?? submission) : submission;
      return [row, { ...given, version }] as const;
    }),
  );
}

const ofRow = ({ row }: { row: RowId }): Place => ({ cells: [], rows: [row] });

export const VERIFICATION_EVENTS = {
  verified: {
    fold: (state, { row, verdict, result, note, content }, { by, at, number }) => {
      const kept = content === undefined ? {} : { content: partsOf(content) };
      state.verifications.set(row, { row, verdict, result, note, ...kept, by, at, number });
    },
    isSeen: byAuditOrReleased,
    fields: { row: 'all', verdict: 'all', result: 'all', note: 'all', content: CONTENT },
    kind: 'verification',
    place: ofRow,
    follows: [],
    tells: tellsNobody,
    changesView: false,
  },
  'verification-withdrawn': {
    fold: (state, { row }) => {
      state.verifications.delete(row);
    },
    isSeen: byAuditOrReleased,
    fields: { row: 'all' },
    kind: 'verification',
    place: ofRow,
    follows: [],
    tells: tellsNobody,
    changesView: false,
  },
  'verification-released': {
    fold: (state, { submission }, { at, number }) => {
      const found = state.submissions.find((each) => each.submission === submission);
      if (found) {
        found.released = true;
        found.releasedUpTo = number;
        found.releasedAt = at;
      }
      state.shown = shownWith(state, submission);
    },
    isSeen: byMembers,
    fields: { submission: 'all' },
    kind: 'verification',
    follows: ['listing'],
    tells: ({ state }) => [
      { kind: 'released', to: withRole(state, 'contributor', 'coordinator', 'head', 'itu') },
    ],
    changesView: true,
  },
} satisfies EventNouns<'verified' | 'verification-withdrawn' | 'verification-released'>;
