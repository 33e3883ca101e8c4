/** Keeping what was refused: each value once, beside its cell, for its author and the city's leads. */
import { createHash } from 'node:crypto';
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import { actorOf } from '@tallystick/domain/rights';
import type { Refusal } from '@tallystick/domain/refusals';
import type { RefusedDraftRow, RefusedDraftStore } from '@tallystick/store/port-refused-drafts';
import type { LiveWorkbook } from './live-workbook.ts';
import { maySeeDraft } from './present-refused-drafts.ts';

/** Keeps values of one person that a workbook refused. Answers when they are durable. */
export type KeepRefused = (
  workbook: LiveWorkbook,
  refused: {
    by: PersonId;
    refusal: Refusal;
    values: readonly (readonly [string, string | null])[];
  },
) => Promise<void>;

/** Keeps what comes through the door of plain Yjs clients. */
export function keepRefusedOf(store: RefusedDraftStore, now: () => number): KeepRefused {
  return async (workbook, { by, refusal, values }) => {
    const cells = workbook.room.cells();
    const rows = values
      // What stands in the cell is not lost.
      .filter(([cell, text]) => (cells.get(cell as CellId) ?? null) !== text)
      .map(([cell, text]) => ({
        id: draftIdOf([workbook.id, by, cell, text, refusal.code]),
        workbook: workbook.id,
        cell: cell as CellId,
        text,
        by,
        at: now(),
        door: 'yjs' as const,
        code: refusal.code,
        detail: refusal.detail ?? '',
        head: workbook.head,
      }));
    if (rows.length === 0) return;
    await store.keepRefusedDrafts(rows);
    for (const row of rows) tellOfDraft(workbook, row);
  };
}

/** Tells the author and the city's leads who are here that there is something to look at beside a cell. */
export function tellOfDraft(
  workbook: LiveWorkbook,
  draft: Pick<RefusedDraftRow, 'by' | 'cell'>,
): void {
  const { state } = workbook;
  const isFor = (person: PersonId) => maySeeDraft(state, actorOf(state, person), draft);
  workbook.tellAll({ type: 'proposal', cell: draft.cell }, isFor);
}

/** The same value refused in the same way is one draft, however often a client comes back with it. */
export function draftIdOf(parts: (string | null)[]): string {
  return `rd_${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24)}`;
}
