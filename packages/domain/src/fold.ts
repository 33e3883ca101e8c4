/**
 * Folds events into the state of a workbook. Rebuilding from the journal and following it live must be one function.
 */
import type { EventEntry } from './entry.ts';
import type { Event } from './events.ts';
import { foldArchive } from './nouns/fold-archive.ts';
import { foldClarification } from './nouns/fold-clarification.ts';
import { foldMark } from './nouns/fold-mark.ts';
import { foldReopening } from './nouns/fold-reopening.ts';
import { foldSetUp } from './nouns/set-up/fold-set-up.ts';
import { partsOf } from './nouns/verdict-content.ts';
import type { WorkbookState } from './state.ts';

/**
 * Applies one event. For speed it changes the maps of `state` and returns the same object: whoever keeps an older
 * state must copy it first (`copyState`). Events are facts, so nothing is refused; what names nothing is passed over.
 */
export function fold(state: WorkbookState, entry: EventEntry): WorkbookState {
  const { event } = entry;
  switch (event.type) {
    case 'workbook-opened':
    case 'workbook-corrected':
    case 'entity-added':
    case 'entity-renamed':
    case 'entities-merged':
    case 'entity-removed':
      return foldSetUp(state, event);
    case 'member-added':
    case 'member-changed':
      state.members.set(event.person, {
        person: event.person,
        role: event.role,
        entity: event.entity,
      });
      state.formerMembers.delete(event.person);
      return state;
    case 'member-removed':
      if (state.members.delete(event.person)) state.formerMembers.add(event.person);
      return state;
    case 'rows-assigned':
      for (const row of event.rows) {
        if (event.entity === null) state.assignments.delete(row);
        else state.assignments.set(row, event.entity);
      }
      return state;
    case 'locked':
    case 'unlocked':
    case 'generation-started':
      return foldSubmission(state, entry, event);
    case 'commented':
    case 'comment-resolved':
    case 'comment-reopened':
      return foldComment(state, entry, event);
    case 'verified':
    case 'verification-withdrawn':
    case 'verification-released':
      return foldVerification(state, entry, event);
    case 'consented':
    case 'consent-withdrawn':
      return foldConsent(state, event);
    case 'cells-reopened':
    case 'reopening-ended':
      return foldReopening(state, entry, event);
    case 'clarification-asked':
    case 'ruled':
    case 'clarification-closed':
      return foldClarification(state, entry, event);
    case 'rows-marked':
      return foldMark(state, entry, event);
    case 'archived':
    case 'unarchived':
    case 'deletion-asked':
    case 'deletion-taken-back':
    case 'deleted':
      return foldArchive(state, entry, event);
  }
}

type Of<T extends Event['type']> = Extract<Event, { type: T }>;

function foldSubmission(
  state: WorkbookState,
  entry: EventEntry,
  event: Of<'locked' | 'unlocked' | 'generation-started'>,
): WorkbookState {
  if (event.type === 'generation-started') {
    state.generation = event.generation;
    return state;
  }
  if (event.type === 'unlocked') {
    const submission = state.submissions.find((each) => each.submission === event.submission);
    if (submission) submission.unlocked = { by: entry.by, at: entry.at, reason: event.reason };
    state.locked = false;
    state.reopened = [];
    return state;
  }
  const { submission, upTo, snapshot, reported, missing } = event;
  state.locked = true;
  state.reopened = [];
  state.generation = event.generation;
  state.submissions.push({
    submission,
    upTo,
    number: entry.number,
    snapshot,
    by: entry.by,
    at: entry.at,
    reported,
    missing,
    released: false,
    unlocked: null,
  });
  return state;
}

function foldComment(
  state: WorkbookState,
  entry: EventEntry,
  event: Of<'commented' | 'comment-resolved' | 'comment-reopened'>,
): WorkbookState {
  if (event.type !== 'commented') {
    const comment = state.comments.get(event.comment);
    if (comment) comment.resolved = event.type === 'comment-resolved';
    return state;
  }
  // A reply belongs to its thread, whatever it claims: otherwise it could carry an audit thread to the city.
  const thread = event.parent === null ? undefined : state.comments.get(event.parent);
  state.comments.set(event.comment, {
    id: event.comment,
    cell: thread?.cell ?? event.cell,
    parent: event.parent,
    text: event.text,
    audience: thread?.audience ?? event.audience,
    by: entry.by,
    at: entry.at,
    number: entry.number,
    resolved: false,
  });
  return state;
}

function foldVerification(
  state: WorkbookState,
  entry: EventEntry,
  event: Of<'verified' | 'verification-withdrawn' | 'verification-released'>,
): WorkbookState {
  if (event.type === 'verification-released') {
    const submission = state.submissions.find((each) => each.submission === event.submission);
    if (submission) {
      submission.released = true;
      submission.releasedUpTo = entry.number;
    }
    state.shown = shownWith(state, event.submission);
    return state;
  }
  if (event.type === 'verification-withdrawn') {
    state.verifications.delete(event.row);
    return state;
  }
  const { row, verdict, result, note, content } = event;
  const { by, at, number } = entry;
  const kept = content === undefined ? {} : { content: partsOf(content) };
  state.verifications.set(row, { row, verdict, result, note, ...kept, by, at, number });
  return state;
}

/** What a release shows; a verdict that was shown before keeps the version that it was released with. */
function shownWith({ verifications, shown }: WorkbookState, submission: number) {
  return new Map(
    [...verifications].map(([row, given]) => {
      const was = shown.get(row);
      const version = was?.number === given.number ? (was.version ?? submission) : submission;
      return [row, { ...given, version }] as const;
    }),
  );
}

function foldConsent(
  state: WorkbookState,
  event: Of<'consented' | 'consent-withdrawn'>,
): WorkbookState {
  const found = state.submissions.find((each) => each.submission === event.submission);
  if (!found) return state;
  if (event.type === 'consented') found.consent = event.to;
  else delete found.consent;
  return state;
}

/** A copy that later folds leave alone. */
export function copyState(state: WorkbookState): WorkbookState {
  return structuredClone(state);
}
