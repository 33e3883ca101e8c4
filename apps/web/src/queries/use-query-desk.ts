/**
 * The queue as a person goes through it: opened from the head, and on from row to row with Alt+Q, back with Alt+Shift+Q,
 * without opening it again.
 */
import type { Query } from '@tallystick/domain/nouns/query';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { isAltShortcut, shortcutKey } from '../kit/typed-key.ts';
import { rowName } from '../lines/told.ts';
import { mainColumn } from '@tallystick/domain/cells/columns';
import { useFocusNow, useWorkbook, type WorkbookHandle } from '../live/workbook/use-workbook.ts';
import { onceAtCell } from '../look/once-at-cell.ts';
import { isElsewhere } from '../rows/use-row-keys.ts';
import { folded } from '../texts/folded-text.ts';
import { ALL_MINE, type QueueFilters, queueOf, stepFrom } from './queue.ts';

export type QueryDesk = {
  isOpen: boolean;
  open: () => void;
  close: () => void;
  filters: QueueFilters;
  choose: (part: Partial<QueueFilters>) => void;
  /** Closes the queue and goes to a row with its queries. */
  show: (row: string) => void;
};

type Asking = Pick<WorkbookHandle, 'state' | 'actor' | 'catalogue' | 'now'>;

/** The queue as the filters have it now. */
export function queueIn({ state, actor, catalogue, now }: Asking, filters: QueueFilters): Query[] {
  const wanted = folded(filters.text.trim());
  const hasRow = (row: string): boolean => folded(rowName(catalogue, row)).includes(wanted);
  return queueOf({ state, actor }, { ...filters, now: now(), hasRow });
}

/** `showQueries`: opens the panel at the queries; `toPanel`: takes the keyboard there. */
export function useQueryDesk(showQueries: () => void, toPanel: () => void): QueryDesk {
  const { state, actor, catalogue, setFocus, now } = useWorkbook();
  const focusNow = useFocusNow();
  const [isOpen, setOpen] = useState(false);
  const [filters, setFilters] = useState(ALL_MINE);
  const goTo = (row: string): void => {
    const line = catalogue.rows.get(row);
    if (!line) return;
    const column = mainColumn(line);
    showQueries();
    setFocus({ row, column });
    onceAtCell(column, toPanel);
  };
  const step = (by: 1 | -1): void => {
    const queue = queueIn({ state, actor, catalogue, now }, filters);
    const row = stepFrom(queue, focusNow()?.row, by);
    if (row !== undefined) goTo(row);
  };
  const latest = useRef({ step, goTo });
  useLayoutEffect(() => {
    latest.current = { step, goTo };
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (isElsewhere(event.target)) return;
      const { altKey, shiftKey, ctrlKey, metaKey } = event;
      const isBack = altKey && shiftKey && !ctrlKey && !metaKey && shortcutKey(event) === 'q';
      if (!isBack && !isAltShortcut(event, 'q')) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current.step(isBack ? -1 : 1);
    };
    // Before the grid: an editor that is open must not take the key for a letter.
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, []);
  return useMemo(
    () => ({
      isOpen,
      open: () => setOpen(true),
      close: () => setOpen(false),
      filters,
      choose: (part) => setFilters((was) => ({ ...was, ...part })),
      show: (row) => {
        setOpen(false);
        latest.current.goTo(row);
      },
    }),
    [isOpen, filters],
  );
}
