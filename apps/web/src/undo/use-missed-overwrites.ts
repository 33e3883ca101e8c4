/** Asks the history, whenever the room is in step again, for values that were overwritten unseen meanwhile. */
import { may } from '@tallystick/domain/rights';
import { HISTORY_MOMENTS_MAX } from '@tallystick/protocol/limits';
import type { HistoryView } from '@tallystick/protocol/views-history';
import { useEffect } from 'react';
import { askPast } from '../server/ask-past.ts';
import { missedOverwrites } from '../live/cells/missed-overwrites.ts';
import { historyRequest } from '../addresses/workbook-paths.ts';
import { isConnected } from '../live/room/connection.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';

export function useMissedOverwrites(): void {
  const { id, view, actor, state, cells, connection } = useWorkbook();
  // What the cells hold is known from here on.
  const isInStep = isConnected(connection);
  const person = view.me.person;
  const reads = may(actor, 'read-room', { state }) === undefined;
  useEffect(() => {
    if (!reads || !isInStep) return undefined;
    let current = true;
    const path = historyRequest(id, { kinds: ['edit'] }, { limit: HISTORY_MOMENTS_MAX });
    void askPast<HistoryView>(path).then((answer) => {
      if (!current || !answer.ok) return;
      for (const [cell, what] of missedOverwrites(answer.value.moments, person)) {
        // What the screen shows by now is newer than the answer.
        if ((cells.get(cell) ?? null) === what.won) cells.markOverwritten(cell, what);
      }
    });
    return () => {
      current = false;
    };
  }, [id, person, reads, cells, isInStep]);
}
