/** The way back to the cell of the sheet, for what is done beside it. */
import { createContext, type RefObject, useCallback, useContext } from 'react';

export const BackToSheet = createContext<RefObject<(() => boolean) | null> | undefined>(undefined);

/** Gives the keyboard back to the cell that had it last; where there is no sheet, to `other`. */
export function useBackToSheet(): (other: Element | null) => void {
  const enter = useContext(BackToSheet);
  return useCallback(
    (other) => {
      if (!enter?.current?.() && other instanceof HTMLElement) other.focus();
    },
    [enter],
  );
}
