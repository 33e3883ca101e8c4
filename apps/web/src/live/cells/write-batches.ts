/**
 * Cuts a block of cells into as few writes as the room takes. The bounds are the gate's: a block within them is one
 * edit and one line in the history, and a larger one must not be refused whole.
 */
import { CELLS_PER_UPDATE, UPDATE_BYTES } from '@tallystick/room/limits';

export type CellWrite = [cell: string, text: string | null];

/** Bytes that Yjs spends on one cell beside its key and text: ids, lengths, what it replaces. Measured: 12. */
const BYTES_A_CELL = 24;
/** Of the room's bound in bytes, so that what an update says of deletions fits as well. */
const BYTES_A_WRITE = UPDATE_BYTES * 0.9;

const encoder = new TextEncoder();

function bytesOf([cell, text]: CellWrite): number {
  return BYTES_A_CELL + cell.length + (text === null ? 0 : encoder.encode(text).length);
}

/** Writes in their order, each within what the gate takes at once. */
export function writeBatches(changes: readonly CellWrite[]): CellWrite[][] {
  const batches: CellWrite[][] = [];
  let bytes = 0;
  for (const change of changes) {
    const more = bytesOf(change);
    const batch = batches.at(-1);
    if (batch && batch.length < CELLS_PER_UPDATE && bytes + more <= BYTES_A_WRITE) {
      batch.push(change);
      bytes += more;
    } else {
      batches.push([change]);
      bytes = more;
    }
  }
  return batches;
}
