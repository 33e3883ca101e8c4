/**
 * When a workbook is opened the keyboard is at the sheet, and no cell is chosen for the person: the first arrow, Tab or
 * Enter goes into it. Otherwise the focus would begin at the top of the page, and a person would have to pass all the
 * lists above the sheet.
 */
import { type RefObject, useEffect, useRef } from 'react';

const INTO = new Set(['Tab', 'Enter', 'Home', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight']);

/** For the element around the sheet, which takes the focus (`tabIndex={-1}`). */
export function useKeyboardAtSheet(
  enterSheet: RefObject<(() => boolean) | null>,
): RefObject<HTMLElement | null> {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const here = place.current;
    if (here === null) return undefined;
    // Whoever came by keys to something else, or has a dialog open, is not called away.
    if (document.activeElement === document.body) here.focus({ preventScroll: true });
    const pressed = (event: KeyboardEvent): void => {
      if (event.target !== here || event.defaultPrevented || !INTO.has(event.key)) return;
      if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
      if (enterSheet.current?.()) event.preventDefault();
    };
    here.addEventListener('keydown', pressed);
    return () => here.removeEventListener('keydown', pressed);
  }, [enterSheet]);
  return place;
}
