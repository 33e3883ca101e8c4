/**
 * The spreadsheet layer over a KPI sheet: its data, joined with the grid. The grid component should know neither how
 * the layer is fed nor how it is put onto the grid.
 */
import type { GridApi } from 'ag-grid-community';
import { type RefObject, useMemo } from 'react';
import type { Sheet } from '../spreadsheet/sheet.ts';
import { useSheet } from '../spreadsheet/use-sheet.ts';
import { sheetData } from './sheet-data.ts';
import type { SheetName } from '../lines/sheet-columns.ts';
import type { SheetRow } from '../lines/sheet-rows.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import type { LookWords } from '../lines/quick-words.ts';

type Working = {
  source: SheetSource;
  t: LookWords;
  readOnly: boolean;
  sheet: SheetName;
  wrapper: RefObject<HTMLElement | null>;
  api: RefObject<GridApi<SheetRow> | undefined>;
  ready: number;
};

/** `given` where the page around works with the same selection. */
export function useWorkingSheet(working: Working, given: Sheet | undefined): Sheet {
  const { source, t, readOnly, sheet, wrapper, api, ready } = working;
  const data = useMemo(
    () => sheetData({ source, t, readOnly }, sheet),
    [source, t, readOnly, sheet],
  );
  return useSheet({ wrapper, api, ready, data }, given);
}
