/** Makes rows higher where a person's own style sheet sets lines further apart, while the sheet is open. */
import type { GridApi } from 'ag-grid-community';
import { type RefObject, useEffect } from 'react';
import type { Density } from '../look/density.ts';
import { useTextStretch } from '../look/text-stretch.ts';
import { settleHeights } from './painting/row-heights.ts';
import type { SheetRow } from '../lines/sheet-rows.ts';

/** `ready` counts the grids there were: a new one has guessed its heights. */
export function useTextRows(
  api: RefObject<GridApi<SheetRow> | undefined>,
  density: Density,
  ready: number,
): void {
  const stretch = useTextStretch();
  useEffect(() => {
    const grid = api.current;
    // Cells whose text is wider now have to be looked at again.
    if (grid && !grid.isDestroyed() && ready > 0) settleHeights(grid, density);
  }, [api, density, ready, stretch]);
}
