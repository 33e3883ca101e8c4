/** The days on which the auditor looks into a city, on site or remote. Planned again under its name, they are others. */
import type { MissionId } from '../../cells/ids.ts';
import { isId, proseOf } from '../../cells/prose.ts';
import { TEXT_LIMITS } from '../../cells/text-limits.ts';
import type { CommandOf } from '../../commands.ts';
import type { Event } from '../../events.ts';
import { no, type Outcome, yes } from '../../refusals.ts';
import { may } from '../../rights.ts';
import type { WorkbookState } from '../../state.ts';
import type { FieldsOf } from '../fields.ts';
import type { CommandNouns, Deciding, EventNouns, PartNouns } from '../noun.ts';
import { type Numbered, NUMBERED_FIELDS } from '../numbered.ts';
import { byRoomReaders } from '../seen.ts';
import { withRole } from '../telling.ts';
import { daysFrom, isDay } from './days.ts';

export const MISSION_PLACES = ['on-site', 'remote'] as const;
export type MissionPlace = (typeof MISSION_PLACES)[number];

/** `from` and `to` are days of the city's calendar, both of the mission. */
type Planned = { mission: MissionId; how: MissionPlace; from: string; to: string; note: string };
export type Mission = { id: MissionId } & Omit<Planned, 'mission'> & {
    cancelled: Numbered | null;
  } & Numbered;

declare module '../../commands.ts' {
  interface CommandFields {
    'plan-mission': Planned;
    'cancel-mission': { mission: MissionId };
  }
}

declare module '../../state.ts' {
  interface Parts {
    missions: { key: MissionId; item: Mission };
  }
}

declare module '../../events.ts' {
  interface EventFields {
    'mission-planned': Planned;
    'mission-cancelled': { mission: MissionId };
  }
}

/** Refusals: those of the right, bad-request, mission-days, too-many, already-so, those of a note. */
function decidePlanning(
  state: WorkbookState,
  { mission, how, from, to, note }: CommandOf<'plan-mission'>,
  { actor }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'plan-mission', { state });
  if (right) return { ok: false, refusal: right };
  if (!isId(mission) || !MISSION_PLACES.includes(how)) return no('bad-request');
  if (!isDay(from) || !isDay(to)) return no('mission-days', String(TEXT_LIMITS.missionDays));
  const days = daysFrom(from, to) + 1;
  if (days < 1 || days > TEXT_LIMITS.missionDays)
    return no('mission-days', String(TEXT_LIMITS.missionDays));
  const known = state.missions.get(mission);
  if (known === undefined && state.missions.size >= TEXT_LIMITS.missions)
    return no('too-many', String(TEXT_LIMITS.missions));
  const said = proseOf(note, TEXT_LIMITS.issue, true);
  if (!said.ok) return said;
  const planned = { how, from, to, note: said.value };
  const isSame =
    known?.cancelled === null &&
    (Object.keys(planned) as (keyof typeof planned)[]).every((key) => known[key] === planned[key]);
  return isSame ? no('already-so') : yes({ type: 'mission-planned', mission, ...planned });
}

/** Refusals: those of the right, unknown-mission. */
function decideCancelling(
  state: WorkbookState,
  { mission }: CommandOf<'cancel-mission'>,
  { actor }: Deciding,
): Outcome<Event> {
  const right = may(actor, 'plan-mission', { state });
  if (right) return { ok: false, refusal: right };
  const isPlanned = state.missions.get(mission)?.cancelled === null;
  return isPlanned ? yes({ type: 'mission-cancelled', mission }) : no('unknown-mission');
}

const PLANNING = { mayWait: false, byToken: true, isSigned: false, isHighStakes: false } as const;

export const MISSION_COMMANDS = {
  'plan-mission': { ...PLANNING, decide: decidePlanning, becomes: 'mission-planned' },
  'cancel-mission': { ...PLANNING, decide: decideCancelling, becomes: 'mission-cancelled' },
} satisfies CommandNouns<'plan-mission' | 'cancel-mission'>;

const PLANNED_FIELDS: FieldsOf<Omit<Planned, 'mission'>> = {
  how: 'all',
  from: 'all',
  to: 'all',
  note: 'all',
};

export const MISSION_PART: PartNouns<'missions'> = {
  missions: {
    keyOf: ({ id }) => id,
    isSeen: byRoomReaders,
    fields: { id: 'all', ...PLANNED_FIELDS, cancelled: NUMBERED_FIELDS, ...NUMBERED_FIELDS },
  },
};

const toWhom = (state: WorkbookState) => withRole(state, 'coordinator', 'auditor', 'head', 'itu');

const IN_HISTORY = { isSeen: byRoomReaders, kind: 'progress', follows: [] } as const;

export const MISSION_EVENTS = {
  'mission-planned': {
    ...IN_HISTORY,
    fold: (state, { mission: id, how, from, to, note }, { by, at, number }) => {
      state.missions.set(id, { id, how, from, to, note, cancelled: null, by, at, number });
    },
    fields: { mission: 'all', ...PLANNED_FIELDS },
    tells: ({ state }) => [{ kind: 'mission', to: toWhom(state) }],
    changesView: false,
  },
  'mission-cancelled': {
    ...IN_HISTORY,
    fold: (state, { mission }, { by, at, number }) => {
      const found = state.missions.get(mission);
      if (found) state.missions.set(mission, { ...found, cancelled: { by, at, number } });
    },
    fields: { mission: 'all' },
    tells: ({ state }) => [{ kind: 'mission', to: toWhom(state) }],
    changesView: false,
  },
} satisfies EventNouns<'mission-planned' | 'mission-cancelled'>;
