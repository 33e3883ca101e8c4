/** That the inbox is another one, as a room of this page was told: whoever shows it asks anew. */
import { useSyncExternalStore } from 'react';

let mark = 0;
const listeners = new Set<() => void>();

export function inboxChanged(): void {
  mark += 1;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Another text whenever it has changed. */
export function useInboxMark(): string {
  return useSyncExternalStore(subscribe, () => String(mark));
}
