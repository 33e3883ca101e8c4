/**
 * How high a row is. The grid only guesses the heights of rows it has not drawn yet, and would place all of them anew
 * whenever some come into view.
 */
import type { GridApi, RowHeightParams } from 'ag-grid-community';
import { DENSITIES, type Density, HEIGHTS } from '../../look/density.ts';
import { textStretch } from '../../look/text-stretch.ts';
import type { SheetRow } from '../../lines/sheet-rows.ts';

function heightOf(density: Density, row: SheetRow | undefined): number {
  const { line, groups } = HEIGHTS[density];
  return Math.ceil((row?.kind === 'group' ? groups[row.depth] : line) * textStretch().lines);
}

/** For the grid: what tells the height of a row at each density, in CSS px. */
export const HEIGHT_IN = Object.fromEntries(
  DENSITIES.map((density) => [
    density,
    ({ data }: RowHeightParams<SheetRow>): number => heightOf(density, data),
  ]),
) as Record<Density, (params: RowHeightParams<SheetRow>) => number>;

/** Gives all rows their heights; to be called when rows have come. */
export function settleHeights(api: GridApi<SheetRow>, density: Density): void {
  let moved = false;
  api.forEachNode((node) => {
    const height = heightOf(density, node.data);
    moved ||= node.rowHeight !== height;
    node.setRowHeight(height);
  });
  if (moved) api.onRowHeightChanged();
}
