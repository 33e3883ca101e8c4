/** The dates of a person as a calendar that programs read (RFC 5545). Pure. */
export type CalendarDate = {
  /** The same for the same date: programs know it again when it moves. */
  uid: string;
  at: number;
  summary: string;
  url: string;
  /** Of what lasts: its end, milliseconds since 1970. */
  ends?: number;
  /** Where it is: for a call the link by which one joins it. */
  location?: string;
  /** How often it was changed, where that is counted. */
  sequence?: number;
  isCancelled?: boolean;
};

/** Octets of one line; what is longer goes on in the next, after a space (3.1). */
const LINE_OCTETS = 75;

/** `20261215T120000Z`. */
const instant = (at: number): string =>
  `${new Date(at).toISOString().replaceAll(/[-:]/g, '').slice(0, 15)}Z`;

/** Text as a value: what would end it, or the line, is escaped (3.3.11). */
const value = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|[\r\n\u2028\u2029]/g, '\\n')
    .replaceAll(/\p{Cc}/gu, '');

/** Folded at whole characters. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    if (Buffer.byteLength(part + character) > LINE_OCTETS) {
      parts.push(part);
      part = ' ';
    }
    part += character;
  }
  return [...parts, part].join('\r\n');
}

function eventOf(date: CalendarDate, now: number): string[] {
  const { uid, at, summary, url, ends, location, sequence, isCancelled } = date;
  return [
    'BEGIN:VEVENT',
    `UID:${value(uid)}`,
    `DTSTAMP:${instant(now)}`,
    `DTSTART:${instant(at)}`,
    ...(ends === undefined ? [] : [`DTEND:${instant(ends)}`]),
    ...(sequence === undefined ? [] : [`SEQUENCE:${sequence}`]),
    ...(isCancelled ? ['STATUS:CANCELLED'] : []),
    `SUMMARY:${value(summary)}`,
    ...(location ? [`LOCATION:${value(location)}`] : []),
    `URL:${url}`,
    // What lasts takes the time of those who are invited; a date does not.
    `TRANSP:${ends === undefined ? 'TRANSPARENT' : 'OPAQUE'}`,
    'END:VEVENT',
  ];
}

export function calendarOf(dates: readonly CalendarDate[], now: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tallystick//Dates//EN',
    'CALSCALE:GREGORIAN',
    ...dates.flatMap((date) => eventOf(date, now)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}
