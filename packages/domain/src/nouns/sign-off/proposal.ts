/**
 * Reopening by two people. An auditor proposes cells and the head decides; of a version that is signed the head proposes,
 * and ITU or the auditor decides. Nobody decides what they proposed, and both words stand in the journal.
 */
import type { CellId, RowId } from '../../cells/ids.ts';
import { proseOf } from '../../cells/prose.ts';
import { TEXT_LIMITS } from '../../cells/text-limits.ts';
import type { CommandOf } from '../../commands.ts';
import type { Event } from '../../events.ts';
import { no, type Outcome, type Refusal, refuse, yes } from '../../refusals.ts';
import { type Actor, may } from '../../rights.ts';
import type { WorkbookState } from '../../state.ts';
import type { FieldsOf } from '../fields.ts';
import type { CommandNouns, Deciding, EventNouns, PartNouns } from '../noun.ts';
import { NUMBERED_FIELDS } from '../numbered.ts';
import { isEndInRange, namedIn } from '../reopen.ts';
import { byRoomReaders } from '../seen.ts';
import { withRole } from '../telling.ts';
import { isWaiting, noteDecided, type Proposed, type ReopeningProposal } from './proposed.ts';

declare module '../../commands.ts' {
  interface CommandFields {
    'propose-reopening': {
      whole: boolean;
      cells: CellId[];
      rows: RowId[];
      reason: string;
      until: number;
    };
    /** `proposal`: number of its entry. The head may name other cells and another end than an auditor proposed. */
    'accept-reopening': { proposal: number; cells: CellId[]; rows: RowId[]; until: number };
    'accept-unlock': { proposal: number };
    'decline-reopening': { proposal: number; reason: string };
  }
}

declare module '../../events.ts' {
  interface EventFields {
    'reopening-proposed': Proposed;
    'reopening-declined': { proposal: number; reason: string };
  }
}

function decideProposal(
  state: WorkbookState,
  command: CommandOf<'propose-reopening'>,
  { actor, catalogue, now }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'propose-reopening', { state });
  if (right) return { ok: false, refusal: right };
  const submission = state.submissions.at(-1)?.submission;
  if (!state.locked || submission === undefined) return no('not-locked');
  const { whole, until } = command;
  const isNothing = command.cells.length + command.rows.length === 0;
  if (whole && !isNothing) return no('bad-request', 'cells');
  const named = whole ? yes({ cells: [], rows: [] }) : namedIn(command, catalogue);
  if (!named.ok) return named;
  if (!isEndInRange(until, now)) return no('end-out-of-range');
  const reason = proseOf(command.reason, TEXT_LIMITS.reason);
  if (!reason.ok) return reason;
  const as = actor.role === 'head' ? 'head' : 'auditor';
  const said = { submission, as, whole, ...named.value, reason: reason.value, until } as const;
  return yes({ type: 'reopening-proposed', ...said });
}

/** Why somebody may not decide a proposal; undefined where they may. */
export function decidingRefusal(
  state: WorkbookState,
  actor: Actor,
  proposal: Pick<ReopeningProposal, 'as' | 'by'>,
): Refusal | undefined {
  const right = may(actor, 'decide-reopening', { state });
  if (right) return right;
  if (proposal.by === actor.person) return refuse('second-eyes-needed');
  const isHeads = proposal.as === 'auditor';
  return isHeads === (actor.role === 'head') ? undefined : refuse('not-your-role');
}

type Found = { submission: number; proposal: ReopeningProposal };

/** The proposal that waits, for somebody who may decide it. */
function toDecide(
  state: WorkbookState,
  { proposal: number }: { proposal: number },
  { actor, now }: Deciding,
): Outcome<Found> {
  const right = may(actor, 'decide-reopening', { state });
  if (right) return { ok: false, refusal: right };
  const proposal = state.reopeningProposals.get(number);
  if (!proposal || !isWaiting(state, proposal, now)) return no('unknown-reopening');
  const refusal = decidingRefusal(state, actor, proposal);
  if (refusal) return { ok: false, refusal };
  return yes({ submission: proposal.submission, proposal });
}

function decideAccepting(
  state: WorkbookState,
  command: CommandOf<'accept-reopening'>,
  context: Deciding,
): Outcome<Event> {
  const found = toDecide(state, command, context);
  if (!found.ok) return found;
  const { submission, proposal } = found.value;
  const { number, reason, as } = proposal;
  if (proposal.whole) return no('bad-request', 'proposal');
  const named = namedIn(command, context.catalogue);
  if (!named.ok) return named;
  const { until } = command;
  if (!isEndInRange(until, context.now)) return no('end-out-of-range');
  // What a head proposed is taken as it is: whoever changes it would open what nobody else has looked at.
  if (as === 'head' && !isSame(proposal, { ...named.value, until })) return no('changed-proposal');
  return yes({
    type: 'cells-reopened',
    submission,
    ...named.value,
    reason,
    until,
    proposal: number,
  });
}

