/**
 * What the window is like, known at the first drawing already, where the kit's hook first answers no: a phone would fetch the
 * sheet, to show the form.
 */
import { useMemo, useSyncExternalStore } from 'react';

/** A sheet of paper is narrower than most windows: what is there must not be taken away while it is printed. */
function watch(query: string) {
  const list = window.matchMedia(query);
  const paper = window.matchMedia('print');
  let is = list.matches;
  return {
    is: () => is,
    subscribe: (tell: () => void) => {
      const look = (): void => {
        if (paper.matches) return;
        is = list.matches;
        tell();
      };
      look();
      list.addEventListener('change', look);
      return () => list.removeEventListener('change', look);
    },
  };
}

export function useMedia(query: string): boolean {
  const { subscribe, is } = useMemo(() => watch(query), [query]);
  return useSyncExternalStore(subscribe, is);
}
