/** Decides comments: a thread hangs on one cell, has one audience, and its first comment is resolved for all. */
import type { Command } from '../commands.ts';
import type { Event } from '../events.ts';
import type { CommandId, CommentId } from '../cells/ids.ts';
import { proseOf } from '../cells/prose.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import { type Actor, isSheetCell, may, maySeeComment } from '../rights.ts';
import type { Comment, WorkbookState } from '../state.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
export type CommentContext = { actor: Actor; catalogue: Catalogue; command: CommandId };

/** A comment takes the id of its command. A reply takes cell and audience of its thread, whatever it asks for. */
export function decideComment(
  state: WorkbookState,
  command: Of<'comment'>,
  context: CommentContext,
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
  return yes({
    type: 'commented',
    comment: context.command as string as CommentId,
    cell,
    parent: thread?.id ?? null,
    text: text.value,
    audience,
  });
}

/** Resolves or reopens the thread a comment belongs to. */
export function decideThread(
  state: WorkbookState,
  command: Of<'resolve-comment' | 'reopen-comment'>,
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
