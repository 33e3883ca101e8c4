/**
 * The period in which a city collects its figures: proposed by the city or by the auditor and agreed by the other, once and
 * whenever it is extended. Its end is the due date of the workbook. Source: ITU's pilots, three to six months.
 */
import { proseOf } from '../../cells/prose.ts';
import { TEXT_LIMITS } from '../../cells/text-limits.ts';
import type { CommandOf } from '../../commands.ts';
import type { Event } from '../../events.ts';
import { no, type Outcome, yes } from '../../refusals.ts';
import { type Actor, may } from '../../rights.ts';
import type { WorkbookState } from '../../state.ts';
import type { FieldsOf } from '../fields.ts';
import type { CommandNouns, Deciding, EventNouns, PartNouns } from '../noun.ts';
import { type Numbered, NUMBERED_FIELDS } from '../numbered.ts';
import { byRoomReaders } from '../seen.ts';
import { wallIn } from '../set-up/zone.ts';
import { withRole } from '../telling.ts';
import { daysAfter, monthsAfter } from './days.ts';

/** Who agrees with whom. */
export const PERIOD_SIDES = ['city', 'audit'] as const;
export type PeriodSide = (typeof PERIOD_SIDES)[number];

type Dates = { starts: number; ends: number };
/** A proposal, and what became of it. Named by the number of its entry. */
export type Period = Dates & {
  reason: string;
  side: PeriodSide;
  status: 'proposed' | 'agreed' | 'declined';
  answered: ({ reason: string } & Numbered) | null;
} & Numbered;

declare module '../../commands.ts' {
  interface CommandFields {
    /** `starts` and `ends` in milliseconds since 1970, UTC. `reason` is asked for once there is an agreed one. */
    'propose-period': Dates & { reason: string };
    'agree-period': { proposal: number };
    /** Also taking one's own proposal back. */
    'decline-period': { proposal: number; reason: string };
  }
}

declare module '../../state.ts' {
  interface Parts {
    periods: { key: number; item: Period };
  }
}

declare module '../../events.ts' {
  interface EventFields {
    'period-proposed': Dates & { reason: string; side: PeriodSide };
    /** `due`: the end of the period is the due date from now on. */
    'period-agreed': { proposal: number; due: number } & Dates;
    /** Declined by the other side, or taken back by those who proposed it. */
    'period-declined': { proposal: number; reason: string };
  }
}

/** Months that the first period lasts at least and at most, and one that was extended at most. */
export const PERIOD_MONTHS = { least: 3, most: 6, extended: 24 } as const;

type Periods = Pick<WorkbookState, 'periods'>;

/** The period that counts: what was agreed last. */
export const agreedPeriod = ({ periods }: Periods): Period | undefined =>
  [...periods.values()].findLast(({ status }) => status === 'agreed');

/** The proposal that waits for an answer. */
export const proposedPeriod = ({ periods }: Periods): Period | undefined =>
  [...periods.values()].findLast(({ status }) => status === 'proposed');

/** For which side somebody speaks who may agree. */
export const periodSide = ({ role }: Pick<Actor, 'role'>): PeriodSide =>
  role === 'auditor' ? 'audit' : 'city';

const ROLE_OF = { city: 'coordinator', audit: 'auditor' } as const;

/** Whether it lasts as long as it may, by the calendar of the city. A day more or less is nobody's matter. */
function isLengthRight({ starts, ends }: Dates, zone: string, isFirst: boolean): boolean {
  const first = wallIn(zone, starts).day;
  const last = wallIn(zone, ends).day;
  const most = isFirst ? PERIOD_MONTHS.most : PERIOD_MONTHS.extended;
  return (
    daysAfter(last, 1) >= monthsAfter(first, PERIOD_MONTHS.least) &&
    last <= monthsAfter(first, most)
  );
}

/** Refusals: those of the right, locked, period-proposed, period-past, period-length, period-start, already-so, those of a reason. */
function decideProposing(
  state: WorkbookState,
  { starts, ends, reason }: CommandOf<'propose-period'>,
  { actor, now }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'agree-period', { state });
  if (right) return { ok: false, refusal: right };
  // What is locked is collected.
  if (state.locked) return no('locked');
  if (!Number.isSafeInteger(starts) || !Number.isSafeInteger(ends)) return no('bad-request');
  if (state.periods.size >= TEXT_LIMITS.periods) return no('too-many', String(TEXT_LIMITS.periods));
  if (proposedPeriod(state) !== undefined) return no('period-proposed');
  const before = agreedPeriod(state);
  if (before?.starts === starts && before.ends === ends) return no('already-so');
  if (before !== undefined && before.starts !== starts) return no('period-start');
  if (ends <= now) return no('period-past');
  if (!isLengthRight({ starts, ends }, state.zone ?? 'UTC', before === undefined))
    return no(before === undefined ? 'period-length' : 'period-extended-length');
  const why = reasonOf(reason, before === undefined);
  if (!why.ok) return why;
  const side = periodSide(actor);
  return yes({ type: 'period-proposed', starts, ends, reason: why.value, side });
}

