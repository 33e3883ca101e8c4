/** What somebody chose, and when it is morning or a date near. */
import { expect, test } from 'vitest';
import type { WorkbookId } from '../src/cells/ids.ts';
import { daysLeft, dueStep, howOf, nextMorning, type PostSetting } from '../src/mailing.ts';

const HERE = 'wb_here' as WorkbookId;
const THERE = 'wb_there' as WorkbookId;
const at = (text: string): number => Date.parse(text);

test('the nearest choice counts: kind in the workbook, the workbook, the kind, all, and what is usual', () => {
  const settings: PostSetting[] = [];
  const asked = { workbook: HERE, kind: 'comment' } as const;
  expect(howOf(settings, asked)).toBe('daily');
  expect(howOf(settings, { ...asked, kind: 'mention' })).toBe('at-once');
  for (const [workbook, kind, how] of [
    [null, null, 'never'],
    [null, 'comment', 'at-once'],
    [HERE, null, 'never'],
    [HERE, 'comment', 'daily'],
  ] as const) {
    settings.push({ workbook, kind, how });
    expect(howOf(settings, asked)).toBe(how);
  }
  expect(howOf(settings, { ...asked, workbook: THERE })).toBe('at-once');
  expect(howOf(settings, { workbook: THERE, kind: 'mention' })).toBe('never');
});

test('the morning is that of the city, today or tomorrow', () => {
  const morning = (now: string, zone: string | null) =>
    new Date(nextMorning(at(now), zone)).toISOString();
  expect(morning('2026-12-01T06:59:00Z', null)).toBe('2026-12-01T07:00:00.000Z');
  expect(morning('2026-12-01T07:00:00Z', null)).toBe('2026-12-02T07:00:00.000Z');
  expect(morning('2026-12-01T21:59:00Z', 'Asia/Tokyo')).toBe('2026-12-01T22:00:00.000Z');
  expect(morning('2026-12-01T22:30:00Z', 'Asia/Tokyo')).toBe('2026-12-02T22:00:00.000Z');
  // The night in which clocks are put forward is an hour shorter.
  expect(morning('2027-03-27T08:00:00Z', 'Europe/Berlin')).toBe('2027-03-28T05:00:00.000Z');
});

test('the days to a date are those of the city’s calendar', () => {
  const due = at('2026-12-15T15:30:00Z');
  expect(daysLeft(due, null, at('2026-12-15T00:00:00Z'))).toBe(0);
  expect(daysLeft(due, null, at('2026-12-14T23:59:00Z'))).toBe(1);
  // In Tokyo it is the sixteenth already when the date comes.
  expect(daysLeft(due, 'Asia/Tokyo', at('2026-12-14T15:30:00Z'))).toBe(1);
  expect(daysLeft(due, 'Asia/Tokyo', at('2026-12-14T14:30:00Z'))).toBe(2);
});

test('people are told at 14, 7, 2 and 0 days, by the last of them that has come', () => {
  const due = at('2026-12-15T12:00:00Z');
  const step = (now: string) => dueStep(due, null, at(now));
  expect(step('2026-11-30T23:59:00Z')).toBeUndefined();
  expect(step('2026-12-01T00:00:00Z')).toBe(14);
  expect(step('2026-12-07T12:00:00Z')).toBe(14);
  expect(step('2026-12-08T00:00:00Z')).toBe(7);
  expect(step('2026-12-13T09:00:00Z')).toBe(2);
  expect(step('2026-12-15T00:00:00Z')).toBe(0);
  expect(step('2026-12-15T12:00:00Z')).toBeUndefined();
});
