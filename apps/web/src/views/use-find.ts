/** Finding in a sheet: the words, the matches as cells change, and the way from one to the next. */
import type { GridApi } from 'ag-grid-community';
import { affectedRows } from '@tallystick/domain/formula/compute';
import { splitCellId } from '@tallystick/domain/cells/ids';
import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from 'react';
import { columnsOf, type SheetName } from '../lines/sheet-columns.ts';
import type { SheetRow } from '../lines/sheet-rows.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import type { Focus } from '../lines/focus.ts';
import { findAll, type Match, placeOf, step } from './find.ts';
import { FindIndex } from './find-index.ts';
import type { ViewBridge } from './view-bridge.ts';
import type { LookWords } from '../lines/quick-words.ts';

/** The words are a part of the view where a page has an address for them. Null: nobody searches. */
export type FindWords = { words: string | null; setWords: (words: string | null) => void };

type Finding = {
  source: SheetSource;
  sheet: SheetName;
  t: LookWords;
  visible: ReadonlySet<string> | undefined;
  /** Ids of all rows of the sheet in the order of the screen; undefined for the template's. */
  order: readonly string[] | undefined;
  hidden: ReadonlySet<string>;
  focus: Focus | undefined;
  /** Given by the page; without it the sheet keeps its own. */
  given: FindWords | undefined;
  goTo: ((focus: Focus) => void) | undefined;
  /** Words of the filter, and the way out of it. */
  filter: { words: string; clear: () => void } | undefined;
};

export type Found = FindWords & {
  matches: readonly Match[];
  /** Number of the match in focus from 0; -1 where the focus is elsewhere. */
  at: number;
  current: Match | undefined;
  go: (by: 1 | -1) => void;
  /** The filter that was left to show a match. */
  left: string | undefined;
  hidden: ReadonlySet<string>;
};

/** Wait before matches are looked for again after others' changes, in milliseconds. */
const AGAIN_AFTER_MS = 300;
/** Rows made ready at a time while the person has not typed yet: a few milliseconds each, less than a frame. */
const ROWS_AT_ONCE = 8;
const NOTHING: readonly Match[] = [];

function useIndex(source: SheetSource, t: LookWords, isOpen: boolean) {
  const index = useMemo(() => (isOpen ? new FindIndex(source, t) : undefined), [source, t, isOpen]);
  const [version, changed] = useReducer((n: number) => n + 1, 0);
  // The texts are made ready as soon as the bar is open, so that the first letter finds at once.
  useEffect(() => {
    if (!index) return undefined;
    const lines = [...index.lines.kpi, ...index.lines.profile];
    let later: ReturnType<typeof setTimeout>;
    const prepare = (): void => {
      for (const line of lines.splice(0, ROWS_AT_ONCE)) index.entries(line);
      if (lines.length > 0) later = setTimeout(prepare, 0);
    };
    later = setTimeout(prepare, 0);
    return () => clearTimeout(later);
  }, [index]);
  useEffect(() => {
    if (!index) return undefined;
    let later: ReturnType<typeof setTimeout> | undefined;
    const again = (): void => {
      later ??= setTimeout(() => {
        later = undefined;
        changed();
      }, AGAIN_AFTER_MS);
    };
    const stops = [
      source.subscribe?.((cells) => {
        for (const cell of cells) {
          const row = splitCellId(cell)?.row;
          index.forget([...(row ? [row] : []), ...affectedRows(source.catalogue, cell)]);
        }
        index.forget(source.judgedOn?.(cells) ?? []);
        again();
      }),
      source.subscribeMarks?.((cells) => {
        // Who stands where changes no text.
        if (cells !== 'all') return;
        index.forget('all');
        again();
      }),
    ];
    return () => {
      clearTimeout(later);
      for (const stop of stops) stop?.();
    };
  }, [index, source]);
  return { index, version };
}

/** Numbers all cells in the order of reading: this sheet's rows, then the other's. */
function orderOf(index: FindIndex, sheet: SheetName, shown: readonly string[]) {
  const other: SheetName = sheet === 'kpi' ? 'profile' : 'kpi';
  const rest = [...index.lines[sheet], ...index.lines[other]].map(({ id }) => id);
  const rows = new Map([...new Set([...shown, ...rest])].map((id, n) => [id, n]));
  const columns = new Map([...columnsOf(other), ...columnsOf(sheet)].map(({ id }, n) => [id, n]));
  const width = columns.size + columnsOf(other).length;
  return (row: string, column: string): number =>
    (rows.get(row) ?? 0) * width + (columns.get(column) ?? 0);
}

export function useFind(finding: Finding): Found {
  const { source, sheet, t, visible, order, hidden, focus, given, goTo, filter } = finding;
  const [ownWords, setOwnWords] = useState<string | null>(null);
  const { words, setWords } = given ?? { words: ownWords, setWords: setOwnWords };
  const [left, setLeft] = useState<string>();
  const { index, version } = useIndex(source, t, words !== null);
  const shown = useMemo(
    () =>
      (order ?? index?.lines[sheet].map(({ id }) => id) ?? []).filter(
        (row) => visible?.has(row) ?? true,
      ),
    [order, index, sheet, visible],
  );
  const matches = useMemo(() => {
    if (!index || words === null) return NOTHING;
    const columns = new Set(
      columnsOf(sheet)
        .filter(({ id }) => !hidden.has(id))
        .map(({ id }) => id),
    );
    return findAll(index, { words, sheet, shown, columns });
    // oxlint-disable-next-line react/exhaustive-deps -- `version` counts changes of the index
  }, [index, version, words, sheet, shown, hidden]);
  const at = placeOf(matches, focus);
  const go = (by: 1 | -1): void => {
    if (!index) return;
    const match = matches[step(matches, focus, { by, order: orderOf(index, sheet, shown) })];
    if (!match) return;
    const isOutside =
      filter !== undefined && (match.sheet !== sheet || !(visible?.has(match.row) ?? true));
    setLeft(isOutside ? filter.words : undefined);
    if (isOutside) filter.clear();
    goTo?.({ row: match.row, column: match.column });
  };
  const setWordsAnew = useCallback(
    (next: string | null) => {
      setLeft(undefined);
      setWords(next);
    },
    [setWords],
  );
  return { words, setWords: setWordsAnew, matches, at, current: matches[at], go, left, hidden };
}

/** Has the matches of this sheet painted, and the letters in them marked. */
export function useFoundCells(
  { words, matches, current }: Found,
  api: RefObject<GridApi<SheetRow> | undefined>,
  bridge: ViewBridge,
): void {
  const now = current && `${current.row}:${current.column}`;
  const was = useRef(false);
  useLayoutEffect(() => {
    const found =
      words === null || matches.length === 0
        ? undefined
        : { words, cells: new Set(matches.map(({ row, column }) => `${row}:${column}`)), now };
    if (!was.current && found === undefined) return;
    was.current = found !== undefined;
    bridge.setFound(found);
    if (api.current && !api.current.isDestroyed()) api.current.refreshCells({ force: true });
  }, [words, matches, now, api, bridge]);
}
