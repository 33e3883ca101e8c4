/**
 * Deadlines in words: day, hour and the zone on whose clock they are read. Two people in two zones must not read one
 * deadline as two, so the zone is always named.
 */
import { wallIn } from '@tallystick/domain/nouns/set-up/zone';
import { wordLocale } from './locale.ts';

/** The zone of this browser, for a workbook whose city has named none. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The name of a zone as people read it: `America/New York`. */
export const zoneWords = (zone: string): string => zone.replaceAll('_', ' ');

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const locale = wordLocale();
  const key = `${locale} ${zone}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  formats.set(key, made);
  return made;
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** `14 Mar`, by the calendar of the zone, where there is no room for more. */
export function deadlineDay(at: number, zone: string | null): string {
  const locale = wordLocale();
  const key = `${locale} ${zone ?? ownZone()}`;
  const known = dayFormats.get(key);
  const format =
    known ??
    new Intl.DateTimeFormat(locale, {
      timeZone: zone ?? ownZone(),
      month: 'short',
      day: 'numeric',
    });
  dayFormats.set(key, format);
  return format.format(at);
}

/** `14 Mar 2026, 18:00 GMT+2`; the argument is in milliseconds since 1970. */
export function deadline(at: number, zone: string | null): string {
  return formatOf(zone ?? ownZone()).format(at);
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** A day of a calendar in words: `14 Mar 2026` of `2026-03-14`. */
export function dayWords(day: string): string {
  const locale = wordLocale();
  const known = dateFormats.get(locale);
  const format =
    known ??
    new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'short',
      day: 'numeric',
    });
  dateFormats.set(locale, format);
  return format.format(Date.parse(`${day}T00:00:00Z`));
}

const DAY_MS = 86_400_000;

/** Days by the calendar of the zone from one instant to another; negative where that is past, 0 on the same day. */
export function daysBetween(from: number, to: number, zone: string | null): number {
  const dayOf = (at: number) => Date.parse(wallIn(zone ?? ownZone(), at).day);
  return Math.round((dayOf(to) - dayOf(from)) / DAY_MS);
}
