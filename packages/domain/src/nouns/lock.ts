/** Locked versions, what opens a workbook again, and the room's generations. */
import type { CellId } from '../cells/ids.ts';
import { proseOf } from '../cells/prose.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';
import type { CommandOf } from '../commands.ts';
import type { Event } from '../events.ts';
import { computeAll } from '../formula/compute.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import { may } from '../rights.ts';
import { snapshotOf } from '../snapshot.ts';
import type { Submission, WorkbookState } from '../state.ts';
import { summary } from '../summary.ts';
import type { FieldsOf } from './fields.ts';
import type { CommandNouns, Deciding, EventNouns } from './noun.ts';
import { byMembers, byRoomReaders } from './seen.ts';
import { standingAttestation } from './sign-off/attestation.ts';
import { noteDecided } from './sign-off/proposed.ts';
import { tellsNobody, withRole } from './telling.ts';

declare module '../commands.ts' {
  interface CommandFields {
    lock: object;
    unlock: { reason: string };
  }
}

declare module '../events.ts' {
  interface EventFields {
    locked: {
      submission: number;
      /** Number of the last entry that the snapshot holds. */
      upTo: number;
      /** SHA-256 of the snapshot's canonical JSON, hexadecimal. */
      snapshot: string;
      /** Room generation that begins here. */
      generation: number;
      reported: number;
      missing: number;
    };
    /** `proposal`: number of the entry that proposed it, where somebody else did. */
    unlocked: { submission: number; reason: string; proposal?: number };
    'generation-started': { generation: number; upTo: number };
  }
}

function decideLock(state: WorkbookState, context: Deciding): Outcome<Event> {
  const right = may(context.actor, 'lock', { state });
  if (right) return { ok: false, refusal: right };
  // What was reopened since the last lock may have changed, so the next version may follow without an unlock.
  if (state.locked && state.reopened.length === 0) return no('already-locked');
  const { catalogue, cells, expected, workbook } = context;
  const submission = (state.submissions.at(-1)?.submission ?? 0) + 1;
  const head = { workbook, submission, upTo: expected };
  const read = (cell: CellId) => cells.get(cell);
  const { reported, missing } = summary(catalogue, read, computeAll(catalogue, read));
  return yes({
    type: 'locked',
    submission,
    upTo: expected,
    snapshot: context.hash(snapshotOf({ catalogue, state }, cells, head)),
    generation: state.generation + 1,
    reported,
    missing,
  });
}

function decideUnlock(
  state: WorkbookState,
  command: CommandOf<'unlock'>,
  { actor }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'unlock', { state });
  if (right) return { ok: false, refusal: right };
  const submission = state.submissions.at(-1)?.submission;
  if (!state.locked || submission === undefined) return no('not-locked');
  // What was signed is opened by two.
  if (standingAttestation(state)) return no('second-eyes-needed');
  const reason = proseOf(command.reason, TEXT_LIMITS.reason);
  return reason.ok ? yes({ type: 'unlocked', submission, reason: reason.value }) : reason;
}

export const LOCK_COMMANDS = {
  lock: {
    decide: (state, _, context) => decideLock(state, context),
    becomes: 'locked',
    mayWait: false,
    byToken: false,
    isSigned: true,
    isHighStakes: true,
  },
  unlock: {
    decide: decideUnlock,
    becomes: 'unlocked',
    mayWait: false,
    byToken: false,
    isSigned: false,
    isHighStakes: true,
  },
} satisfies CommandNouns<'lock' | 'unlock'>;

/** To observers it is told without who (`present-observer.ts`). */
export const SUBMISSION_FIELDS: FieldsOf<Submission> = {
  submission: 'all',
  upTo: 'all',
  number: 'all',
  snapshot: 'all',
  by: 'all',
  at: 'all',
  reported: 'all',
  missing: 'all',
  released: 'all',
  releasedUpTo: 'all',
  releasedAt: 'all',
  consent: 'all',
  unlocked: { by: 'all', at: 'all', reason: 'all' },
};

export const LOCK_EVENTS = {
  locked: {
    fold: (state, event, { by, at, number }) => {
      const { submission, upTo, snapshot, generation, reported, missing } = event;
      state.locked = true;
      state.reopened = [];
      state.generation = generation;
      state.submissions.push({
        submission,
        upTo,
        number,
        snapshot,
        by,
        at,
        reported,
        missing,
        released: false,
        unlocked: null,
      });
    },
    isSeen: byMembers,
    fields: {
      submission: 'all',
      upTo: 'all',
      snapshot: 'all',
      generation: 'all',
      reported: 'all',
      missing: 'all',
    },
    kind: 'lock',
    follows: ['tables', 'listing'],
    tells: ({ state }) => [
      {
        kind: 'locked',
        to: withRole(state, 'contributor', 'coordinator', 'head', 'auditor', 'itu'),
      },
    ],
    changesView: false,
  },
  unlocked: {
    fold: (state, { submission, reason, proposal }, { by, at, number }) => {
      noteDecided(state, proposal, { how: 'accepted', reason: '', by, at, number });
      const found = state.submissions.find((each) => each.submission === submission);
      if (found) found.unlocked = { by, at, reason };
      state.locked = false;
      state.reopened = [];
    },
    isSeen: byRoomReaders,
    fields: { submission: 'all', reason: 'all', proposal: 'all' },
    kind: 'lock',
    follows: ['tables'],
    tells: ({ state }) => [
      { kind: 'unlocked', to: withRole(state, 'contributor', 'coordinator', 'head', 'auditor') },
    ],
    changesView: false,
  },
  'generation-started': {
    fold: (state, { generation }) => {
      state.generation = generation;
    },
    isSeen: byRoomReaders,
    fields: { generation: 'all', upTo: 'all' },
    kind: 'system',
    follows: ['tables'],
    tells: tellsNobody,
    changesView: false,
  },
} satisfies EventNouns<'locked' | 'unlocked' | 'generation-started'>;
