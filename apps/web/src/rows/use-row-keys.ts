/**
 * The keys of row life: Alt+N to the next empty cell, Alt+R says that the row, or each selected row, is ready. They are
 * the page's, not the grid's, and hold wherever the focus is in the workbook.
 */
import { useEffect, useLayoutEffect, useRef } from 'react';
import { isAltShortcut } from '../kit/typed-key.ts';
import { isCellTyped } from '../look/open-boxes.ts';
import { useFocusNow } from '../live/workbook/use-workbook.ts';
import type { Sheet } from '../spreadsheet/sheet.ts';
import { useNextEmpty } from './use-next-empty.ts';
import { selectedRows, useReadyRows } from './use-ready-rows.tsx';

/** A dialog or an open menu keeps the keyboard; the panel does not, also where it lies over the sheet. */
export const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('[role="dialog"]:not([data-area]), [role="menu"]') !== null;

/** What is being typed in a cell belongs to what is said of its row: it is taken first, and the keyboard stays there. */
async function takeTyped({ screen, selection }: Sheet): Promise<void> {
  if (!isCellTyped()) return;
  const box = document.activeElement;
  const { focus } = selection.current();
  if (box instanceof HTMLElement && box.closest('.form')) {
    box.blur();
    box.focus();
  } else {
    screen?.endTyping();
    if (focus) screen?.focus(focus);
  }
  // The grid hands over what it took in a task of its own.
  await new Promise((done) => setTimeout(done));
}

export function useRowKeys(working: Sheet): void {
  const goNext = useNextEmpty();
  const makeReady = useReadyRows();
  const focusNow = useFocusNow();
  const markReady = async (): Promise<void> => {
    await takeTyped(working);
    const rows = selectedRows(working);
    const focus = focusNow();
    if (rows.length > 1) makeReady(rows);
    else if (focus) makeReady([focus.row]);
  };
  const latest = useRef({ goNext, markReady });
  useLayoutEffect(() => {
    latest.current = { goNext, markReady };
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (isElsewhere(event.target)) return;
      const { goNext: next, markReady: ready } = latest.current;
      const act = isAltShortcut(event, 'n')
        ? next
        : isAltShortcut(event, 'r')
          ? () => void ready()
          : undefined;
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    // Before the grid: an editor that is open must not take the key for a letter.
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, []);
}
