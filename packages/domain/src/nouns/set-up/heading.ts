/**
 * How a workbook is headed: opened with city, title, due date and time zone, and corrected later. What it was called before
 * stands in the event of the correction, so that a line of the history needs no other.
 */
import { hasEdition } from '@tallystick/catalogue/catalogue';
import { nameOf } from '../../cells/prose.ts';
import type { CommandOf } from '../../commands.ts';
import type { Event, Heading } from '../../events.ts';
import { no, type Outcome, yes } from '../../refusals.ts';
import { type Actor, may } from '../../rights.ts';
import type { WorkbookState } from '../../state.ts';
import type { CommandNouns, EventNouns } from '../noun.ts';
import { agreedPeriod } from '../pilot/period.ts';
import { byMembers } from '../seen.ts';
import { tellsNobody } from '../telling.ts';
import { zoneOf } from './zone.ts';

declare module '../../commands.ts' {
  interface CommandFields {
    'open-workbook': {
      city: string;
      title: string;
      edition: string;
      due: number | null;
      zone?: string | null;
    };
    /** The heading as it is to be, whole. */
    'correct-workbook': Heading;
  }
}

declare module '../../events.ts' {
  interface EventFields {
    'workbook-opened': {
      city: string;
      title: string;
      edition: string;
      due: number | null;
      /** Without it none was named. */
      zone?: string;
    };
    'workbook-corrected': { before: Heading } & Heading;
  }
}

/** As kept. Refusals: those of a name, bad-request, unknown-zone. */
function headingOf(typed: Heading): Outcome<Heading> {
  const city = nameOf(typed.city);
  if (!city.ok) return city;
  const title = nameOf(typed.title);
  if (!title.ok) return title;
  if (typed.due !== null && !Number.isSafeInteger(typed.due)) return no('bad-request');
  const zone = zoneOf(typed.zone);
  if (!zone.ok) return zone;
  return yes({ city: city.value, title: title.value, due: typed.due, zone: zone.value });
}

export function decideOpening(
  state: WorkbookState,
  command: CommandOf<'open-workbook'>,
  actor: Actor,
): Outcome<Event> {
  if (!actor.admin) return no('not-your-role');
  if (state.edition !== '') return no('already-open');
  if (!hasEdition(command.edition)) return no('unknown-edition');
  const { zone: named = null, ...typed } = command;
  const heading = headingOf({ ...typed, zone: named });
  if (!heading.ok) return heading;
  const { city, title, due, zone } = heading.value;
  const { edition } = command;
  const inZone = zone === null ? {} : { zone };
  return yes({ type: 'workbook-opened', city, title, edition, due, ...inZone });
}

/** Refusals: not-your-role, those of a heading, due-agreed, already-so. */
export function decideCorrection(
  state: WorkbookState,
  command: CommandOf<'correct-workbook'>,
  actor: Actor,
): Outcome<Event> {
  const right = may(actor, 'correct-workbook', { state });
  if (right) return { ok: false, refusal: right };
  const heading = headingOf(command);
  if (!heading.ok) return heading;
  const { city, title, due, zone } = state;
  // What city and auditor have agreed is changed by both.
  if (heading.value.due !== due && agreedPeriod(state) !== undefined) return no('due-agreed');
  const before = { city, title, due, zone };
  const { value } = heading;
  const isSame = (Object.keys(before) as (keyof Heading)[]).every((k) => value[k] === before[k]);
  return isSame ? no('already-so') : yes({ type: 'workbook-corrected', ...value, before });
}

export const HEADING_COMMANDS = {
  'open-workbook': {
    decide: (state, command, { actor }) => decideOpening(state, command, actor),
    becomes: 'workbook-opened',
    mayWait: false,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
  'correct-workbook': {
    decide: (state, command, { actor }) => decideCorrection(state, command, actor),
    becomes: 'workbook-corrected',
    mayWait: false,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
} satisfies CommandNouns<'open-workbook' | 'correct-workbook'>;

const setHeading = (state: WorkbookState, { city, title, due, zone }: Heading): void => {
  Object.assign(state, { city, title, due, zone });
};

export const HEADING_EVENTS = {
  'workbook-opened': {
    fold: (state, event) => {
      state.edition = event.edition;
      setHeading(state, { ...event, zone: event.zone ?? null });
    },
    isSeen: byMembers,
    fields: { city: 'all', title: 'all', edition: 'all', due: 'all', zone: 'all' },
    kind: 'member',
    follows: ['tables', 'listing'],
    tells: tellsNobody,
    changesView: false,
  },
  'workbook-corrected': {
    fold: setHeading,
    isSeen: byMembers,
    fields: {
      city: 'all',
      title: 'all',
      due: 'all',
      zone: 'all',
      before: { city: 'all', title: 'all', due: 'all', zone: 'all' },
    },
    kind: 'member',
    follows: ['tables', 'listing'],
    tells: tellsNobody,
    changesView: false,
  },
} satisfies EventNouns<'workbook-opened' | 'workbook-corrected'>;
