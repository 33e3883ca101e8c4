/** What was typed into one cell or many, read: what is taken, what is left out and why, what stays as a draft. */
import type { Refusal } from '@tallystick/domain/refusals';
import type { Gesture } from '../../spreadsheet/port.ts';
import type { BlockWritten, CellTyped, RefusedDraft } from '../../lines/cell-store.ts';
import { readTyped } from '../../lines/read-typed.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Reading = {
  catalogue: Catalogue;
  shown: (cell: string) => string | undefined;
  permit: (cell: string) => Refusal | undefined;
  /** Milliseconds since 1970, this browser's clock. */
  now: number;
};

export function readBlock(
  { catalogue, shown, permit, now }: Reading,
  gesture: Gesture,
  changes: readonly CellTyped[],
): { taken: [string, string | null][]; left: BlockWritten['left']; drafts: RefusedDraft[] } {
  const left: BlockWritten['left'] = [];
  const taken: [string, string | null][] = [];
  const drafts: RefusedDraft[] = [];
  const read = (at: string): string | undefined => {
    const written = taken.findLast(([each]) => each === at);
    return written === undefined ? shown(at) : (written[1] ?? undefined);
  };
  for (const change of changes) {
    const { cell, typed } = change;
    const denied = permit(cell);
    const reading = readTyped({ catalogue, read }, change);
    const refusal = reading.ok ? denied : reading.refusal;
    if (!refusal && reading.ok) taken.push([cell, reading.value]);
    if (!refusal) continue;
    // Typed by hand it is kept whatever the reason; of a block only what its author can mend in the cell.
    if (denied && gesture !== 'type') left.push({ cell, typed, refusal: denied });
    else {
      left.push({ cell, typed, refusal });
      const draft = { cell, typed, refusal, at: now };
      drafts.push(reading.ok ? { ...draft, stored: reading.value } : draft);
    }
  }
  return { taken, left, drafts };
}
