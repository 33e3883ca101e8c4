import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instantIn, wallIn, zoneOf } from '../../src/nouns/set-up/zone.ts';

const ZONES = ['UTC', 'Africa/Cairo', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia'];

it('reads the calendar and the clock of a zone, and finds the instant again', () => {
  const at = Date.parse('2026-03-14T16:00:00Z');
  expect(wallIn('Africa/Cairo', at)).toEqual({ day: '2026-03-14', hour: '18:00' });
  expect(instantIn('Africa/Cairo', { day: '2026-03-14', hour: '18:00' })).toBe(at);
  const minutes = fc.integer({ min: 0, max: Date.parse('2060-01-01') / 60_000 });
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), minutes, (zone, minute) => {
      const wall = wallIn(zone, minute * 60_000);
      const found = instantIn(zone, wall);
      expect(wallIn(zone, found ?? Number.MIN_SAFE_INTEGER)).toEqual(wall);
    }),
    { numRuns: 300 },
  );
});

it('takes of an hour that comes twice the first, and of one that is left out what the clock shows', () => {
  const berlin = (day: string, hour: string) =>
    new Date(instantIn('Europe/Berlin', { day, hour }) ?? 0).toISOString();
  expect(berlin('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z');
  expect(berlin('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z');
  expect(instantIn('Europe/Berlin', { day: '2026-02', hour: '' })).toBeUndefined();
});

it('knows a zone by its name alone', () => {
  expect(zoneOf('America/Argentina/Buenos_Aires').ok).toBe(true);
  expect(zoneOf(null)).toEqual({ ok: true, value: null });
  for (const name of ['', 'Mars/Olympus', '+02:00', 'a'.repeat(200), '../../etc', '\u0000'])
    expect(zoneOf(name).ok).toBe(false);
});
