/**
 * Asks for the proposals of the open workbook whenever they may be others. Own file because marks read them without
 * React, and only a page asks.
 */
import type { RefusedDraftsView } from '@tallystick/protocol/views-refused-drafts';
import { useEffect } from 'react';
import { api } from './api.ts';
import { setProposals } from './proposals.ts';
import { useWorkbook } from './use-workbook.ts';

/** Keeps the proposals of the open workbook up to date while a page shows it. */
export function useProposals(): void {
  const { id, cells, proposalsAt, connection, state } = useWorkbook();
  const isLive = connection === 'live';
  useEffect(() => {
    if (!isLive) return;
    let isLatest = true;
    void api.get<RefusedDraftsView>(`/api/workbooks/${id}/refused-drafts`).then((answer) => {
      if (!isLatest || !answer.ok) return;
      const waiting = answer.value.drafts.filter(({ handedInAt }) => handedInAt !== null);
      cells.touch(setProposals(cells, waiting));
    });
    return () => {
      isLatest = false;
    };
  }, [id, cells, proposalsAt, isLive, state.locked]);
}
