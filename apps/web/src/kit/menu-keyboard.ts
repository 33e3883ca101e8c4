/**
 * A menu that is opened by a key has the keyboard from the moment it is drawn. The kit gives it the keyboard a task later:
 * an arrow pressed meanwhile would move in the sheet, and the menu would be gone.
 */
import type { KeyboardEvent } from 'react';

/** Properties of a menu that is drawn at once, takes the keyboard itself and gives it back itself. */
export const MENU_KEYBOARD = {
  trapFocus: false,
  returnFocus: false,
  transitionProps: { duration: 0 },
} as const;

const take = (dropdown: HTMLElement | null): void => dropdown?.focus({ preventScroll: true });

/** Properties of its list. `leave` closes the menu and gives the keyboard back; Tab does that too, as Escape does. */
export function dropdownKeyboard(leave: () => void) {
  return {
    ref: take,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Tab') return;
      event.preventDefault();
      leave();
    },
  };
}
