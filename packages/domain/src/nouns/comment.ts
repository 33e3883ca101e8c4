/**
 * Comments. A thread belongs to one cell and has one audience; where its first comment is resolved, the whole thread
 * is.
 */
import { type CellId, type CommentId, type PersonId, splitCellId } from '../cells/ids.ts';
import { proseOf } from '../cells/prose.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';
import type { CommandOf } from '../commands.ts';
import type { Audience, Event } from '../events.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import { isSheetCell } from '../cells/cell-spec.ts';
import { type Actor, may } from '../rights.ts';
import type { Comment, WorkbookState } from '../state.ts';
import type { FieldsOf } from './fields.ts';
import type { Before, CommandNouns, Deciding, EventNouns, PartNouns, Place } from './noun.ts';
import { MENTIONED_FIELDS, type Mentioned, mentionedIn, tellMentioned } from '../mentioned.ts';
import { type After, reportersOf, type Telling } from './telling.ts';

declare module '../commands.ts' {
  interface CommandFields {
    comment: {
      cell: CellId;
      parent: CommentId | null;
      text: string;
      audience: Audience;
    } & Mentioned;
    'resolve-comment': { comment: CommentId };
    'reopen-comment': { comment: CommentId };
  }
}

declare module '../state.ts' {
  interface Parts {
    comments: { key: CommentId; item: Comment };
  }
}

declare module '../events.ts' {
  interface EventFields {
    commented: {
      comment: CommentId;
      cell: CellId;
      parent: CommentId | null;
      text: string;
      audience: Audience;
    } & Mentioned;
    'comment-resolved': { comment: CommentId };
    'comment-reopened': { comment: CommentId };
  }
}

/** Whether a person may see a comment. Audit comments are for the audit side alone. */
export function maySeeComment(actor: Actor, state: WorkbookState, comment: Comment): boolean {
  const act = comment.audience === 'audit' ? 'read-audit-comments' : 'read-comments';
  return may(actor, act, { state }) === undefined;
}

/** A comment takes the id of its command. A reply takes cell and audience of its thread, whatever it asks for. */
export function decideComment(
  state: WorkbookState,
  command: CommandOf<'comment'>,
  context: Pick<Deciding, 'actor' | 'catalogue' | 'command'>,
): Outcome<Event> {
  const { actor, catalogue } = context;
  const right = may(actor, 'comment', { state });
  if (right) return { ok: false, refusal: right };
  const thread = command.parent === null ? null : threadOf(state, command.parent, actor);
  if (thread === undefined) return no('unknown-comment');
  const audience = thread?.audience ?? command.audience;
  if (audience === 'audit') {
    const audit = may(actor, 'comment-audit', { state });
    if (audit) return { ok: false, refusal: audit };
  }
  const cell = thread?.cell ?? command.cell;
  if (!isSheetCell(catalogue, cell)) return no('unknown-cell');
  const text = proseOf(command.text, TEXT_LIMITS.comment);
  if (!text.ok) return text;
  const read = audience === 'audit' ? 'read-audit-comments' : 'read-comments';
  const mentioned = mentionedIn(state, command, read);
  if (!mentioned.ok) return mentioned;
  return yes({
    type: 'commented',
    comment: context.command as string as CommentId,
    cell,
    parent: thread?.id ?? null,
    text: text.value,
    audience,
    ...mentioned.value,
  });
}

/** Resolves or reopens the thread a comment belongs to. */
export function decideThread(
  state: WorkbookState,
  command: CommandOf<'resolve-comment' | 'reopen-comment'>,
  actor: Actor,
): Outcome<Event> {
  if (actor.role === null) return no('not-a-member');
  const thread = threadOf(state, command.comment, actor);
  if (!thread) return no('unknown-comment');
  const right = may(actor, 'resolve-comment', { state, comment: thread });
  if (right) return { ok: false, refusal: right };
  if (command.type === 'resolve-comment') {
    if (thread.resolved) return no('already-resolved');
    return yes({ type: 'comment-resolved', comment: thread.id });
  }
  if (!thread.resolved) return no('not-resolved');
  return yes({ type: 'comment-reopened', comment: thread.id });
}

/** The first comment of a thread; undefined where there is none that the person may see: hidden and absent look alike. */
function threadOf(state: WorkbookState, id: CommentId, actor: Actor): Comment | undefined {
  const comment = state.comments.get(id);
  const thread = comment?.parent ? state.comments.get(comment.parent) : comment;
  return thread && maySeeComment(actor, state, thread) ? thread : undefined;
}

