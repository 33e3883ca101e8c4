/** Calendar days of the reader's own time, as date fields write them. Own file because an end of a day is easily one off. */

const DAY_MS = 86_400_000;

/** The day so many days after a moment, as `2026-12-07`. */
export function dayIn(at: number, days: number): string {
  const date = new Date(at + days * DAY_MS);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The last millisecond of a day in local time; undefined where the text is not a day. */
export function endOfDay(day: string): number | undefined {
  const [year, month, date] = day.split('-').map(Number);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !year || !month || !date) return undefined;
  return new Date(year, month - 1, date + 1).getTime() - 1;
}
