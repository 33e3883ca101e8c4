/**
 * A half typed text stays its author's: the editor stays open while the window or the session is away, and what an
 * earlier page had open is open again.
 */
import type { Focus } from '../lines/focus.ts';
import type { GridApi } from 'ag-grid-community';
import { type RefObject, useEffect, useRef } from 'react';
import type { SheetRow } from '../lines/sheet-rows.ts';
import type { SheetSource } from '../lines/sheet-source.ts';

/** The grid of a sheet, and the cell that the page asks for. */
export type AtGrid = {
  source: SheetSource;
  wrapper: RefObject<HTMLElement | null>;
  api: RefObject<GridApi<SheetRow> | undefined>;
  /** Counts the grids that stood here: another sheet is another grid. */
  ready: number;
  focus: Focus | undefined;
  onFocus: ((focus: Focus) => void) | undefined;
};

export function useHalfTyped({ source, wrapper, api, ready, focus, onFocus }: AtGrid): void {
  useEffect(() => {
    const area = wrapper.current;
    /** The grid ends what is typed when the keyboard leaves it, whoever has taken it away. */
    const left = (event: FocusEvent): void => {
      if (source.half?.isAuthorHere() === false) event.stopPropagation();
    };
    area?.addEventListener('focusout', left, { capture: true });
    return () => area?.removeEventListener('focusout', left, { capture: true });
  }, [source, wrapper]);

  const begun = useRef<Focus | 'unknown'>('unknown');
  const asked = useRef(focus);
  useEffect(() => {
    asked.current = focus;
  });
  useEffect(() => {
    let isCurrent = true;
    if (begun.current !== 'unknown') return undefined;
    void source.half?.latest().then((place) => {
      if (!isCurrent) return;
      // Whoever was sent to another cell is not called away.
      const { current } = asked;
      const isFree = !current || (current.row === place?.row && current.column === place.column);
      begun.current = place && isFree ? place : null;
      if (begun.current !== null) onFocus?.(begun.current as Focus);
    });
    return () => {
      isCurrent = false;
    };
    // Looked for once, when the sheet is opened.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  useEffect(() => {
    const place = begun.current;
    if (place === 'unknown' || place === null || !focus || ready === 0) return undefined;
    if (focus.row !== place.row || focus.column !== place.column) {
      begun.current = null;
      return undefined;
    }
    let frame = requestAnimationFrame(function look() {
      const grid = api.current;
      if (!grid || grid.isDestroyed() || !resume(grid, source, place)) {
        frame = requestAnimationFrame(look);
        return;
      }
      begun.current = null;
    });
    return () => cancelAnimationFrame(frame);
  }, [source, api, ready, focus]);
}

/** Opens the editor where the text belongs; beside the cell it goes where nothing may be typed now. False: not yet. */
function resume(
  grid: GridApi<SheetRow>,
  source: SheetSource,
  place: { row: string; column: string },
): boolean {
  const node = grid.getRowNode(place.row);
  const column = grid.getColumn(place.column);
  const at = grid.getFocusedCell();
  const isThere =
    node?.rowIndex !== null &&
    node?.rowIndex !== undefined &&
    at?.rowIndex === node.rowIndex &&
    at.column.getColId() === place.column;
  if (!node || !column || node.rowIndex === null || !isThere) return false;
  const cell = `${place.row}:${place.column}`;
  const refusal = source.mayEdit?.(cell);
  if (refusal) {
    source.half?.setAside(cell, source.half.begun(cell), refusal);
    source.half?.keep(cell, '');
    return true;
  }
  grid.startEditingCell({ rowIndex: node.rowIndex, colKey: column, key: 'F2' });
  return true;
}
