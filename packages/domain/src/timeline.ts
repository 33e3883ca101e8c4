/** The pilot of a workbook on a line of time: what lasted how long, what is planned, what is late. Pure: `now` is given. */
import type { Mission, MissionPlace } from './nouns/pilot/mission.ts';
import { agreedPeriod } from './nouns/pilot/period.ts';
import { instantIn } from './nouns/set-up/zone.ts';
import { daysAfter } from './nouns/pilot/days.ts';
import type { WorkbookState } from './state.ts';

/** `ends` is null while nobody knows; `late` where it went, or goes, beyond what was agreed. */
export type Span = { key: string; starts: number; ends: number | null; late: boolean } & (
  | { kind: 'collection' | 'verification' | 'reopening' }
  | { kind: 'mission'; how: MissionPlace; note: string; from: string; to: string }
);

/** A moment. `submission`: which version. */
export type Point = { key: string; at: number } & (
  | { kind: 'due'; late: boolean }
  | { kind: 'locked' | 'unlocked' | 'attested' | 'countersigned'; submission: number }
  | { kind: 'findings'; count: number }
  | { kind: 'call'; clarification: string }
);

export type Timeline = { spans: Span[]; points: Point[]; begins: number; ends: number };

/** Before anything is known it shows a month; and room after the last thing, so that nothing ends at the edge. */
const DAY_MS = 86_400_000;
const LEAST_MS = 30 * DAY_MS;
const MARGIN = 0.03;

/** In the order of what came first; spans and points each. */
export function timelineOf(state: WorkbookState, now: number): Timeline {
  const spans = [
    ...collection(state, now),
    ...verification(state),
    ...missions(state),
    ...open(state),
  ];
  const points = pointsOf(state, now);
  const times = [
    now,
    ...points.map(({ at }) => at),
    ...spans.flatMap(({ starts, ends }) => [starts, ends ?? now]),
  ];
  const first = Math.min(...times);
  const last = Math.max(...times, first + LEAST_MS);
  const margin = (last - first) * MARGIN;
  return {
    spans: spans.toSorted((a, b) => a.starts - b.starts),
    points: points.toSorted((a, b) => a.at - b.at),
    begins: first - margin,
    ends: last + margin,
  };
}

/** The first version ends the collection; what is corrected later is the verification's. */
function collection(state: WorkbookState, now: number): Span[] {
  const { due, submissions } = state;
  const period = agreedPeriod(state);
  const handedIn = submissions[0]?.at ?? null;
  const starts = period?.starts ?? firstKnown(state);
  if (starts === undefined) return [];
  const late = due !== null && (handedIn ?? now) > due;
  const ends = handedIn ?? (late ? null : due);
  return [{ key: 'collection', kind: 'collection', starts, ends, late }];
}

/** Without an agreed period it has begun when the first of all that is known happened. */
function firstKnown({ submissions, periods, clarifications, comments, marks }: WorkbookState) {
  const said = [periods, clarifications, comments, marks].flatMap((part) =>
    [...part.values()].map(({ at }) => at),
  );
  const all = [...said, ...submissions.map(({ at }) => at)];
  return all.length === 0 ? undefined : Math.min(...all);
}

/** From the first version to the sign-off of the last. */
function verification({ submissions, attestations }: WorkbookState): Span[] {
  const [first, last] = [submissions[0], submissions.at(-1)];
  if (first === undefined || last === undefined) return [];
  const ends = attestations.get(last.submission)?.countersigned?.at ?? null;
  return [{ key: 'verification', kind: 'verification', starts: first.at, ends, late: false }];
}

/** From the first hour of its first day to the last of its last, on the city's clock. */
export function missionTimes(
  { zone }: Pick<WorkbookState, 'zone'>,
  { from, to }: Pick<Mission, 'from' | 'to'>,
): { starts: number; ends: number } | undefined {
  const startOf = (day: string) => instantIn(zone ?? 'UTC', { day, hour: '00:00' });
  const [starts, ends] = [startOf(from), startOf(daysAfter(to, 1))];
  return starts === undefined || ends === undefined ? undefined : { starts, ends };
}

function missions(state: WorkbookState): Span[] {
  return [...state.missions.values()].flatMap((mission): Span[] => {
    const { id, how, note, from, to, cancelled } = mission;
    const times = missionTimes(state, mission);
    if (cancelled !== null || times === undefined) return [];
    return [{ key: id, kind: 'mission', how, note, from, to, ...times, late: false }];
  });
}

function open({ reopened }: WorkbookState): Span[] {
  return reopened.map(({ number, at, until, ended }) => ({
    key: `reopening ${number}`,
    kind: 'reopening',
    starts: at,
    ends: ended?.at ?? until,
    late: false,
  }));
}

function pointsOf(
  { due, submissions, findings, calls, attestations }: WorkbookState,
  now: number,
): Point[] {
  const released = Map.groupBy(findings.values(), ({ at }) => at);
  const handedIn = submissions[0]?.at;
  return [
    ...(due === null
      ? []
      : [{ key: 'due', kind: 'due' as const, at: due, late: (handedIn ?? now) > due }]),
    ...submissions.flatMap(({ submission, at, unlocked }): Point[] => [
      { key: `locked ${submission}`, kind: 'locked', at, submission },
      ...(unlocked === null
        ? []
        : [
            {
              key: `unlocked ${submission}`,
              kind: 'unlocked' as const,
              at: unlocked.at,
              submission,
            },
          ]),
    ]),
    ...[...attestations.values()].flatMap(({ submission, at, countersigned }): Point[] => [
      { key: `attested ${submission}`, kind: 'attested', at, submission },
      ...(countersigned === null
        ? []
        : [
            {
              key: `countersigned ${submission}`,
              kind: 'countersigned' as const,
              at: countersigned.at,
              submission,
            },
          ]),
    ]),
    ...[...released].map(
      ([at, of]): Point => ({ key: `findings ${at}`, kind: 'findings', at, count: of.length }),
    ),
    ...[...calls.values()].flatMap(({ id, starts, clarification, cancelled }): Point[] =>
      cancelled === null ? [{ key: id, kind: 'call', at: starts, clarification }] : [],
    ),
  ];
}
