/** Gives the command that says of rows: ready, not available, or in progress again. */
import type { RowSaying, WhyAbsent } from '@tallystick/domain/events';
import type { RowId } from '@tallystick/domain/cells/ids';
import { type Outcome, no } from '@tallystick/domain/refusals';
import { rowPrint } from '@tallystick/domain/nouns/row-life';
import { useCallback } from 'react';
import { isConnected } from '../live/room/connection.ts';
import { useWorkbook, type WorkbookHandle } from '../live/workbook/use-workbook.ts';
import { isSaved } from '../live/workbook/row-lives.ts';

/** How long what was just typed may take to be saved before the word is given up, in milliseconds. */
const SAVE_MS = 5_000;

/** Waits until all of a row is saved; false where that takes too long. */
function saved(handle: WorkbookHandle, rows: readonly string[]): Promise<boolean> {
  const isDone = (): boolean => rows.every((row) => isSaved(handle, row));
  if (isDone()) return Promise.resolve(true);
  return new Promise((answer) => {
    const timer = setTimeout(() => finish(false), SAVE_MS);
    const stop = handle.cells.subscribe(() => {
      if (isDone()) finish(true);
    });
    function finish(done: boolean): void {
      clearTimeout(timer);
      stop();
      answer(done);
    }
  });
}

/** Why a row is not available. */
export type Said = WhyAbsent & { reason: string };

export type MarkRows = (
  rows: readonly string[],
  as: RowSaying,
  said?: Said,
) => Promise<Outcome<unknown>>;

export function useMarkRows(): MarkRows {
  const handle = useWorkbook();
  return useCallback(
    async (rows, as, said) => {
      const { catalogue, cells, command, connection } = handle;
      const seen = rows.map((row) => rowPrint(catalogue, row, (cell) => cells.get(cell)));
      // Without a connection the word waits too, and is sent after the values that it stands on.
      const isLive = isConnected(connection);
      if (isLive && !(await saved(handle, rows))) return no('unavailable');
      return await command({ type: 'mark-rows', rows: [...rows] as RowId[], as, seen, ...said });
    },
    [handle],
  );
}
