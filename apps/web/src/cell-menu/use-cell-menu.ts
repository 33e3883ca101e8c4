/**
 * Opens the menu of a cell, a row or a column: by the right button, by the menu key, and by Shift and F10. Where a text
 * is typed, and where a text is marked, the browser's own menu stays.
 */
import { type RefObject, useCallback, useEffect, useState } from 'react';
import { isTextField } from '../kit/typed-key.ts';
import type { Place } from '../spreadsheet/port.ts';
import { ROW_HEAD } from '../spreadsheet/row-head.ts';
import { isSelected, only, widened } from '../spreadsheet/selection.ts';
import type { Sheet } from '../spreadsheet/sheet.ts';

export type OpenedAt = { place: Place; left: number; top: number; width: number; height: number };

export type CellMenuState = { opened: OpenedAt | undefined; close: () => void };

function placeOf(target: Element): Place | undefined {
  const column = target.closest('.ag-cell')?.getAttribute('col-id');
  const row = target.closest('[row-id]')?.getAttribute('row-id');
  return row && column ? { row, column } : undefined;
}

/** The selection that the menu is about: the one that was pressed on, else what was pressed. False where it is no cell. */
function choose(sheet: Sheet, { row, column }: Place): boolean {
  const { selection } = sheet;
  const order = selection.order();
  const isHead = column === ROW_HEAD;
  const first = order.columns[0];
  const place = { row, column: isHead && first !== undefined ? first : column };
  if (order.rowAt(row) < 0 || order.columnAt(place.column) < 0) return false;
  if (isSelected(order, selection.state(), place)) return true;
  sheet.go(place);
  if (isHead) selection.set(widened(only(place), 'rows'));
  return true;
}

export function useCellMenu(
  wrapper: RefObject<HTMLElement | null>,
  sheet: Sheet,
  openHeader: (column: string, header: HTMLElement) => void,
): CellMenuState {
  const [opened, setOpened] = useState<OpenedAt>();
  useEffect(() => {
    const area = wrapper.current;
    /** True where a menu of ours is open now. */
    const openAt = (target: Element, point?: { x: number; y: number }): boolean => {
      const header = target.closest<HTMLElement>('.ag-header-cell');
      const column = header?.getAttribute('col-id');
      if (header && column && column !== ROW_HEAD) {
        openHeader(column, header);
        return true;
      }
      const place = placeOf(target);
      if (!place || !choose(sheet, place)) return false;
      const { left, top, width, height } = target.closest('.ag-cell')?.getBoundingClientRect() ?? {
        left: 0,
        top: 0,
        width: 0,
        height: 0,
      };
      const { focus } = sheet.selection.current();
      setOpened({
        place: focus ?? place,
        ...(point
          ? { left: point.x, top: point.y, width: 0, height: 0 }
          : { left, top, width, height }),
      });
      return true;
    };
    const pressed = (event: PointerEvent | MouseEvent): void => {
      const { target } = event;
      if (event.button !== 2 || !(target instanceof Element) || isTextField(target)) return;
      const place = placeOf(target);
      // The grid would move its focus, and the selection would be lost before the menu is there.
      if (place && sheet.selection.isBlock() && choose(sheet, place)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    const asked = (event: MouseEvent): void => {
      const { target } = event;
      if (!(target instanceof Element) || isTextField(target)) return;
      if (!(window.getSelection()?.isCollapsed ?? true)) return;
      if (openAt(target, { x: event.clientX, y: event.clientY })) event.preventDefault();
    };
    const keyed = (event: KeyboardEvent): void => {
      const { target, key } = event;
      const isAsked = key === 'ContextMenu' || (key === 'F10' && event.shiftKey);
      if (!isAsked || event.ctrlKey || event.altKey || event.metaKey) return;
      if (!(target instanceof Element) || isTextField(target) || !openAt(target)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const capture = { capture: true };
    area?.addEventListener('pointerdown', pressed, capture);
    area?.addEventListener('mousedown', pressed, capture);
    area?.addEventListener('contextmenu', asked);
    area?.addEventListener('keydown', keyed, capture);
    return () => {
      area?.removeEventListener('pointerdown', pressed, capture);
      area?.removeEventListener('mousedown', pressed, capture);
      area?.removeEventListener('contextmenu', asked);
      area?.removeEventListener('keydown', keyed, capture);
    };
  }, [wrapper, sheet, openHeader]);
  return { opened, close: useCallback(() => setOpened(undefined), []) };
}
