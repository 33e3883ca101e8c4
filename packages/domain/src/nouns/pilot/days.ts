/** Days of a calendar, as they are written (`2027-03-31`): what comes so many months after one. Pure. */

const DAY_MS = 86_400_000;
const startOf = (day: string): number => Date.parse(`${day}T00:00:00.000Z`);
const written = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Whether it is a day of the calendar, in a year of four digits. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = startOf(text);
  return !Number.isNaN(at) && written(at) === text;
}

export const daysAfter = (day: string, days: number): string =>
  written(startOf(day) + days * DAY_MS);

/** Days from one to the other; negative where the other comes first. */
export const daysFrom = (day: string, to: string): number =>
  Math.round((startOf(to) - startOf(day)) / DAY_MS);

/** The same day so many months on; the last of a month that is too short for it. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, of = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return daysAfter(written(first.getTime()), Math.min(of, last) - 1);
}
