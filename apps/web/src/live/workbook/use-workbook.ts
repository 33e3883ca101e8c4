/** The open workbook for React: a provider and the hooks that read it; panel, dialogs and grid know it by these alone. */
import type { Result } from '@tallystick/domain/formula/compute';
import type { Content } from '@tallystick/domain/nouns/verdict-content';
import type { Presence } from '@tallystick/protocol/presence';
import {
  createContext,
  createElement,
  type ReactNode,
  startTransition,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  useSyncExternalStore,
} from 'react';
import { WorkbookAway } from './workbook-away.tsx';
import type { SheetSource } from '../../lines/sheet-source.ts';
import { atLeisure } from '../../look/at-leisure.ts';
import { liveSource } from './live-source.ts';
import { WorkbookSession } from './workbook-session.ts';
import { useSession } from '../room/session.ts';
import type { WorkbookHandle } from './workbook-handle.ts';
import type { Focus } from '../../lines/focus.ts';

export type { WorkbookHandle } from './workbook-handle.ts';
export type { CellStore, RefusedDraft } from '../../lines/cell-store.ts';

type Context = { handle: WorkbookHandle; live: WorkbookSession };
const WorkbookContext = createContext<Context | undefined>(undefined);

/** Opens a workbook and shows `children` once it is there; until then, that it loads or why it cannot be shown. */
export function WorkbookProvider({ id, children }: { id: string; children: ReactNode }) {
  const { session } = useSession();
  const person = session?.me?.person;
  const live = useMemo(() => new WorkbookSession(id, person), [id, person]);
  const handle = useSyncExternalStore(live.subscribe, live.current);
  const refusal = useSyncExternalStore(live.subscribe, () => live.refusal);
  useEffect(() => {
    void live.refetch();
    return () => live.close();
  }, [live]);
  const context = useMemo(() => (handle ? { handle, live } : undefined), [handle, live]);
  if (!context) return createElement(WorkbookAway, { refusal, retry: () => void live.refetch() });
  return createElement(WorkbookContext.Provider, { value: context }, children);
}

function useContextOf(): Context {
  const context = useContext(WorkbookContext);
  if (!context) throw new Error('useWorkbook outside of WorkbookProvider');
  return context;
}

/** The open workbook. Throws outside of `WorkbookProvider`: a defect. */
export function useWorkbook(): WorkbookHandle {
  return useContextOf().handle;
}

/** The cell in focus. Whoever only acts on it later asks `useFocusNow`, and is not drawn again at every step. */
export function useFocus(): Focus {
  const { live } = useContextOf();
  return useSyncExternalStore(live.where.subscribe, live.where.focus);
}

/** Answers the cell that is in focus when it is called. */
export function useFocusNow(): () => Focus {
  return useContextOf().live.where.focus;
}

/** Who is in the room, and where. */
export function usePeople(): Presence[] {
  const { live } = useContextOf();
  return useSyncExternalStore(live.where.subscribe, live.where.people);
}

/** For the sign-in that is shown over a workbook whose session was lost. */
export function useComeBack(): () => void {
  const { live } = useContextOf();
  return useCallback(() => void live.comeBack(), [live]);
}

const sources = new WeakMap<object, Map<string, SheetSource>>();

/**
 * The cells of the open workbook for a grid; the same object as long as the workbook is open in one role, because the
 * role decides which columns there are. Everything else is read when it is asked for.
 */
export function useSheetSource(): SheetSource {
  const { handle, live } = useContextOf();
  const role = handle.actor.role ?? '';
  const byRole = sources.get(handle.cells) ?? new Map<string, SheetSource>();
  sources.set(handle.cells, byRole);
  const source = byRole.get(role) ?? liveSource(live, handle);
  byRole.set(role, source);
  return source;
}

/**
 * Has the component drawn again when any cell has changed: at once after a rest, then twice a second. Answers how often
 * that was.
 */
export function useAllCells(): number {
  const { cells } = useWorkbook();
  const [changes, again] = useReducer((n: number) => n + 1, 0);
  useEffect(
    () => atLeisure((tell) => cells.subscribe(tell))(() => startTransition(again)),
    [cells],
  );
  return changes;
}

/** The text of a cell, kept up to date. */
export function useCell(cell: string): string | undefined {
  const { cells } = useWorkbook();
  return useSyncExternalStore(
    useCallback(
      (tell: () => void) => cells.subscribe((changed) => changed.has(cell) && tell()),
      [cells, cell],
    ),
    () => cells.get(cell),
  );
}

/** The result of a data point, computed from the cells as they are now. */
export function useResult(row: string): Result {
  const { cells, results } = useWorkbook();
  return useSyncExternalStore(
    useCallback((tell: () => void) => cells.subscribe(tell), [cells]),
    () => results.get(row),
  );
}

/** What a verdict on a data point would be on now. */
export function useContent(row: string): Content {
  const { cells, results } = useWorkbook();
  return useSyncExternalStore(
    useCallback((tell: () => void) => cells.subscribe(tell), [cells]),
    () => results.contents.get(row),
  );
}
