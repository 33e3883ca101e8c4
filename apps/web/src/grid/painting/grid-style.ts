/**
 * Rules of style for single columns and the cell in focus. They change with every move and scroll, and a rule reaches
 * cells that the grid draws later.
 */
import type { GridApi } from 'ag-grid-community';
import { KPI_COLUMNS, PROFILE_COLUMNS } from '../../lines/sheet-columns.ts';
import type { SheetRow } from '../../lines/sheet-rows.ts';

/** A cell's padding: up to here only its empty edge is cut off, in CSS px. */
const PADDING_PX = 6;

const FIGURES = new Set(
  [...KPI_COLUMNS, ...PROFILE_COLUMNS].filter((each) => each.figures).map((each) => each.id),
);

/** Less of a column than this says nothing, in CSS px. */
const SLIVER_PX = 48;

/** Less of a column of figures than this has no room for its dots, in CSS px. */
const DOTS_PX = 22;

/** In so little of a column the dots take the edges as well, in CSS px. */
const NARROW_PX = 26;

/** A column that is in view, but not whole: how much of it is seen and how much is cut off at its beginning, in CSS px. */
export type Cut = { id: string; seen_px: number; before_px: number };

/** Read whole or not at all: half a figure would be read as another one, and half a unit too. */
const WHOLE = new Set([...FIGURES, 'unit']);

/** The columns that an edge of the sheet cuts: figures, units, and mere slivers of others. The grid counts from the line's beginning. */
export function cutColumns(api: GridApi<SheetRow>): Cut[] {
  const { left, right } = api.getHorizontalPixelRange();
  return api.getDisplayedCenterColumns().flatMap((column) => {
    const start = column.getLeft() ?? 0;
    const end = start + column.getActualWidth();
    const seen_px = Math.round(Math.min(end, right) - Math.max(start, left));
    if (seen_px <= 0 || (start + PADDING_PX >= left && end - PADDING_PX <= right)) return [];
    const id = column.getColId();
    const before_px = Math.round(Math.max(0, left - start));
    return WHOLE.has(id) || seen_px < SLIVER_PX ? [{ id, seen_px, before_px }] : [];
  });
}

/**
 * A figure moves into what is seen of its cell. Where it does not fit there, dots stand for the whole of it: a box on a
 * line is left out by the browser, and never cut, once something stands before it.
 */
function figureRules({ id, seen_px, before_px }: Cut): string {
  const cell = `.ts-grid [col-id="${id}"].ts-num .ts-cell`;
  const edges_px = seen_px < NARROW_PX ? PADDING_PX + 2 : 2 * PADDING_PX;
  const room = `inline-size: ${seen_px - edges_px}px; margin-inline-start: ${before_px}px`;
  return `${cell} { display: block; align-content: center; overflow: hidden; text-align: right; text-overflow: ellipsis; white-space: nowrap; ${room} }
${cell}::before { all: unset; content: "\\200B" }
${cell}::after { content: none }
${cell} .ts-text { display: inline-block; overflow: visible; vertical-align: top }
.ts-grid .ag-header-cell[col-id="${id}"] .ts-header-frame { ${seen_px < SLIVER_PX ? 'visibility: hidden' : room} }
.ts-grid .ag-header-cell[col-id="${id}"] .ts-header-name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }`;
}

/** The rules: cut figures show dots, and the cell that the panel speaks of stays marked while the focus is elsewhere. */
export function gridRules(
  cut: readonly Cut[],
  subject: { row: string; column: string } | null | undefined,
): string {
  const rules = cut.map((each) =>
    FIGURES.has(each.id) && each.seen_px >= DOTS_PX
      ? figureRules(each)
      : `.ts-grid [col-id="${each.id}"] :is(.ts-cell, .ts-header-frame) { visibility: hidden }`,
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
