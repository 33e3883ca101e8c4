/**
 * Ctrl+Z, Ctrl+Y and Ctrl+Shift+Z over the sheet. They hang on the page and not on a cell: right after Enter the focus
 * is for a moment nowhere, and a key pressed then must not be lost.
 */
import { useEffect, useRef } from 'react';
import { isTextField, shortcutKey } from '../kit/typed-key.ts';
import type { Direction } from '../live/cells/gestures.ts';

/** What has keys of its own. */
const ELSEWHERE = '[role="dialog"], [role="menu"], [role="listbox"]';

function directionOf(event: KeyboardEvent): Direction | undefined {
  if (event.altKey || !(event.ctrlKey || event.metaKey)) return undefined;
  switch (shortcutKey(event)) {
    case 'z':
      return event.shiftKey ? 'redo' : 'undo';
    case 'y':
      return event.shiftKey ? undefined : 'redo';
    default:
      return undefined;
  }
}

/** An editor and any other field undoes its own typing. */
function isTaken(target: EventTarget | null): boolean {
  return isTextField(target) || (target instanceof Element && target.closest(ELSEWHERE) !== null);
}

export function useUndoKeys(turn: (direction: Direction) => void): void {
  const latest = useRef(turn);
  useEffect(() => {
    latest.current = turn;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const direction = directionOf(event);
      if (!direction || event.defaultPrevented || isTaken(event.target)) return;
      event.preventDefault();
      latest.current(direction);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
}