const decideOnThread = (
  state: WorkbookState,
  command: CommandOf<'resolve-comment' | 'reopen-comment'>,
  { actor }: Deciding,
): Outcome<Event> => decideThread(state, command, actor);

export const COMMENT_COMMANDS = {
  comment: {
    decide: decideComment,
    becomes: 'commented',
    mayWait: true,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
  'resolve-comment': {
    decide: decideOnThread,
    becomes: 'comment-resolved',
    mayWait: true,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
  'reopen-comment': {
    decide: decideOnThread,
    becomes: 'comment-reopened',
    mayWait: true,
    byToken: true,
    isSigned: false,
    isHighStakes: false,
  },
} satisfies CommandNouns<'comment' | 'resolve-comment' | 'reopen-comment'>;

const COMMENT_FIELDS: FieldsOf<Comment> = {
  id: 'all',
  cell: 'all',
  parent: 'all',
  text: 'all',
  audience: 'all',
  by: 'all',
  at: 'all',
  number: 'all',
  resolved: 'all',
};

type About = { comment: CommentId };

/** By the thread, as it stands: an audit thread is seen by the audit side alone, whatever an event claims. */
function byReaders(before: Pick<Before, 'state' | 'actor'> & { event: About }): boolean {
  const { state, actor, event } = before;
  const comment = state.comments.get(event.comment);
  return comment !== undefined && maySeeComment(actor, state, comment);
}

function setResolved(state: WorkbookState, { comment }: About, isResolved: boolean): void {
  const found = state.comments.get(comment);
  if (found) found.resolved = isResolved;
}

/** Everybody who has said something in the thread of a comment. */
function authorsIn(state: WorkbookState, id: CommentId): PersonId[] {
  const thread = state.comments.get(id)?.parent ?? id;
  return [...state.comments.values()]
    .filter((comment) => (comment.parent ?? comment.id) === thread)
    .map(({ by }) => by);
}

function tellOfComment({ state, event }: After<'commented'>): Telling[] {
  const row = splitCellId(state.comments.get(event.comment)?.cell ?? event.cell)?.row;
  return [
    tellMentioned(state, event),
    {
      kind: 'comment',
      to: [
        ...authorsIn(state, event.comment),
        ...(row === undefined ? [] : reportersOf(state, [row])),
      ],
    },
  ];
}

const whereSaid = ({ comment }: About, placeOf: (name: string) => Place): Place => placeOf(comment);

export const COMMENT_PART: PartNouns<'comments'> = {
  comments: {
    keyOf: ({ id }) => id,
    isSeen: ({ state, actor }, comment) => maySeeComment(actor, state, comment),
    fields: COMMENT_FIELDS,
  },
};

export const COMMENT_EVENTS = {
  commented: {
    fold: (state, { comment, cell, parent, text, audience }, { by, at, number }) => {
      // A reply belongs to its thread, whatever it claims: otherwise it could carry an audit thread to the city.
      const thread = parent === null ? undefined : state.comments.get(parent);
      state.comments.set(comment, {
        id: comment,
        cell: thread?.cell ?? cell,
        parent,
        text,
        audience: thread?.audience ?? audience,
        by,
        at,
        number,
        resolved: false,
      });
    },
    isSeen: byReaders,
    fields: {
      comment: 'all',
      cell: 'all',
      parent: 'all',
      text: 'all',
      audience: 'all',
      ...MENTIONED_FIELDS,
    },
    kind: 'comment',
    // A reply stands where its thread does, whatever it claims.
    place: ({ cell, parent }, placeOf) => {
      const thread = parent === null ? undefined : placeOf(parent);
      return thread && thread.cells.length > 0 ? thread : { cells: [cell], rows: [] };
    },
    placeName: ({ comment }) => comment,
    follows: ['listing'],
    tells: tellOfComment,
    changesView: false,
  },
  'comment-resolved': {
    fold: (state, event) => setResolved(state, event, true),
    isSeen: byReaders,
    fields: { comment: 'all' },
    kind: 'comment',
    place: whereSaid,
    follows: ['listing'],
    tells: ({ state, event }) => [{ kind: 'resolved', to: authorsIn(state, event.comment) }],
    changesView: false,
  },
  'comment-reopened': {
    fold: (state, event) => setResolved(state, event, false),
    isSeen: byReaders,
    fields: { comment: 'all' },
    kind: 'comment',
    place: whereSaid,
    follows: ['listing'],
    tells: ({ state, event }) => [{ kind: 'comment', to: authorsIn(state, event.comment) }],
    changesView: false,
  },
} satisfies EventNouns<'commented' | 'comment-resolved' | 'comment-reopened'>;
