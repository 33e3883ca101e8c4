/**
 * The queue as a person goes through it: opened from the head, and on from row to row with Alt+Q, back with Alt+Shift+Q,
 * without opening it again.
 */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { isAltShortcut, shortcutKey } from '../kit/typed-key.ts';
import { mainColumn } from '@tallystick/domain/cells/columns';
import { useFocusNow, useWorkbook } from '../live/workbook/use-workbook.ts';
import { onceAtCell } from '../look/once-at-cell.ts';
import { isElsewhere } from '../rows/use-row-keys.ts';
import { queueOf, stepFrom, type Which } from './queue.ts';

export type QueryDesk = {
  isOpen: boolean;
  open: () => void;
  close: () => void;
  which: Which;
  setWhich: (which: Which) => void;
  /** By id; empty for all. */
  entity: string;
  setEntity: (entity: string) => void;
  /** Closes the queue and goes to a row with its queries. */
  show: (row: string) => void;
};

const EVERY_ROW = (): boolean => true;

/** `showQueries`: opens the panel at the queries; `toPanel`: takes the keyboard there. */
export function useQueryDesk(showQueries: () => void, toPanel: () => void): QueryDesk {
  const { state, actor, catalogue, setFocus } = useWorkbook();
  const focusNow = useFocusNow();
  const [isOpen, setOpen] = useState(false);
  const [which, setWhich] = useState<Which>('mine');
  const [entity, setEntity] = useState('');
  const goTo = (row: string): void => {
    const line = catalogue.rows.get(row);
    if (!line) return;
    const column = mainColumn(line);
    showQueries();
    setFocus({ row, column });
    onceAtCell(column, toPanel);
  };
  const step = (by: 1 | -1): void => {
    const queue = queueOf({ state, actor }, { which, entity, hasRow: EVERY_ROW });
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
      which,
      setWhich,
      entity,
      setEntity,
      show: (row) => {
        setOpen(false);
        latest.current.goTo(row);
      },
    }),
    [isOpen, which, entity],
  );
}
