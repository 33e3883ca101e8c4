/**
 * Time zones by name. A deadline is an instant; its zone says on which clock people read it. Pure: no clock is asked.
 */
import { no, type Outcome, yes } from '../../refusals.ts';

/** Longer than every name of the tz database (`America/Argentina/ComodRivadavia` has 32). */
const NAME_MAX = 64;

/** The name of a zone as kept, null for none. Refusal: unknown-zone. */
export function zoneOf(typed: string | null): Outcome<string | null> {
  if (typed === null) return yes(null);
  if (typed.length > NAME_MAX || !/^[A-Za-z][\w/+-]*$/.test(typed)) return no('unknown-zone');
  try {
    new Intl.DateTimeFormat('en', { timeZone: typed });
    return yes(typed);
  } catch {
    return no('unknown-zone', typed);
  }
}

type Wall = { day: string; hour: string };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

/** What the calendar and the clock of a zone show at an instant: `2026-03-14` and `17:00`. */
export function wallIn(zone: string, at: number): Wall {
  const parts = new Map(
    formatIn(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  const day = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
  return { day, hour: `${part('hour')}:${part('minute')}` };
}

/** The wall as if it were read in UTC, in milliseconds since 1970; NaN where it is none. */
const asUtc = ({ day, hour }: Wall): number => Date.parse(`${day}T${hour}:00.000Z`);

/**
 * The instant at which a zone's calendar and clock show this; undefined where that is no date. An hour that a clock put
 * forward leaves out is the one that it shows instead; of an hour that comes twice it is the first.
 */
export function instantIn(zone: string, wall: Wall): number | undefined {
  const wanted = asUtc(wall);
  if (Number.isNaN(wanted)) return undefined;
  const offset = (at: number) => asUtc(wallIn(zone, at)) - at;
  const minute = 60_000;
  const day = 24 * 60 * minute;
  const tries = [offset(wanted - day), offset(wanted + day)].map((each) => wanted - each);
  const fits = tries.filter((at) => asUtc(wallIn(zone, at)) === wanted);
  return fits.length > 0 ? Math.min(...fits) : Math.max(...tries);
}
