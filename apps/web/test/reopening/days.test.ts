/** Days of a reopening: both ends on the clock of the city's zone. */
import { describe, expect, it } from 'vitest';
import { dayIn, endOfDay } from '../../src/reopening/days.ts';

describe('a day of a reopening', () => {
  it('is that of the zone, not of the browser', () => {
    const at = Date.parse('2026-12-06T23:30:00Z');
    expect(dayIn('UTC', at, 0)).toBe('2026-12-06');
    expect(dayIn('Asia/Tokyo', at, 0)).toBe('2026-12-07');
    expect(dayIn('America/Lima', at, 14)).toBe('2026-12-20');
    expect(dayIn('UTC', at, 26)).toBe('2027-01-01');
  });

  it('ends with its last millisecond in the zone, also where a clock is put forward in that night', () => {
    const end = (zone: string, day: string) => new Date(endOfDay(zone, day) ?? 0).toISOString();
    expect(end('UTC', '2026-12-31')).toBe('2026-12-31T23:59:59.999Z');
    expect(end('Asia/Tokyo', '2026-12-31')).toBe('2026-12-31T14:59:59.999Z');
    // Cairo puts its clock forward at the midnight that ends 23 April 2026.
    expect(end('Africa/Cairo', '2026-04-23')).toBe('2026-04-23T21:59:59.999Z');
    for (const text of ['', '31.12.2026', '2026-13-01', 'soon'])
      expect(endOfDay('UTC', text)).toBeUndefined();
  });
});
