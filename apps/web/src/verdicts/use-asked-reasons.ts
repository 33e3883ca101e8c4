/** After a gesture over several rows asks once why they are not verified, at the first of them. */
import { useEffect } from 'react';
import type { SheetSource } from '../lines/sheet-source.ts';
import type { Sheet } from '../spreadsheet/sheet.ts';
import { JUDGED } from '../lines/judging.ts';

export function useAskedReasons(
  sheet: Sheet,
  { judging }: SheetSource,
  setJustRefused: (row: string, column: string) => void,
): void {
  useEffect(
    () =>
      sheet.subscribeReports(() => {
        const row = judging?.nextToAsk();
        if (row === undefined) return;
        sheet.screen?.reveal({ row, column: JUDGED });
        requestAnimationFrame(() => setJustRefused(row, JUDGED));
      }),
    [sheet, judging, setJustRefused],
  );
}
