/** What leaves the server: each event and each state, listed field by field for the role that will see it. */
import type { EventEntry } from '@tallystick/domain/entry';
import type { Event } from '@tallystick/domain/events';
import type { PersonId, RowId } from '@tallystick/domain/cells/ids';
import { ARCHIVED_FIELDS, DELETION_FIELDS } from '@tallystick/domain/nouns/archive';
import { toldEntry, toldEvent } from '@tallystick/domain/nouns/entry';
import { type Reader, told } from '@tallystick/domain/nouns/fields';
import { SUBMISSION_FIELDS } from '@tallystick/domain/nouns/lock';
import { MEMBER_FIELDS } from '@tallystick/domain/nouns/member';
import { nounOf } from '@tallystick/domain/nouns/nouns';
import { toldParts } from '@tallystick/domain/nouns/parts';
import { REOPENING_FIELDS } from '@tallystick/domain/nouns/reopen';
import { ENTITY_FIELDS, FORMER_ENTITY_FIELDS } from '@tallystick/domain/nouns/set-up/entity';
import type { Content } from '@tallystick/domain/nouns/verdict-content';
import { VERIFICATION_FIELDS } from '@tallystick/domain/nouns/verification';
import { type Actor, may } from '@tallystick/domain/rights';
import { seesAllVerdicts, verdictsFor } from '@tallystick/domain/verdicts-for';
import type { Submission, Verification, WorkbookState } from '@tallystick/domain/state';
import type { PresentedEntry, WorkbookView } from '@tallystick/protocol/views';
import type { ReopeningView, RulingView } from '@tallystick/protocol/views-clarification';
import { mentionedIn } from './mentioned.ts';
import { namelessEntry, viewForObserver } from './present-observer.ts';
import { staleVerdicts } from './present-verdicts.ts';

const NONE: ReadonlySet<number> = new Set();

/** How far into the work an actor reads. */
export const readerIn = (state: WorkbookState, actor: Actor): Reader => ({
  readsRoom: may(actor, 'read-room', { state }) === undefined,
});

/**
 * Whether the actor may see the event at all, as its noun says. `released`: numbers of the verdicts, and of their
 * withdrawals, that a release has made known; what has just happened is none of them.
 */
export function maySee(
  state: WorkbookState,
  actor: Actor,
  entry: EventEntry,
  released = NONE,
): boolean {
  const { event } = entry;
  return nounOf(event)?.isSeen({ state, actor, entry, event, released }) ?? false;
}

/** An event for one actor, with the author's name; undefined where the actor may not see it. */
export function presentEntry(
  state: WorkbookState,
  actor: Actor,
  entry: EventEntry & { name: string },
  released = NONE,
): PresentedEntry | undefined {
  if (!maySee(state, actor, entry, released)) return undefined;
  const to = readerIn(state, actor);
  const shown = toldEntry(entry, to);
  if (shown === undefined) return undefined;
  return to.readsRoom ? { ...shown, name: entry.name } : namelessEntry(shown);
}

/** Of an event alone what the actor may read; undefined where they may not see it. */
export function presentEvent(
  state: WorkbookState,
  actor: Actor,
  entry: EventEntry,
  released = NONE,
): Event | undefined {
  if (!maySee(state, actor, entry, released)) return undefined;
  return toldEvent(entry.event, readerIn(state, actor));
}

export function presentSubmissions(state: WorkbookState, actor: Actor): Submission[] {
  return state.submissions
    .filter((submission) => may(actor, 'read-submissions', { state, submission }) === undefined)
    .map((submission) => told(submission, SUBMISSION_FIELDS, readerIn(state, actor)));
}

/** Verdicts that the actor may see. */
export function presentVerdicts(
  verdicts: Iterable<Verification>,
  { state, actor }: { state: WorkbookState; actor: Actor },
): Verification[] {
  const to = readerIn(state, actor);
  return [...verdicts].map((verdict) => told(verdict, VERIFICATION_FIELDS, to));
}

