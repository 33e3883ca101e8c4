/** Calls on clarifications that were agreed: when, on which clock, where to join, and who is invited. */
import type { CallId, ClarificationId, PersonId } from '../../cells/ids.ts';
import { isId } from '../../cells/prose.ts';
import { TEXT_LIMITS } from '../../cells/text-limits.ts';
import type { CommandOf } from '../../commands.ts';
import type { Event } from '../../events.ts';
import { no, type Outcome, yes } from '../../refusals.ts';
import { actorOf, may } from '../../rights.ts';
import type { WorkbookState } from '../../state.ts';
import type { FieldsOf } from '../fields.ts';
import type { CommandNouns, Deciding, EventNouns, PartNouns } from '../noun.ts';
import { type Numbered, NUMBERED_FIELDS } from '../numbered.ts';
import { zoneOf } from '../set-up/zone.ts';
import { byReaders, whereAsked } from './clarification.ts';

type Agreed = {
  call: CallId;
  clarification: ClarificationId;
  /** Milliseconds since 1970, UTC. */
  starts: number;
  minutes: number;
  /** On whose clock the hour was agreed. */
  zone: string;
  /** `http` or `https`; empty where nothing is joined by a link. */
  link: string;
  people: PersonId[];
};
export type Call = { id: CallId } & Omit<Agreed, 'call'> & {
    /** How often it was agreed anew: programs of calendars know by it which word is the last. */
    sequence: number;
    cancelled: Numbered | null;
  } & Numbered;

declare module '../../commands.ts' {
  interface CommandFields {
    /** Under the name of a call that is known, it is another hour, link or circle. */
    'agree-call': Agreed;
    'cancel-call': { call: CallId };
  }
}

declare module '../../state.ts' {
  interface Parts {
    calls: { key: CallId; item: Call };
  }
}

declare module '../../events.ts' {
  interface EventFields {
    'call-agreed': Agreed;
    'call-cancelled': { call: CallId; clarification: ClarificationId };
  }
}

/** A link as kept; undefined for what no browser should be sent to. */
function linkOf(typed: string): string | undefined {
  const text = typed.trim();
  if (text === '') return '';
  if (text.length > TEXT_LIMITS.callLink || !URL.canParse(text)) return undefined;
  const { protocol, href, username, password } = new URL(text);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && username === '' && password === '' ? href : undefined;
}

/** Who may change the calls on a clarification: ITU, the coordinators, and who asked it. */
function mayCall(state: WorkbookState, asked: ClarificationId, { actor }: Pick<Deciding, 'actor'>) {
  const clarification = state.clarifications.get(asked);
  return may(actor, 'agree-call', { state, ...(clarification && { clarification }) });
}

/** Refusals: those of the right, unknown-clarification, bad-request, unknown-zone, call-past, call-link, unknown-member, too-many, already-so. */
function decideAgreeing(
  state: WorkbookState,
  command: CommandOf<'agree-call'>,
  { actor, now }: Deciding,
): Outcome<Event> {
  const { call, clarification, starts, minutes, people } = command;
  const right = mayCall(state, clarification, { actor });
  if (right) return { ok: false, refusal: right };
  if (!state.clarifications.has(clarification)) return no('unknown-clarification');
  const known = state.calls.get(call);
  if (!isId(call) || (known && known.clarification !== clarification))
    return no('bad-request', 'call');
  const isLong = minutes < 1 || minutes > TEXT_LIMITS.callMinutes;
  if (!Number.isSafeInteger(starts) || !Number.isSafeInteger(minutes) || isLong)
    return no('bad-request', 'minutes');
  if (starts <= now) return no('call-past');
  const zone = zoneOf(command.zone);
  if (!zone.ok || zone.value === null) return no('unknown-zone');
  const link = linkOf(command.link);
  if (link === undefined) return no('call-link');
  const invited = [...new Set(people)];
  if (invited.length === 0) return no('nothing-named');
  if (invited.length > TEXT_LIMITS.mentions) return no('too-many', String(TEXT_LIMITS.mentions));
  const reads = (person: PersonId) =>
    may(actorOf(state, person), 'read-clarifications', { state }) === undefined;
  if (!invited.every(reads)) return no('unknown-member');
  if (known === undefined && state.calls.size >= TEXT_LIMITS.calls)
    return no('too-many', String(TEXT_LIMITS.calls));
  const agreed = { clarification, starts, minutes, zone: zone.value, link, people: invited };
  const isSame =
    known?.cancelled === null &&
    (Object.keys(agreed) as (keyof typeof agreed)[]).every(
      (key) => String(known[key]) === String(agreed[key]),
    );
  return isSame ? no('already-so') : yes({ type: 'call-agreed', call, ...agreed });
}

/** Refusals: not-your-role, unknown-call. */
function decideCancelling(
  state: WorkbookState,
  { call }: CommandOf<'cancel-call'>,
  { actor }: Deciding,
): Outcome<Event> {
  const known = state.calls.get(call);
  const right = mayCall(state, known?.clarification ?? ('' as ClarificationId), { actor });
  if (right) return { ok: false, refusal: right };
  if (known === undefined || known.cancelled !== null) return no('unknown-call');
  return yes({ type: 'call-cancelled', call, clarification: known.clarification });
}

const CALLING = { mayWait: false, byToken: true, isSigned: false, isHighStakes: false } as const;

export const CALL_COMMANDS = {
  'agree-call': { ...CALLING, decide: decideAgreeing, becomes: 'call-agreed' },
  'cancel-call': { ...CALLING, decide: decideCancelling, becomes: 'call-cancelled' },
} satisfies CommandNouns<'agree-call' | 'cancel-call'>;

const AGREED_FIELDS: FieldsOf<Omit<Agreed, 'call'>> = {
  clarification: 'all',
  starts: 'all',
  minutes: 'all',
  zone: 'all',
  link: 'all',
  people: 'all',
};

export const CALL_PART: PartNouns<'calls'> = {
  calls: {
    keyOf: ({ id }) => id,
    isSeen: byReaders,
    fields: {
      id: 'all',
      ...AGREED_FIELDS,
      sequence: 'all',
      cancelled: NUMBERED_FIELDS,
      ...NUMBERED_FIELDS,
    },
  },
};

const IN_HISTORY = {
  isSeen: byReaders,
  kind: 'clarification',
  place: whereAsked,
  follows: [],
  changesView: false,
} as const;

export const CALL_EVENTS = {
  'call-agreed': {
    ...IN_HISTORY,
    fold: (state, { call: id, ...agreed }, { by, at, number }) => {
      const { type: _, ...kept } = agreed;
      const sequence = (state.calls.get(id)?.sequence ?? -1) + 1;
      state.calls.set(id, { id, ...kept, sequence, cancelled: null, by, at, number });
    },
    fields: { call: 'all', ...AGREED_FIELDS },
    tells: ({ event }) => [{ kind: 'call', to: event.people }],
  },
  'call-cancelled': {
    ...IN_HISTORY,
    fold: (state, { call }, { by, at, number }) => {
      const found = state.calls.get(call);
      if (!found) return;
      const sequence = found.sequence + 1;
      state.calls.set(call, { ...found, sequence, cancelled: { by, at, number } });
    },
    fields: { call: 'all', clarification: 'all' },
    tells: ({ state, event }) => [{ kind: 'call', to: state.calls.get(event.call)?.people ?? [] }],
  },
} satisfies EventNouns<'call-agreed' | 'call-cancelled'>;
