/**
 * Decides how a workbook is headed: opened with city, title and due date, and corrected later. What it was called before
 * stands in the event of the correction, so that a line of the history needs no other.
 */
import { hasEdition } from '@tallystick/catalogue/catalogue';
import type { Command } from '../../commands.ts';
import type { Event, Heading } from '../../events.ts';
import { nameOf } from '../../cells/prose.ts';
import { no, type Outcome, yes } from '../../refusals.ts';
import { type Actor, may } from '../../rights.ts';
import type { WorkbookState } from '../../state.ts';
import { zoneOf } from './zone.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

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
  command: Of<'open-workbook'>,
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

/** Refusals: not-your-role, those of a heading, already-so. */
export function decideCorrection(
  state: WorkbookState,
  command: Of<'correct-workbook'>,
  actor: Actor,
): Outcome<Event> {
  const right = may(actor, 'correct-workbook', { state });
  if (right) return { ok: false, refusal: right };
  const heading = headingOf(command);
  if (!heading.ok) return heading;
  const { city, title, due, zone } = state;
  const before = { city, title, due, zone };
  const { value } = heading;
  const isSame = (Object.keys(before) as (keyof Heading)[]).every((k) => value[k] === before[k]);
  return isSame ? no('already-so') : yes({ type: 'workbook-corrected', ...value, before });
}
