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

/** Less of a column than this says nothing, in CSS px. */
const SLIVER_PX = 48;

/** Columns in view, but not whole: figures, because half a figure would be read as another one, and mere slivers. */
export function cutColumns(api: GridApi<SheetRow>): string[] {
  const { left, right } = api.getHorizontalPixelRange();
  return api
    .getDisplayedCenterColumns()
    .filter((column) => {
      const start = column.getLeft() ?? 0;
      const end = start + column.getActualWidth();
      const seen_px = Math.min(end, right) - Math.max(start, left);
      if (seen_px <= 0 || (start + PADDING_PX >= left && end - PADDING_PX <= right)) return false;
      return FIGURES.has(column.getColId()) || seen_px < SLIVER_PX;
    })
    .map((column) => column.getColId());
}

function figureRules(id: string): string {
  const cell = `.ts-grid [col-id="${id}"].ts-num .ts-cell:has(.ts-text:not(:empty))`;
  return `${cell} { visibility: hidden } ${cell}::after { content: "…"; visibility: visible }`;
}

/** The rules: cut figures show dots, and the cell that the panel speaks of stays marked while the focus is elsewhere. */
export function gridRules(
  cut: readonly string[],
  subject: { row: string; column: string } | null | undefined,
): string {
  const rules = cut.map((id) =>
    FIGURES.has(id)
      ? figureRules(id)
      : `.ts-grid [col-id="${id}"] :is(.ts-cell, .ts-header-frame) { visibility: hidden }`,
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