/** Reopenings since the last lock, for those who read the room. */
export function presentReopened(state: WorkbookState, actor: Actor): ReopeningView[] {
  const to = readerIn(state, actor);
  if (!to.readsRoom) return [];
  return state.reopened.map(({ cells, rows, ...each }) => {
    const listed = { ...each, cells: [...cells], rows: [...rows] };
    return told<ReopeningView>(listed, REOPENING_FIELDS, to);
  });
}

/** The entities, and which rows are theirs for those who read the room. */
export function presentAssigned(
  { entities, assignments }: Pick<WorkbookState, 'entities' | 'assignments'>,
  { state, actor }: { state: WorkbookState; actor: Actor },
): Pick<WorkbookView, 'entities' | 'assignments'> {
  const to = readerIn(state, actor);
  return {
    entities: [...entities.values()].map((entity) => told(entity, ENTITY_FIELDS, to)),
    assignments: to.readsRoom ? Object.fromEntries(assignments) : {},
  };
}

type Made = {
  workbook: string;
  head: number;
  room: string;
  state: WorkbookState;
  /** Of other workbooks, for every city. */
  rulings: RulingView[];
  /** Milliseconds since 1970, UTC. */
  now: number;
  /** What stands in the room for a verdict on a row; nothing for a row that is not there. */
  contentNow: (row: RowId) => Content | undefined;
};

/** The workbook as one member may see it. `names` are of everybody whom any view of it can name. */
export function presentWorkbook(
  made: Made,
  actor: Actor,
  names: ReadonlyMap<PersonId, string>,
): WorkbookView {
  const { state } = made;
  const nameOf = (person: PersonId) => names.get(person) ?? '';
  const to = readerIn(state, actor);
  const { readsRoom } = to;
  const verdicts = presentVerdicts(verdictsFor(actor, state).values(), { state, actor });
  const parts = {
    ...toldParts({ state, actor }),
    verifications: verdicts,
    submissions: presentSubmissions(state, actor),
    reopened: presentReopened(state, actor),
    archived: state.archived && told(state.archived, ARCHIVED_FIELDS, to),
    deletion: state.deletion && told(state.deletion, DELETION_FIELDS, to),
  };
  // Who was a member when is for those who may read what happened; to others a name comes with what it signs.
  const left = new Set([...(readsRoom ? state.formerMembers : []), ...mentionedIn(parts)]);
  const view: WorkbookView = {
    workbook: made.workbook,
    head: made.head,
    generation: state.generation,
    room: readsRoom ? made.room : null,
    city: state.city,
    title: state.title,
    edition: state.edition,
    due: state.due,
    zone: state.zone,
    locked: state.locked,
    me: {
      person: actor.person,
      name: nameOf(actor.person),
      role: actor.role ?? 'observer',
      entity: actor.entity,
      admin: actor.admin,
    },
    ...presentAssigned(state, { state, actor }),
    formerEntities: readsRoom
      ? [...state.formerEntities.values()].map((each) => told(each, FORMER_ENTITY_FIELDS, to))
      : [],
    members: [...state.members.values()].map((member) => ({
      ...told(member, MEMBER_FIELDS, to),
      name: nameOf(member.person),
    })),
    formerMembers: [...left]
      .filter((person) => !state.members.has(person) && names.has(person))
      .map((person) => ({ person, name: nameOf(person) })),
    ...parts,
    ...(readsRoom ? { stale: staleVerdicts(verdicts, made.contentNow) } : {}),
    ...(seesAllVerdicts(actor)
      ? { shown: presentVerdicts(state.shown.values(), { state, actor }) }
      : {}),
    rulings: may(actor, 'read-clarifications', { state }) === undefined ? made.rulings : [],
    now: made.now,
  };
  // Who administers the installation manages members, and reads no version.
  return readsRoom || actor.admin ? view : viewForObserver(view);
}
