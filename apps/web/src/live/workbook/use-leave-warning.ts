/**
 * Warns before a page is left with work that would be lost. Work that is kept in this browser is not: it is sent when
 * the page is opened again.
 */
import { useEffect } from 'react';

/** `wouldLose` is asked at the moment of leaving. */
export function useLeaveWarning(wouldLose: () => boolean): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (wouldLose()) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [wouldLose]);
}
