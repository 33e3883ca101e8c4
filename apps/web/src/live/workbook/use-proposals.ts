/** Asks for the proposals of the open workbook, again whenever they may have changed. */
import type { RefusedDraftsView } from '@tallystick/protocol/views-refused-drafts';
import { useEffect } from 'react';
import { isConnected } from '../room/connection.ts';
import { api } from '../../server/api.ts';
import type { LiveCells } from '../cells/live-cells.ts';
import { setKept } from '../cells/proposals.ts';
import { useWorkbook } from './use-workbook.ts';

/** Asks now, and shows what there is. */
export async function askProposals(workbook: string, cells: LiveCells): Promise<void> {
  const answer = await api.get<RefusedDraftsView>(`/api/workbooks/${workbook}/refused-drafts`);
  if (answer.ok && !cells.isClosed) cells.touch(setKept(cells, answer.value));
}

/** Keeps the proposals of the open workbook up to date while a page shows it. */
export function useProposals(): void {
  const { id, cells, proposalsAt, connection, state } = useWorkbook();
  const isThere = isConnected(connection);
  useEffect(() => {
    if (isThere) void askProposals(id, cells);
  }, [id, cells, proposalsAt, isThere, state.locked]);
}