/** Refusals: those of the right, unknown-period, other-side-needed, period-past. */
function decideAgreeing(
  state: WorkbookState,
  { proposal }: CommandOf<'agree-period'>,
  { actor, now }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'agree-period', { state });
  if (right) return { ok: false, refusal: right };
  const found = proposedPeriod(state);
  if (found?.number !== proposal) return no('unknown-period');
  if (found.side === periodSide(actor)) return no('other-side-needed');
  const { starts, ends } = found;
  if (ends <= now) return no('period-past');
  return yes({ type: 'period-agreed', proposal, starts, ends, due: ends });
}

/** Whoever takes their own proposal back need not say why. Refusals: those of the right, unknown-period, those of a reason. */
function decideDeclining(
  state: WorkbookState,
  { proposal, reason }: CommandOf<'decline-period'>,
  { actor }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'agree-period', { state });
  if (right) return { ok: false, refusal: right };
  const found = proposedPeriod(state);
  if (found?.number !== proposal) return no('unknown-period');
  const why = reasonOf(reason, found.side === periodSide(actor));
  return why.ok ? yes({ type: 'period-declined', proposal, reason: why.value }) : why;
}

function reasonOf(typed: string, optional: boolean): Outcome<string> {
  const why = proseOf(typed, TEXT_LIMITS.reason, optional);
  return !why.ok && why.refusal.code === 'empty-text' ? no('reason-needed') : why;
}

const IN_PERSON = { mayWait: false, byToken: false, isSigned: false, isHighStakes: false } as const;

export const PERIOD_COMMANDS = {
  'propose-period': { ...IN_PERSON, decide: decideProposing, becomes: 'period-proposed' },
  'agree-period': { ...IN_PERSON, decide: decideAgreeing, becomes: 'period-agreed' },
  'decline-period': { ...IN_PERSON, decide: decideDeclining, becomes: 'period-declined' },
} satisfies CommandNouns<'propose-period' | 'agree-period' | 'decline-period'>;

const DATES_FIELDS: FieldsOf<Dates> = { starts: 'all', ends: 'all' };

export const PERIOD_PART: PartNouns<'periods'> = {
  periods: {
    keyOf: ({ number }) => number,
    isSeen: byRoomReaders,
    fields: {
      ...DATES_FIELDS,
      reason: 'all',
      side: 'all',
      status: 'all',
      answered: { reason: 'all', ...NUMBERED_FIELDS },
      ...NUMBERED_FIELDS,
    },
  },
};

function answer(
  state: WorkbookState,
  { proposal, reason }: { proposal: number; reason: string },
  { status, by, at, number }: { status: Period['status'] } & Numbered,
): void {
  const found = state.periods.get(proposal);
  if (found)
    state.periods.set(proposal, { ...found, status, answered: { reason, by, at, number } });
}

/** Both sides, and who fills rows where the date is theirs now. */
const bothSides = (state: WorkbookState) => withRole(state, 'coordinator', 'auditor', 'head');

const IN_HISTORY = { isSeen: byRoomReaders, kind: 'progress', changesView: false } as const;

export const PERIOD_EVENTS = {
  'period-proposed': {
    ...IN_HISTORY,
    fold: (state, { starts, ends, reason, side }, { by, at, number }) => {
      const said = { starts, ends, reason, side, by, at, number };
      state.periods.set(number, { ...said, status: 'proposed', answered: null });
    },
    fields: { ...DATES_FIELDS, reason: 'all', side: 'all' },
    follows: [],
    tells: ({ state, event }) => {
      const other = event.side === 'city' ? 'audit' : 'city';
      return [{ kind: 'period', to: withRole(state, ROLE_OF[other]) }];
    },
  },
  'period-agreed': {
    ...IN_HISTORY,
    fold: (state, event, { by, at, number }) => {
      const { proposal } = event;
      answer(state, { proposal, reason: '' }, { status: 'agreed', by, at, number });
      state.due = event.due;
    },
    fields: { proposal: 'all', due: 'all', ...DATES_FIELDS },
    follows: ['listing'],
    tells: ({ state }) => [
      { kind: 'period-answered', to: [...bothSides(state), ...withRole(state, 'contributor')] },
    ],
  },
  'period-declined': {
    ...IN_HISTORY,
    fold: (state, event, { by, at, number }) =>
      answer(state, event, { status: 'declined', by, at, number }),
    fields: { proposal: 'all', reason: 'all' },
    follows: [],
    tells: ({ state }) => [{ kind: 'period-answered', to: bothSides(state) }],
  },
} satisfies EventNouns<'period-proposed' | 'period-agreed' | 'period-declined'>;
