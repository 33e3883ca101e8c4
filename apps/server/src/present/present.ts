/** What leaves the server: each event and each state, listed field by field for the role that will see it. */
import type { EventEntry } from '@tallystick/domain/entry';
import type { PersonId, RowId } from '@tallystick/domain/cells/ids';
import {
  type Actor,
  may,
  maySeeComment,
  seesAllVerdicts,
  verdictsFor,
} from '@tallystick/domain/rights';
import type { Clarification, Comment, Submission, WorkbookState } from '@tallystick/domain/state';
import type { Content } from '@tallystick/domain/nouns/verdict-content';
import type { PresentedEntry, WorkbookView } from '@tallystick/protocol/views';
import type { ReopeningView, RulingView } from '@tallystick/protocol/views-clarification';
import { mentionedIn } from './mentioned.ts';
import { namelessEntry, viewForObserver } from './present-observer.ts';
import { staleVerdicts } from './present-verdicts.ts';

const NONE: ReadonlySet<number> = new Set();

/**
 * Whether the actor may see the event at all. `released`: numbers of the verdicts, and of their withdrawals, that a
 * release has made known; what has just happened is none of them.
 */
export function maySee(
  state: WorkbookState,
  actor: Actor,
  entry: EventEntry,
  released = NONE,
): boolean {
  const { event } = entry;
  switch (event.type) {
    case 'commented': {
      const comment = state.comments.get(event.comment);
      return comment !== undefined && maySeeComment(actor, state, comment);
    }
    case 'comment-resolved':
    case 'comment-reopened': {
      const comment = state.comments.get(event.comment);
      return comment !== undefined && maySeeComment(actor, state, comment);
    }
    case 'verified':
    case 'verification-withdrawn':
      // What was said after the release is again the audit's own.
      if (may(actor, 'read-audit-comments', { state }) === undefined) return true;
      return released.has(entry.number) && readsReleased(state, actor);
    case 'cells-reopened':
    case 'reopening-ended':
    case 'rows-marked':
    case 'entity-renamed':
    case 'entities-merged':
    case 'entity-removed':
      // Whoever reads released versions alone sees none of the work on the next one.
      return may(actor, 'read-room', { state }) === undefined;
    case 'clarification-asked':
    case 'ruled':
    case 'clarification-closed':
      return may(actor, 'read-clarifications', { state }) === undefined;
    case 'entity-added':
    case 'member-added':
    case 'member-removed':
    case 'member-changed':
    case 'rows-assigned':
    case 'unlocked':
    case 'generation-started':
    case 'deletion-asked':
    case 'deletion-taken-back':
      return may(actor, 'read-room', { state }) === undefined;
    case 'verification-released':
    case 'consented':
    case 'consent-withdrawn':
    case 'workbook-opened':
    case 'workbook-corrected':
    case 'locked':
    case 'archived':
    case 'unarchived':
    case 'deleted':
      return actor.role !== null;
  }
}

/** An event for one actor, with the author's name; undefined where the actor may not see it. */
export function presentEntry(
  state: WorkbookState,
  actor: Actor,
  entry: EventEntry & { name: string },
  released = NONE,
): PresentedEntry | undefined {
  if (!maySee(state, actor, entry, released)) return undefined;
  const readsRoom = may(actor, 'read-room', { state }) === undefined;
  return readsRoom ? entry : namelessEntry(entry);
}

/** Whether there is a version of which the actor may read the verdicts. */
function readsReleased(state: WorkbookState, actor: Actor): boolean {
  return state.submissions.some(
    (submission) => may(actor, 'read-verifications', { state, submission }) === undefined,
  );
}

export function presentComments(state: WorkbookState, actor: Actor): Comment[] {
  return [...state.comments.values()].filter((comment) => maySeeComment(actor, state, comment));
}

export function presentSubmissions(state: WorkbookState, actor: Actor): Submission[] {
  return state.submissions.filter(
    (submission) => may(actor, 'read-submissions', { state, submission }) === undefined,
  );
}

/** Reopenings since the last lock, for those who read the room. */
export function presentReopened(state: WorkbookState, actor: Actor): ReopeningView[] {
  if (may(actor, 'read-room', { state }) !== undefined) return [];
  return state.reopened.map((each) => ({
    number: each.number,
    submission: each.submission,
    cells: [...each.cells],
    rows: [...each.rows],
    reason: each.reason,
    until: each.until,
    by: each.by,
    at: each.at,
    ended: each.ended,
  }));
}

export function presentClarifications(state: WorkbookState, actor: Actor): Clarification[] {
  return may(actor, 'read-clarifications', { state }) === undefined
    ? [...state.clarifications.values()]
    : [];
}

/** The entities, and which rows are theirs for those who read the room. */
export function presentAssigned(
  { entities, assignments }: Pick<WorkbookState, 'entities' | 'assignments'>,
  { state, actor }: { state: WorkbookState; actor: Actor },
): Pick<WorkbookView, 'entities' | 'assignments'> {
  const readsRoom = may(actor, 'read-room', { state }) === undefined;
  return {
    entities: [...entities.values()].map(({ id, name }) => ({ id, name })),
    assignments: readsRoom ? Object.fromEntries(assignments) : {},
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
  const readsRoom = may(actor, 'read-room', { state }) === undefined;
  const verdicts = [...verdictsFor(actor, state).values()];
  const parts = {
    comments: presentComments(state, actor),
    verifications: verdicts,
    submissions: presentSubmissions(state, actor),
    reopened: presentReopened(state, actor),
    clarifications: presentClarifications(state, actor),
    marks: readsRoom ? [...state.marks.values()] : [],
    archived: state.archived,
    deletion: state.deletion,
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
    formerEntities: readsRoom ? [...state.formerEntities.values()] : [],
    members: [...state.members.values()].map((member) => ({
      ...member,
      name: nameOf(member.person),
    })),
    formerMembers: [...left]
      .filter((person) => !state.members.has(person) && names.has(person))
      .map((person) => ({ person, name: nameOf(person) })),
    ...parts,
    ...(readsRoom ? { stale: staleVerdicts(verdicts, made.contentNow) } : {}),
    ...(seesAllVerdicts(actor) ? { shown: [...state.shown.values()] } : {}),
    rulings: may(actor, 'read-clarifications', { state }) === undefined ? made.rulings : [],
    now: made.now,
  };
  // Who administers the installation manages members, and reads no version.
  return readsRoom || actor.admin ? view : viewForObserver(view);
}
