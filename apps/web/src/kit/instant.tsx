/** A moment in words: local time on the screen, the exact UTC time behind it. */
import { wordLocale } from '../texts/locale.ts';

/** The words of a moment in the reader's own time; a moment of today goes without its date. */
export function localWords(at: number, locale: string, now = Date.now()): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(locale, {
    ...(sameDay ? {} : { dateStyle: 'medium' }),
    timeStyle: 'short',
  }).format(at);
}

/** The words of a moment in UTC: what a record is quoted by. */
export function utcWords(at: number, locale: string, precision: 'minute' | 'second' = 'second') {
  const words = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(precision === 'second' ? { second: '2-digit' } : {}),
    hourCycle: 'h23',
    timeZone: 'UTC',
  }).format(at);
  return `${words} UTC`;
}

/** A moment (milliseconds since 1970, UTC) in local words, its UTC time in the title. */
export function Instant({ at }: { at: number }) {
  const locale = wordLocale();
  return (
    <time dateTime={new Date(at).toISOString()} title={utcWords(at, locale)}>
      {localWords(at, locale)}
    </time>
  );
}
