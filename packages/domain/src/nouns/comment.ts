/** Comments at cells, in threads. */
import type { CommentId } from '../cells/ids.ts';
import { maySeeComment } from '../rights.ts';
import type { Comment } from '../state.ts';
import type { FieldsOf } from './fields.ts';
import type { Before, EventNouns } from './noun.ts';

/** By the thread, as it stands: an audit thread is seen by the audit side alone, whatever an event claims. */
function byReaders(before: Pick<Before, 'state' | 'actor'> & { event: { comment: CommentId } }) {
  const { state, actor, event } = before;
  const comment = state.comments.get(event.comment);
  return comment !== undefined && maySeeComment(actor, state, comment);
}

export const COMMENT_FIELDS: FieldsOf<Comment> = {
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

export const COMMENT_EVENTS: EventNouns<'commented' | 'comment-resolved' | 'comment-reopened'> = {
  commented: {
    isSeen: byReaders,
    fields: { comment: 'all', cell: 'all', parent: 'all', text: 'all', audience: 'all' },
  },
  'comment-resolved': { isSeen: byReaders, fields: { comment: 'all' } },
  'comment-reopened': { isSeen: byReaders, fields: { comment: 'all' } },
};
