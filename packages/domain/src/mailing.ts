/** By mail or not, at once or once a day: what somebody chose, and when that is. Pure: `now` is given. */
import type { WorkbookId } from './cells/ids.ts';
import type { NoticeKind } from './nouns/telling.ts';
import { instantIn, wallIn } from './nouns/set-up/zone.ts';

export const HOWS = ['at-once', 'daily', 'never'] as const;
export type How = (typeof HOWS)[number];

/** Null stands for every workbook, and for every kind. */
export type PostSetting = { workbook: WorkbookId | null; kind: NoticeKind | null; how: How };

/** What somebody is asked for comes at once; what they may want to know once a day. */
export const USUAL: Readonly<Record<NoticeKind, How>> = {
  mention: 'at-once',
  comment: 'daily',
  resolved: 'daily',
  assigned: 'at-once',
  asked: 'at-once',
  ruling: 'at-once',
  'ruling-elsewhere': 'daily',
  locked: 'daily',
  unlocked: 'at-once',
  reopened: 'at-once',
  released: 'at-once',
  query: 'at-once',
  'query-answered': 'at-once',
  'query-closed': 'daily',
  'query-assigned': 'at-once',
  findings: 'at-once',
  'finding-answered': 'daily',
  'reopening-proposed': 'at-once',
  'reopening-declined': 'at-once',
  attested: 'at-once',
  countersigned: 'at-once',
  conflict: 'at-once',
  call: 'at-once',
  period: 'at-once',
  'period-answered': 'at-once',
  mission: 'at-once',
  joined: 'daily',
  deletion: 'at-once',
  due: 'at-once',
  'query-due': 'at-once',
  chase: 'at-once',
};

/**
 * How somebody is told of this: what was chosen for the kind in the workbook, else for the workbook, else for the kind,
 * else for all.
 */
export function howOf(
  settings: readonly PostSetting[],
  of: { workbook: WorkbookId; kind: NoticeKind },
): How {
  const chosen = (workbook: WorkbookId | null, kind: NoticeKind | null) =>
    settings.find((each) => each.workbook === workbook && each.kind === kind)?.how;
  return (
    chosen(of.workbook, of.kind) ??
    chosen(of.workbook, null) ??
    chosen(null, of.kind) ??
    chosen(null, null) ??
    USUAL[of.kind]
  );
}

/** The hour at which a day's notices are sent together, on the city's clock. */
const MORNING = '07:00';
const DAY_MS = 86_400_000;

/** The next morning after `now` in a zone, milliseconds since 1970; UTC's where none is named. */
export function nextMorning(now: number, zone: string | null): number {
  const clock = zone ?? 'UTC';
  const on = (at: number) => instantIn(clock, { day: wallIn(clock, at).day, hour: MORNING }) ?? at;
  const today = on(now);
  return today > now ? today : on(now + DAY_MS);
}

/** Days before a date at which people are told that it comes. */
export const DUE_DAYS = [14, 7, 2, 0] as const;

/** Days from now to a date on the calendar of a zone: 0 on the day itself, negative once it is over. */
export function daysLeft(due: number, zone: string | null, now: number): number {
  const dayOf = (at: number) => Date.parse(`${wallIn(zone ?? 'UTC', at).day}T00:00:00.000Z`);
  return Math.round((dayOf(due) - dayOf(now)) / DAY_MS);
}

/**
 * Which of the days before the date people are told of now: the last that has come. Undefined before the first, and once
 * the instant is over.
 */
export function dueStep(due: number, zone: string | null, now: number): number | undefined {
  if (now >= due) return undefined;
  const left = daysLeft(due, zone, now);
  return DUE_DAYS.findLast((days) => left <= days);
}
