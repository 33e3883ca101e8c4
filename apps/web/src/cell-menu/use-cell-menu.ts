/**
 * Opens the menu of a cell, a row or a column: by the right button, by the menu key, and by Shift and F10. Where a text
 * is typed, and where a text is marked, the browser's own menu stays.
 */
import { type RefObject, useCallback, useEffect, useState } from 'react';
import { isTextField } from '../kit/typed-key.ts';
import { atFrames } from '../look/at-frames.ts';
import type { Place } from '../spreadsheet/port.ts';
import { ROW_HEAD } from '../spreadsheet/row-head.ts';
import { isSelected, only, widened } from '../spreadsheet/selection.ts';
import type { Sheet } from '../spreadsheet/sheet.ts';

export type OpenedAt = { place: Place; left: number; top: number; width: number; height: number };

export type CellMenuState = { opened: OpenedAt | undefined; close: () => void };

/** The rows under a heading; undefined where it is none. */
export type RowsOfGroup = (heading: string) => readonly string[] | undefined;

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

/** The heading of a group speaks for its rows: they are selected. Nothing where it is folded, or no heading. */
function chooseGroup(sheet: Sheet, target: Element, rowsOf: RowsOfGroup): Place | undefined {
  const { selection } = sheet;
  const order = selection.order();
  const heading = target.closest('[row-id]')?.getAttribute('row-id') ?? '';
  const rows = (rowsOf(heading) ?? []).filter((row) => order.rowAt(row) >= 0);
  const [first, last, column] = [rows[0], rows.at(-1), order.columns[0]];
  if (first === undefined || last === undefined || column === undefined) return undefined;
  const place = { row: first, column };
  sheet.go(place);
  const span = { anchor: place, edge: { row: last, column }, whole: 'rows' } as const;
  selection.set({ spans: [span], focus: place });
  return place;
}

/** A folded heading is opened for its menu: what is chosen there is done to rows that are seen. */
function unfold(target: Element): boolean {
  const fold = target.closest('[row-id]')?.querySelector<HTMLElement>('.ts-fold');
  if (fold?.getAttribute('aria-expanded') !== 'false') return false;
  fold.click();
  return true;
}

type Point = { x: number; y: number };

/** Where the menu opens: at the pointer, else at what has the keyboard. */
function boxOf(target: Element, point: Point | undefined): Omit<OpenedAt, 'place'> {
  if (point) return { left: point.x, top: point.y, width: 0, height: 0 };
  const box = target.closest('.ag-cell, .ag-row')?.getBoundingClientRect();
  const { left = 0, top = 0, width = 0, height = 0 } = box ?? {};
  return { left, top, width, height };
}

export function useCellMenu(
  wrapper: RefObject<HTMLElement | null>,
  { sheet, rowsOf }: { sheet: Sheet; rowsOf: RowsOfGroup },
  openHeader: (column: string, header: HTMLElement) => void,
): CellMenuState {
  const [opened, setOpened] = useState<OpenedAt>();
  useEffect(() => {
    const area = wrapper.current;
    /** True where a menu of ours is open now. */
    const openAt = (target: Element, point?: Point): boolean => {
      const header = target.closest<HTMLElement>('.ag-header-cell');
      const column = header?.getAttribute('col-id');
      if (header && column && column !== ROW_HEAD) {
        openHeader(column, header);
        return true;
      }
      const cell = placeOf(target);
      const isChosen = cell !== undefined && choose(sheet, cell);
      const place = isChosen ? cell : chooseGroup(sheet, target, rowsOf);
      if (!place) {
        if (!unfold(target)) return false;
        atFrames(() => openAt(target, point) || !target.isConnected);
        return true;
      }
      const { focus } = sheet.selection.current();
      setOpened({ place: focus ?? place, ...boxOf(target, point) });
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
  }, [wrapper, sheet, rowsOf, openHeader]);
  return { opened, close: useCallback(() => setOpened(undefined), []) };
}
