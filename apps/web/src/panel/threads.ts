/** Comments as threads: a first comment and its replies, open threads before resolved ones. */
import { splitCellId } from '@tallystick/domain/cells/ids';
import type { Comment } from '@tallystick/domain/state';

/** A first comment with its replies, oldest first. */
export type Thread = { first: Comment; replies: Comment[] };
/** The threads of one cell. */
export type ThreadGroup = { column: string; threads: Thread[] };

/** The threads of a row: open before resolved, then the one spoken in last first. */
export function threadsOf(comments: Iterable<Comment>, row: string): Thread[] {
  const threads = new Map<string, Thread>();
  const replies: Comment[] = [];
  for (const comment of comments) {
    if (splitCellId(comment.cell)?.row !== row) continue;
    if (comment.parent === null) threads.set(comment.id, { first: comment, replies: [] });
    else replies.push(comment);
  }
  for (const reply of replies.toSorted((a, b) => a.number - b.number)) {
    if (reply.parent !== null) threads.get(reply.parent)?.replies.push(reply);
  }
  return [...threads.values()].toSorted(
    (a, b) => Number(a.first.resolved) - Number(b.first.resolved) || lastNumber(b) - lastNumber(a),
  );
}

/** How many threads of a row wait for an answer. */
export function countOpen(comments: Iterable<Comment>, row: string): number {
  return threadsOf(comments, row).filter(({ first }) => !first.resolved).length;
}

/** Threads by column, in the order in which they come. */
export function groupByColumn(threads: Thread[]): ThreadGroup[] {
  const groups = new Map<string, Thread[]>();
  for (const thread of threads) {
    const column = splitCellId(thread.first.cell)?.column ?? '';
    groups.set(column, [...(groups.get(column) ?? []), thread]);
  }
  return [...groups].map(([column, of]) => ({ column, threads: of }));
}

function lastNumber(thread: Thread): number {
  return thread.replies.at(-1)?.number ?? thread.first.number;
}
