/** The dates of a person in one workbook: when its figures are due, reopenings end, calls with them, days of missions. Pure. */
import {
  type PersonId,
  type RowId,
  splitCellId,
  type WorkbookId,
} from '@tallystick/domain/cells/ids';
import type { Call } from '@tallystick/domain/nouns/clarify/call';
import { missionTimes } from '@tallystick/domain/timeline';
import { type Actor, actorOf, may } from '@tallystick/domain/rights';
import type { Reopening, WorkbookState } from '@tallystick/domain/state';
import { MAIL_WORDS, type MailLanguage } from '@tallystick/protocol/post/mail-words';
import type { CalendarDate } from './calendar.ts';

type Of = { workbook: WorkbookId; state: WorkbookState; url: string; language: MailLanguage };

const MINUTE_MS = 60_000;

/** Nothing that somebody wrote but the link, without which nobody joins. */
export function callDate(call: Call, { workbook, state, url, language }: Of): CalendarDate {
  const { id, starts, minutes, link, sequence, cancelled } = call;
  return {
    uid: `${workbook}-${id}@tallystick`,
    at: starts,
    ends: starts + minutes * MINUTE_MS,
    summary: `${MAIL_WORDS[language].calendar.call}: ${state.city}, ${state.title}`,
    url,
    location: link,
    sequence,
    isCancelled: cancelled !== null,
  };
}

/** Reopenings with an end that is somebody's to keep: of their rows, or of all where they lead or judge. */
function reopenedFor(state: WorkbookState, { role, entity }: Actor): Reopening[] {
  if (!state.locked) return [];
  const isTheirs = (row: RowId) => entity !== null && state.assignments.get(row) === entity;
  return state.reopened.filter(({ ended, rows, cells }) => {
    if (ended !== null) return false;
    const named = [...rows, ...[...cells].flatMap((cell) => splitCellId(cell)?.row ?? [])];
    return role !== 'contributor' || named.some(isTheirs);
  });
}

export function personDates(of: Of, person: PersonId): CalendarDate[] {
  const { workbook, state, url, language } = of;
  const actor = actorOf(state, person);
  const { archived, locked, due, city, title } = state;
  if (archived !== null || may(actor, 'read-room', { state })) return [];
  const named = `${city}, ${title}`;
  const calls = [...state.calls.values()].filter(({ people }) => people.includes(person));
  const isConcerned = actor.role !== 'contributor';
  const missions = [...state.missions.values()].flatMap((mission): CalendarDate[] => {
    const times = missionTimes(state, mission);
    if (!isConcerned || mission.cancelled !== null || times === undefined) return [];
    return [
      {
        uid: `${workbook}-${mission.id}@tallystick`,
        at: times.starts,
        ends: times.ends,
        summary: `${MAIL_WORDS[language].calendar[mission.how]}: ${named}`,
        url,
      },
    ];
  });
  return [
    ...(due === null || locked
      ? []
      : [{ uid: `${workbook}-due@tallystick`, at: due, summary: named, url }]),
    ...reopenedFor(state, actor).map(
      ({ number, until }): CalendarDate => ({
        uid: `${workbook}-r${number}@tallystick`,
        at: until,
        summary: `${MAIL_WORDS[language].calendar.reopened}: ${named}`,
        url,
      }),
    ),
    ...calls.map((call) => callDate(call, of)),
    ...missions,
  ];
}