type Opened = Pick<Proposed, 'cells' | 'rows' | 'until'>;

function isSame(one: Opened, other: Opened): boolean {
  const setOf = ({ cells, rows }: Opened) => new Set<string>([...cells, ...rows]);
  return one.until === other.until && setOf(one).symmetricDifference(setOf(other)).size === 0;
}

function decideUnlocking(
  state: WorkbookState,
  command: CommandOf<'accept-unlock'>,
  context: Deciding,
): Outcome<Event> {
  const found = toDecide(state, command, context);
  if (!found.ok) return found;
  const { submission, proposal } = found.value;
  if (!proposal.whole) return no('bad-request', 'proposal');
  const { number, reason } = proposal;
  return yes({ type: 'unlocked', submission, reason, proposal: number });
}

/** Also taking back one's own. */
function decideDeclining(
  state: WorkbookState,
  command: CommandOf<'decline-reopening'>,
  context: Deciding,
): Outcome<Event> {
  const own = state.reopeningProposals.get(command.proposal);
  const isOwn = own?.by === context.actor.person && isWaiting(state, own, context.now);
  const right = may(context.actor, 'propose-reopening', { state });
  const found = isOwn && !right ? yes(undefined) : toDecide(state, command, context);
  if (!found.ok) return found;
  const reason = proseOf(command.reason, TEXT_LIMITS.reason);
  if (!reason.ok) return reason;
  return yes({ type: 'reopening-declined', proposal: command.proposal, reason: reason.value });
}

const IN_PERSON = { mayWait: false, byToken: false, isSigned: false } as const;

export const PROPOSAL_COMMANDS = {
  'propose-reopening': {
    decide: decideProposal,
    becomes: 'reopening-proposed',
    ...IN_PERSON,
    isHighStakes: true,
  },
  'accept-reopening': {
    decide: decideAccepting,
    becomes: 'cells-reopened',
    ...IN_PERSON,
    isHighStakes: true,
  },
  'accept-unlock': {
    decide: decideUnlocking,
    becomes: 'unlocked',
    ...IN_PERSON,
    isHighStakes: true,
  },
  'decline-reopening': {
    decide: decideDeclining,
    becomes: 'reopening-declined',
    ...IN_PERSON,
    isHighStakes: false,
  },
} satisfies CommandNouns<
  'propose-reopening' | 'accept-reopening' | 'accept-unlock' | 'decline-reopening'
>;

const PROPOSED_FIELDS: FieldsOf<Proposed> = {
  submission: 'all',
  as: 'all',
  whole: 'all',
  cells: 'all',
  rows: 'all',
  reason: 'all',
  until: 'all',
};

export const PROPOSAL_PART: PartNouns<'reopeningProposals'> = {
  reopeningProposals: {
    keyOf: ({ number }) => number,
    isSeen: byRoomReaders,
    fields: {
      ...PROPOSED_FIELDS,
      ...NUMBERED_FIELDS,
      decided: { how: 'all', reason: 'all', ...NUMBERED_FIELDS },
    },
  },
};

export const PROPOSAL_EVENTS = {
  'reopening-proposed': {
    fold: (state, { submission, as, whole, cells, rows, reason, until }, { by, at, number }) => {
      const said = { submission, as, whole, cells, rows, reason, until };
      state.reopeningProposals.set(number, { ...said, by, at, number, decided: null });
    },
    isSeen: byRoomReaders,
    fields: PROPOSED_FIELDS,
    kind: 'lock',
    place: ({ cells, rows }) => ({ cells, rows }),
    placeName: (_, number) => String(number),
    follows: [],
    changesView: false,
    tells: ({ state, event }) => {
      const to = event.as === 'auditor' ? (['head'] as const) : (['auditor', 'itu'] as const);
      return [{ kind: 'reopening-proposed', to: withRole(state, ...to) }];
    },
  },
  'reopening-declined': {
    fold: (state, { proposal, reason }, { by, at, number }) => {
      noteDecided(state, proposal, { how: 'declined', reason, by, at, number });
    },
    isSeen: byRoomReaders,
    fields: { proposal: 'all', reason: 'all' },
    kind: 'lock',
    place: ({ proposal }, placeOf) => placeOf(String(proposal)),
    follows: [],
    changesView: false,
    tells: ({ state, event }) => {
      const by = state.reopeningProposals.get(event.proposal)?.by;
      return by === undefined ? [] : [{ kind: 'reopening-declined', to: [by] }];
    },
  },
} satisfies EventNouns<'reopening-proposed' | 'reopening-declined'>;
