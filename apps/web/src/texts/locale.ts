/** Numbers, dates and spans in the person's own way. Own file because all pages print them. */

/** The locale of numbers and dates: the browser's, which may differ from the language of the texts. */
export function numberLocale(): string {
  return navigator.language || 'en';
}

const dayFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const timeFormat = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const instantFormat = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'short',
});
const percentFormat = new Intl.NumberFormat(undefined, { style: 'percent' });
const numberFormat = new Intl.NumberFormat();

/** `14 Mar 2026`; the argument is in milliseconds since 1970. */
export const day = (at: number): string => dayFormat.format(at);
/** `12:04` */
export const time = (at: number): string => timeFormat.format(at);
/** `14 Mar 2026, 12:04` */
export const instant = (at: number): string => instantFormat.format(at);
/** A share from 0 to 1 as `62 %`. */
export const percent = (share: number): string => percentFormat.format(share);
export const count = (n: number): string => numberFormat.format(n);

const DAY_MS = 86_400_000;
/** Whole days from now to an instant; negative when it is past. */
export function daysUntil(at: number, now: number): number {
  return Math.ceil((at - now) / DAY_MS);
}

/** The initials of a name, at most two letters. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = [...(words[0] ?? '?')][0] ?? '?';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}
