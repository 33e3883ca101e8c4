/**
 * Replaying the edits of a journal into cells. A snapshot is worth what its replay is worth, and this is the second
 * implementation of it, beside the one that wrote the snapshot.
 */
import type { CellStep } from './disclosed-entry.ts';

export type NumberedEdit = { number: number; cells: CellStep[] };

/**
 * The cells after all edits, in order. Refuses (a sentence) where an edit does not begin at the text that the one
 * before it left: then an edit between them is missing or was changed.
 */
export function replayCells(
  edits: Iterable<NumberedEdit>,
): { ok: true; cells: Map<string, string> } | { ok: false; fault: string } {
  const cells = new Map<string, string>();
  for (const edit of edits) {
    for (const { cell, before, after } of edit.cells) {
      const held = cells.get(cell) ?? null;
      if (held !== before) {
        const fault = `Entry ${edit.number} says that the cell ${cell} held ${quote(before)} before it, but the entries before it leave ${quote(held)} there.`;
        return { ok: false, fault };
      }
      if (after === null) cells.delete(cell);
      else cells.set(cell, after);
    }
  }
  return { ok: true, cells };
}

/** The first difference between a snapshot's cells and replayed ones, as a sentence; undefined where they agree. */
export function differenceOfCells(
  snapshot: Map<string, string>,
  replayed: Map<string, string>,
): string | undefined {
  for (const cell of [...new Set([...snapshot.keys(), ...replayed.keys()])].sort()) {
    const inSnapshot = snapshot.get(cell) ?? null;
    const inReplay = replayed.get(cell) ?? null;
    if (inSnapshot !== inReplay) {
      return `The snapshot holds ${quote(inSnapshot)} in the cell ${cell}, but the edits lead to ${quote(inReplay)}.`;
    }
  }
  return undefined;
}

/** A cell's text for a person; long ones are cut, for the sentence is read on one line. */
function quote(text: string | null): string {
  if (text === null) return 'nothing';
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}
