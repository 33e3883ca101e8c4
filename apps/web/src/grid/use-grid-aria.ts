/** What the grid as a whole tells a screen reader: its name, how it is used, and that several cells can be selected. */
import type { GridApi } from 'ag-grid-community';
import { type RefObject, useEffect } from 'react';
import type { SheetRow } from '../lines/sheet-rows.ts';

type Words = { label: string; description: string | undefined };

/** `ready` counts the grids there were; a city may be corrected while its sheet is open. */
export function useGridAria(
  api: RefObject<GridApi<SheetRow> | undefined>,
  { label, description }: Words,
  ready: number,
): void {
  useEffect(() => {
    const grid = api.current;
    if (!grid || grid.isDestroyed() || ready === 0) return;
    grid.setGridAriaProperty('label', label);
    grid.setGridAriaProperty('multiselectable', 'true');
    if (description !== undefined) grid.setGridAriaProperty('description', description);
  }, [api, label, description, ready]);
}
