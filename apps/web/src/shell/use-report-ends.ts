/** What a paste or a fill left out is said until the next edit, and no longer than it is true: a lock ends it as well. */
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import type { Sheet } from '../spreadsheet/sheet.ts';

export function useReportEnds(working: Sheet): void {
  const { cells, state } = useWorkbook();
  const report = useSyncExternalStore(working.subscribeReports, working.lastReport);
  const edits = useSyncExternalStore(cells.saving.subscribe, () => cells.edits);
  const now = `${edits} ${state.locked} ${state.reopened.length}`;
  const said = useRef({ report, now });
  useEffect(() => {
    if (report !== said.current.report) said.current = { report, now };
    else if (report !== undefined && now !== said.current.now) working.report(undefined);
  }, [report, now, working]);
}
