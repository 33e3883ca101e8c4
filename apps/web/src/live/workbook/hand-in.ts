/**
 * Hands refused values in as proposals: now, or when there is a connection again. A value leaves this browser by it,
 * and is let go here only when the server has it. The server knows the same proposal by its contents, so one that is
 * sent twice is one.
 */
import { useEffect } from 'react';
import { isConnected } from '../room/connection.ts';
import { api } from '../../server/api.ts';
import type { RefusedDraft } from '../../lines/cell-store.ts';
import type { LiveCells } from '../cells/live-cells.ts';
import { useWorkbook } from './use-workbook.ts';

/** Keeps that its author wants it handed in; undefined takes that back. */
export function wantHandedIn(cells: LiveCells, draft: RefusedDraft, note?: string): void {
  keep(cells, { ...without(draft), ...(note === undefined ? {} : { handIn: note }) });
}

/** The draft as it was before it was to be handed in. */
function without(draft: RefusedDraft): RefusedDraft {
  const plain = { ...draft };
  delete plain.handIn;
  delete plain.notTaken;
  return plain;
}

function keep(cells: LiveCells, draft: RefusedDraft): void {
  cells.kept.keep([draft]);
  cells.touch([draft.cell]);
}

/** False where the server could not be asked. */
export async function handIn(
  workbook: string,
  cells: LiveCells,
  draft: RefusedDraft,
): Promise<boolean> {
  const { cell, stored, refusal: why, handIn: note = '' } = draft;
  const body = { cell, text: stored ?? null, code: why.code, detail: why.detail ?? '', note };
  const outcome = await api.post(`/api/workbooks/${workbook}/refused-drafts`, body);
  if (!outcome.ok && outcome.refusal.code === 'unavailable') return false;
  // The answer is about what was sent; its author has written the cell anew meanwhile, or taken it back.
  if (cells.draft(cell) !== draft) return true;
  if (outcome.ok) cells.discardDraft(cell);
  else keep(cells, { ...without(draft), notTaken: outcome.refusal });
  return true;
}

/** Sends what waits to be handed in whenever there is a connection, one after the other. */
export function useHandIns(): void {
  const { id, cells, connection } = useWorkbook();
  const isLive = isConnected(connection);
  useEffect(() => {
    if (!isLive) return undefined;
    let isOn = true;
    let isSending = false;
    const work = async (): Promise<void> => {
      if (isSending) return;
      isSending = true;
      for (;;) {
        const next = cells.drafts().find(({ handIn }) => handIn !== undefined);
        if (!isOn || next === undefined || !(await handIn(id, cells, next))) break;
      }
      isSending = false;
    };
    void work();
    const stop = cells.subscribe(() => void work());
    return () => {
      isOn = false;
      stop();
    };
  }, [id, cells, isLive]);
}
