/**
 * The texts and save states of several cells, kept up to date. A formula, its missing inputs and the history line all
 * follow cells that are not the one in focus.
 */
import { valueText } from '@tallystick/domain/formula/cell-formula';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { SaveStatus } from '../../lines/cell-store.ts';
import { useWorkbook } from './use-workbook.ts';

/** The texts of cells, by cell; undefined where a cell is empty. */
export function useCellTexts(cells: readonly string[]): ReadonlyMap<string, string | undefined> {
  const { cells: store, catalogue } = useWorkbook();
  const get = (cell: string) => store.get(cell);
  // The same formula is another figure when a cell that it leads to has changed.
  const valueOf = (cell: string) =>
    store.get(cell)?.startsWith('=') ? (valueText(catalogue, cell, get) ?? null) : null;
  const read = () =>
    JSON.stringify(cells.map((cell) => [cell, store.get(cell) ?? null, valueOf(cell)]));
  const subscribe = useCallback((tell: () => void) => store.subscribe(tell), [store]);
  const snapshot = useSyncExternalStore(subscribe, read);
  return useMemo(() => {
    const pairs = JSON.parse(snapshot) as [string, string | null][];
    return new Map(pairs.map(([cell, text]) => [cell, text ?? undefined]));
  }, [snapshot]);
}

/** How far the saving of a cell has come; undefined without a cell. */
export function useSaveStatus(cell: string | undefined): SaveStatus | undefined {
  const { cells: store } = useWorkbook();
  const subscribe = useCallback((tell: () => void) => store.subscribe(tell), [store]);
  return useSyncExternalStore(subscribe, () =>
    cell === undefined ? undefined : store.status(cell),
  );
}
