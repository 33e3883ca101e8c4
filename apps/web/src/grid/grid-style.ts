/**
 * Rules of style for single columns and the cell in focus. Own file because they change with every move and scroll, and
 * a rule reaches cells that the grid draws later.
 */
import type { GridApi } from 'ag-grid-community';
import { KPI_COLUMNS, PROFILE_COLUMNS } from './sheet-columns.ts';
import type { SheetRow } from './sheet-rows.ts';

/** A cell's padding: up to here only its empty edge is cut off, in CSS px. */
const PADDING_PX = 6;

const FIGURES = new Set(
  [...KPI_COLUMNS, ...PROFILE_COLUMNS].filter((each) => each.figures).map((each) => each.id),
);

/** Columns of figures that are in view, but not whole: half a figure would be read as another one. */
export function cutColumns(api: GridApi<SheetRow>): string[] {
  const { left, right } = api.getHorizontalPixelRange();
  return api
    .getDisplayedCenterColumns()
    .filter((column) => {
      const start = column.getLeft() ?? 0;
      const end = start + column.getActualWidth();
      if (!FIGURES.has(column.getColId()) || end <= left || start >= right) return false;
      return start + PADDING_PX < left || end - PADDING_PX > right;
    })
    .map((column) => column.getColId());
}

/** The rules: cut figures show dots, and the cell that the panel speaks of stays marked while the focus is elsewhere. */
export function gridRules(
  cut: readonly string[],
  subject: { row: string; column: string } | null | undefined,
): string {
  const rules = cut.map(
    (id) =>
      `.ts-grid [col-id="${id}"].ts-num .ts-cell:has(.ts-text:not(:empty)) { visibility: hidden } ` +
      `.ts-grid [col-id="${id}"].ts-num .ts-cell:has(.ts-text:not(:empty))::after { content: "…"; visibility: visible }`,
  );
  if (subject) {
    const row = `.ts-grid [row-id="${CSS.escape(subject.row)}"]`;
    rules.push(
      `${row} [col-id="${CSS.escape(subject.column)}"] { outline: 1px solid var(--ts-accent); outline-offset: -2px }`,
      `${row} { background: var(--ts-row) }`,
    );
  }
  return rules.join('\n');
}
