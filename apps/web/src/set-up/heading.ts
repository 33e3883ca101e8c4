/** How a workbook is headed, as its form holds it and as commands take it. Pure but for the browser's own zone. */
import type { Heading } from '@tallystick/domain/events';
import { instantIn, wallIn } from '@tallystick/domain/nouns/set-up/zone';
import { ownZone } from '../texts/deadline.ts';

/** `day` as `2026-03-14`, empty for none; `hour` as `18:00`. */
export type HeadingDraft = { city: string; title: string; day: string; hour: string; zone: string };

/** A deadline of a day ends with it, unless somebody says otherwise. */
const LAST_HOUR = '23:59';

export function draftOf({ city, title, due, zone }: Heading): HeadingDraft {
  const named = zone ?? ownZone();
  const wall = due === null ? { day: '', hour: LAST_HOUR } : wallIn(named, due);
  return { city, title, ...wall, zone: named };
}

/** Undefined for an hour that is missing, or that its day does not have in this zone. */
const dueOf = ({ day, hour, zone }: HeadingDraft): number | null | undefined =>
  day === '' ? null : instantIn(zone, { day, hour });

/** The fields that must be filled in and are not. */
export function lacking(draft: HeadingDraft): Record<'city' | 'title' | 'hour', boolean> {
  return {
    city: draft.city.trim() === '',
    title: draft.title.trim() === '',
    hour: dueOf(draft) === undefined,
  };
}

/** Undefined while something is missing. */
export function headingOf(draft: HeadingDraft): Heading | undefined {
  const { city, title, zone } = draft;
  const due = dueOf(draft);
  if (city.trim() === '' || title.trim() === '' || due === undefined) return undefined;
  return { city: city.trim(), title: title.trim(), due, zone };
}

/** The zones to choose from, with one that is in use besides. */
export function zonesWith(zone: string): string[] {
  return [...new Set([zone, ownZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])].toSorted();
}
