/**
 * What somebody of the audit side says of their own interests in a city, before they judge it: that nothing stands in the
 * way of their judgement, or what does. Whoever has declared a conflict judges and signs nothing here any more, and cannot
 * take that back: somebody else does the work.
 */
import type { PersonId } from '../../cells/ids.ts';
import { proseOf } from '../../cells/prose.ts';
import { TEXT_LIMITS } from '../../cells/text-limits.ts';
import type { CommandOf } from '../../commands.ts';
import type { Event } from '../../events.ts';
import { no, type Outcome, type Refusal, refuse, yes } from '../../refusals.ts';
import { type Actor, may } from '../../rights.ts';
import type { WorkbookState } from '../../state.ts';
import type { Before, CommandNouns, Deciding, EventNouns, PartNouns } from '../noun.ts';
import { type Numbered, NUMBERED_FIELDS } from '../numbered.ts';
import { withRole } from '../telling.ts';

/** `conflict`: what stands in the way, in the person's words; empty where nothing does. */
export type Interest = { conflict: string } & Numbered;

declare module '../../commands.ts' {
  interface CommandFields {
    'declare-interest': { conflict: string };
  }
}

declare module '../../events.ts' {
  interface EventFields {
    'interest-declared': { conflict: string };
  }
}

declare module '../../state.ts' {
  interface Parts {
    /** By person, each with their last word. */
    interests: { key: PersonId; item: Interest };
  }
}

/** Why somebody may not judge this city; undefined where they said that nothing stands in the way. */
export function interestRefusal(
  { interests }: Pick<WorkbookState, 'interests'>,
  { person }: Pick<Actor, 'person'>,
): Refusal | undefined {
  const declared = interests.get(person);
  if (declared === undefined) return refuse('interest-needed');
  return declared.conflict === '' ? undefined : refuse('conflict-declared');
}

function decideInterest(
  state: WorkbookState,
  command: CommandOf<'declare-interest'>,
  { actor }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'declare-interest', { state });
  if (right) return { ok: false, refusal: right };
  const conflict = proseOf(command.conflict, TEXT_LIMITS.reason, true);
  if (!conflict.ok) return conflict;
  const before = state.interests.get(actor.person);
  if (before !== undefined && before.conflict !== '') return no('conflict-declared');
  if (before?.conflict === conflict.value) return no('already-so');
  return yes({ type: 'interest-declared', conflict: conflict.value });
}

export const INTEREST_COMMANDS = {
  'declare-interest': {
    decide: decideInterest,
    becomes: 'interest-declared',
    mayWait: false,
    byToken: false,
    isSigned: false,
    isHighStakes: false,
  },
} satisfies CommandNouns<'declare-interest'>;

/** A person's own interests are for those who have to act on them, and for the person. */
const byThoseConcerned = ({ state, actor }: Pick<Before, 'state' | 'actor'>): boolean =>
  may(actor, 'read-interests', { state }) === undefined;

export const INTEREST_PART: PartNouns<'interests'> = {
  interests: {
    keyOf: ({ by }) => by,
    isSeen: byThoseConcerned,
    fields: { conflict: 'all', ...NUMBERED_FIELDS },
  },
};

export const INTEREST_EVENTS = {
  'interest-declared': {
    fold: (state, { conflict }, { by, at, number }) => {
      state.interests.set(by, { conflict, by, at, number });
    },
    isSeen: byThoseConcerned,
    fields: { conflict: 'all' },
    kind: 'verification',
    follows: [],
    changesView: false,
    // That nothing stands in the way is read where it matters; a conflict means that somebody else is needed.
    tells: ({ state, event }) =>
      event.conflict === '' ? [] : [{ kind: 'conflict', to: withRole(state, 'head', 'itu') }],
  },
} satisfies EventNouns<'interest-declared'>;
