/**
 * Who is told of an event, of what kind it is to them and where it stands. Nothing that somebody wrote is in a notice: what
 * it is about is read in the workbook, by whoever may still read it then.
 */
import type { PersonId } from './cells/ids.ts';
import { actorOf } from './rights.ts';
import type { Place } from './nouns/noun.ts';
import { nounOf } from './nouns/nouns.ts';
import type { After, NoticeKind } from './nouns/telling.ts';
import type { WorkbookState } from './state.ts';

export type Notice = { person: PersonId; kind: NoticeKind; place: Place };

const NOWHERE: Place = { cells: [], rows: [] };
const NONE: ReadonlySet<number> = new Set();

/**
 * The notices of an event that was just folded. Each person is told once, by the first reason; never its author, and never
 * somebody who may not see the event.
 */
export function noticesOf({ state, event, entry }: After): Notice[] {
  const noun = nounOf(event);
  if (noun === undefined) return [];
  const place = noun.place?.(event, (name) => placeIn(state, name)) ?? NOWHERE;
  const told = new Map<PersonId, Notice>();
  for (const { kind, to } of noun.tells({ state, event, entry }))
    for (const person of to) {
      if (person === entry.by || told.has(person)) continue;
      const actor = actorOf(state, person);
      if (noun.isSeen({ state, actor, entry, event, released: NONE }))
        told.set(person, { person, kind, place });
    }
  return [...told.values()];
}

/** Where a comment, a clarification or a query stands. */
function placeIn(state: WorkbookState, name: string): Place {
  const comment = state.comments.get(name as never);
  if (comment !== undefined) return { cells: [comment.cell], rows: [] };
  const asked = state.clarifications.get(name as never) ?? state.queries.get(name as never);
  return asked === undefined ? NOWHERE : { cells: [], rows: [asked.row] };
}
