/**
 * The view of the live workbook, and the address that says it: a choice makes a step that the browser's back takes
 * back, typing and moving only rewrite the present one.
 */
import { splitCellId } from '@tallystick/domain/cells/ids';
import { may } from '@tallystick/domain/rights';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { onMove } from '../addresses/routes.ts';
import { columnsOf } from '../lines/sheet-columns.ts';
import { useFocus, useWorkbook } from '../live/workbook/use-workbook.ts';
import { useLooking } from './use-looking.ts';
import type { Looking } from './row-sets.ts';
import { type Filtering, filterOf } from './filters.ts';
import type { RememberedView } from './remembered-view.ts';
import { useChangedSince } from './use-changed-since.ts';
import type { FindWords } from './use-find.ts';
import {
  type Known,
  type Linked,
  type Read,
  readView,
  VIEW_KEYS,
  writeView,
} from './view-address.ts';
import { only, type Shown } from './view-state.ts';

/** Wait before typing and moving are written into the address, in milliseconds: browsers count such writes. */
const REWRITE_AFTER_MS = 300;

export type ViewAddress = {
  shown: Shown;
  setShown: (change: Shown | ((was: Shown) => Shown)) => void;
  find: FindWords;
  looking: Filtering;
  /** What a link carries besides the cell in focus, which moves far more often. */
  linked: Linked;
  /** Parts of the address that were not understood; empty once the person has read it. */
  ignored: readonly string[];
  dismiss: () => void;
};

function addressWith(query: string): string {
  const { pathname, search } = window.location;
  const others = new URLSearchParams(search);
  for (const key of VIEW_KEYS) others.delete(key);
  const all = [others.toString(), query].filter((part) => part !== '').join('&');
  return all === '' ? pathname : `${pathname}?${all}`;
}

/** What makes a step of its own in the browser's history. */
const stepOf = ({ sheet, filters, sort }: Linked): string =>
  writeView({ sheet, filters, sort, find: null, cell: null }, { whole: true });

/** Writes the view with the cell in focus into the address; draws nothing. */
export function AddressWriter({ linked }: { linked: Linked }): null {
  const cell = useFocus();
  useWriting({ ...linked, cell });
  return null;
}

function useWriting(linked: Linked): void {
  const written = useRef<{ step: string; query: string }>(undefined);
  const query = writeView(linked);
  const step = stepOf(linked);
  useEffect(() => {
    const was = written.current;
    const address = addressWith(query);
    const isThere = address === window.location.pathname + window.location.search;
    if (was && was.step !== step && !isThere) {
      // The step that is left keeps what was typed last.
      window.history.replaceState(null, '', addressWith(was.query));
      window.history.pushState(null, '', address);
    }
    written.current = { step, query };
    if (isThere || (was && was.step !== step)) return undefined;
    const path = window.location.pathname;
    const later = setTimeout(() => {
      // Composed now: what others have taken out of the address meanwhile does not come back.
      if (window.location.pathname === path)
        window.history.replaceState(null, '', addressWith(query));
    }, REWRITE_AFTER_MS);
    return () => clearTimeout(later);
  }, [query, step]);
}

/** An address that asks for nothing opens an auditor's work: what is reported and not verified. */
function firstView(read: Read, { actor, state }: Looking): Read {
  if (read.isView || read.cell || may(actor, 'verify', { state })) return read;
  return { ...read, ...only('kpi', 'unverified') };
}

export function useViewAddress(remembered: RememberedView): ViewAddress {
  const { id, catalogue, setFocus } = useWorkbook();
  const looking = useLooking();
  const known = useMemo<Known>(
    () => ({
      filter: (choice) => filterOf({ ...looking, changed: new Map() }, choice) !== undefined,
      column: (sheet, column) => columnsOf(sheet).some((each) => each.id === column),
      cell: (cell) => {
        const place = splitCellId(cell);
        const row = place && catalogue.rows.get(place.row);
        if (!place || !row) return undefined;
        const sheet = row.kind === 'profile' ? 'profile' : 'kpi';
        return columnsOf(sheet).some((each) => each.id === place.column) ? place : undefined;
      },
    }),
    [looking, catalogue],
  );
  const [first] = useState(() => firstView(readView(window.location.search, known), looking));
  const [shown, setShown] = useState<Shown>(first);
  const [words, setWords] = useState(first.find);
  const [ignored, setIgnored] = useState<readonly string[]>(first.ignored);
  const { borrow, layouts } = remembered;
  const follow = useCallback(
    (read: Read) => {
      if (read.sort !== undefined) borrow(read.sheet, { sort: read.sort });
      if (read.cell) setFocus(read.cell);
    },
    [borrow, setFocus],
  );
  useEffect(() => follow(first), [follow, first]);
  const latest = useRef(known);
  useEffect(() => {
    latest.current = known;
  });
  useEffect(() => {
    const path = window.location.pathname;
    const moved = (): void => {
      if (window.location.pathname !== path) return;
      const read = readView(window.location.search, latest.current);
      setShown({ sheet: read.sheet, filters: read.filters });
      setWords(read.find);
      setIgnored(read.ignored);
      follow(read.sort === undefined ? { ...read, sort: null } : read);
    };
    // Not the browser's moves alone: a notice of the bell leads to a cell of the workbook that is shown already.
    return onMove(moved);
  }, [follow]);
  const changed = useChangedSince({ id, catalogue }, shown.filters);
  const linked: Linked = {
    sheet: shown.sheet,
    filters: shown.filters,
    sort: layouts[shown.sheet].sort,
    find: words,
    cell: null,
  };
  return {
    shown,
    setShown,
    find: { words, setWords },
    looking: useMemo(() => ({ ...looking, changed }), [looking, changed]),
    linked,
    ignored,
    dismiss: useCallback(() => setIgnored([]), []),
  };
}
