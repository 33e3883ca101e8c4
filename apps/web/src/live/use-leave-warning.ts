/** Warns before a page with unsaved work is left. Own file because it is the browser's own dialog, asked for in one way only. */
import { useEffect } from 'react';
import type { CellStore } from './cell-store.ts';

export function useLeaveWarning(cells: CellStore): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (cells.unsaved > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [cells]);
}
