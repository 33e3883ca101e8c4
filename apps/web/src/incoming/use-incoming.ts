/** The file that was handed in, for React. */
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { type Handing, incomingTo } from '../live/workbook/incoming.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import type { IncomingFile } from '../live/cells/incoming-file.ts';

export function useHanding(): Handing {
  const { cells } = useWorkbook();
  const incoming = incomingTo(cells);
  return useSyncExternalStore(incoming.subscribe, incoming.current);
}

/** Draws again whenever anything in the file is another; rights and locks are looked at anew here too. */
export function useFileNews(file: IncomingFile): number {
  const { state, actor } = useWorkbook();
  const changes = useSyncExternalStore(
    file.subscribe,
    useCallback(() => file.changes, [file]),
  );
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) file.lookAgain();
    first.current = false;
  }, [file, state, actor]);
  return changes;
}

/** Hands a file in to the open workbook; `reopen` opens the one again that was left undecided here. */
export function useHandIn(): { handIn: (file: File) => void; reopen: () => void } {
  const handle = useWorkbook();
  const latest = useRef(handle);
  useEffect(() => {
    latest.current = handle;
  });
  return useMemo(() => {
    const now = () => latest.current;
    return {
      handIn: (file) => void incomingTo(now().cells).handIn(file, now),
      reopen: () => void incomingTo(now().cells).reopen(now),
    };
  }, []);
}
