/** How old something is, in words: the moment, and how long ago that was. */
import { instant, time, wordLocale } from '../texts/locale.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Words of a moment at `now`, both in milliseconds since 1970: `14:02` and `3 hr. ago`. */
export function ageOf(at: number, now: number): { when: string; ago: string } {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return { when: isToday ? time(at) : instant(at), ago: agoWords(Math.max(0, now - at)) };
}

function agoWords(age_ms: number): string {
  const ago = new Intl.RelativeTimeFormat(wordLocale(), { numeric: 'auto', style: 'short' });
  if (age_ms < HOUR_MS) return ago.format(-Math.floor(age_ms / MINUTE_MS), 'minute');
  if (age_ms < DAY_MS) return ago.format(-Math.floor(age_ms / HOUR_MS), 'hour');
  return ago.format(-Math.floor(age_ms / DAY_MS), 'day');
}
