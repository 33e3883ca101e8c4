/** Rebuilds a room from the base of its generation and the updates of the journal after it. */
import * as Y from 'yjs';
import { REPLAY_CHUNK } from './limits.ts';
import { createRoom } from './shape.ts';

/**
 * A new room with the base and all updates applied in order, many to a transaction (merging updates first would take
 * forty times as long). Throws a defect where something is parked at the end: then the journal has a hole.
 */
export function replay(base: Uint8Array | undefined, updates: Iterable<Uint8Array>): Y.Doc {
  const doc = createRoom();
  if (base !== undefined) Y.applyUpdate(doc, base);
  let chunk: Uint8Array[] = [];
  for (const update of updates) {
    chunk.push(update);
    if (chunk.length === REPLAY_CHUNK) {
      applyAll(doc, chunk);
      chunk = [];
    }
  }
  applyAll(doc, chunk);
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new Error('the replay is missing updates');
  }
  return doc;
}

function applyAll(doc: Y.Doc, updates: Uint8Array[]): void {
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
}
