/**
 * What one transaction of this page did to the cells. It reads Yjs' event, and the rest of the cells' home speaks of
 * texts alone.
 */
import type * as Y from 'yjs';
import type { PendingChange } from '../kept/pending-writes.ts';

/** Each cell with its text now and the one before. */
export function changesOf(event: Y.YMapEvent<unknown>, map: Y.Map<unknown>): PendingChange[] {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return [...event.changes.keys].map(([cell, { oldValue }]) => [
    cell,
    text(map.get(cell)),
    text(oldValue),
  ]);
}
