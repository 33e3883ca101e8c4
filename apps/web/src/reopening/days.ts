/** Calendar days of a zone, as date fields write them: an end of a day is easily one off. */
import { instantIn, wallIn } from '@tallystick/domain/nouns/set-up/zone';

const DAY_MS = 86_400_000;

/** The day in a zone so many days after a moment, as `2026-12-07`. */
export function dayIn(zone: string, at: number, days: number): string {
  const today = Date.parse(`${wallIn(zone, at).day}T00:00:00Z`);
  return new Date(today + days * DAY_MS).toISOString().slice(0, 10);
}

/** The last millisecond of a day in a zone; undefined where the text is not a day. */
export function endOfDay(zone: string, day: string): number | undefined {
  const start = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(start)) return undefined;
  const next = new Date(start + DAY_MS).toISOString().slice(0, 10);
  const at = instantIn(zone, { day: next, hour: '00:00' });
  return at === undefined ? undefined : at - 1;
}
