/**
 * How a person likes a workbook's sheets: columns hidden, held and widened, groups folded, order. Kept in this browser,
 * by person and workbook: it is about a screen, two screens differ, and nobody else has to know of it. Filters are not
 * kept: rows that are missing on coming back would look as if they were lost.
 */
import { useMemo, useSyncExternalStore } from 'react';
import type { SheetName } from '../lines/sheet-columns.ts';
import type { Sort } from './view-state.ts';

export type Layout = {
  /** Null: as in the template. */
  hidden: readonly string[] | null;
  /** Columns that the person holds at the start (true) or has let go (false). */
  pinned: Readonly<Record<string, boolean>>;
  /** Widths in CSS px, of columns that the person has drawn. */
  widths: Readonly<Record<string, number>>;
  /** Ids of group rows. */
  folded: readonly string[];
  sort: Sort | null;
};
export type Layouts = Readonly<Record<SheetName, Layout>>;

/** A later form of what is kept gets a later number; what is older or newer is not read. */
const VERSION = 1;
/** More columns than any sheet has. */
const MAX_COLUMNS = 64;
/** More groups than any edition has. */
const MAX_GROUPS = 400;
/** Longest name of a column or group, in characters. */
const MAX_NAME = 200;
/** A narrower column shows nothing, a wider one fills the screen; CSS px. */
export const MIN_WIDTH = 40;
export const MAX_WIDTH = 800;

export const AS_TEMPLATE: Layout = { hidden: null, pinned: {}, widths: {}, folded: [], sort: null };

type Loose = Record<string, unknown>;
const isLoose = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME;

function names(value: unknown, most: number): string[] {
  return Array.isArray(value) ? value.filter(isName).slice(0, most) : [];
}

function record<T>(value: unknown, isFit: (each: unknown) => each is T): Record<string, T> {
  if (!isLoose(value)) return {};
  const fit = Object.entries(value).filter(
    (entry): entry is [string, T] => isName(entry[0]) && isFit(entry[1]),
  );
  return Object.fromEntries(fit.slice(0, MAX_COLUMNS));
}

const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const isWidth = (value: unknown): value is number =>
  typeof value === 'number' && value >= MIN_WIDTH && value <= MAX_WIDTH;

function sortIn(value: unknown): Sort | null {
  if (!isLoose(value) || !isName(value.column)) return null;
  const { column, direction } = value;
  return direction === 'up' || direction === 'down' ? { column, direction } : null;
}

function layoutIn(value: unknown): Layout {
  if (!isLoose(value)) return AS_TEMPLATE;
  return {
    hidden: Array.isArray(value.hidden) ? names(value.hidden, MAX_COLUMNS) : null,
    pinned: record(value.pinned, isFlag),
    widths: record(value.widths, isWidth),
    folded: names(value.folded, MAX_GROUPS),
    sort: sortIn(value.sort),
  };
}

/** What is kept, checked; the template where nothing readable is. */
export function readLayouts(text: string | null): Layouts {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? 'null');
  } catch {
    kept = null;
  }
  const isOurs = isLoose(kept) && kept.version === VERSION;
  const of = (sheet: SheetName): Layout => layoutIn(isOurs ? (kept as Loose)[sheet] : undefined);
  return { kpi: of('kpi'), profile: of('profile') };
}

export function writeLayouts(layouts: Layouts): string {
  return JSON.stringify({ version: VERSION, ...layouts });
}

const keyOf = (keep: string): string => `tallystick.view.${keep}`;

function stored(keep: string | undefined): Layouts {
  if (keep === undefined) return readLayouts(null);
  try {
    return readLayouts(localStorage.getItem(keyOf(keep)));
  } catch {
    return readLayouts(null);
  }
}

type Change = Partial<Layout> | ((was: Layout) => Partial<Layout>);

const changed = (was: Layouts, sheet: SheetName, change: Change): Layouts => ({
  ...was,
  [sheet]: { ...was[sheet], ...(typeof change === 'function' ? change(was[sheet]) : change) },
});

/** The layouts of one person's one workbook, kept beside the page. */
class LayoutStore {
  private layouts: Layouts;
  private readonly listeners = new Set<() => void>();
  private readonly name: string | undefined;

  constructor(name: string | undefined) {
    this.name = name;
    this.layouts = stored(name);
  }

  current = (): Layouts => this.layouts;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Changes what is shown and what is kept. */
  keep = (sheet: SheetName, change: Change): void => {
    this.borrow(sheet, change);
    if (this.name === undefined) return;
    try {
      const text = writeLayouts(changed(stored(this.name), sheet, change));
      localStorage.setItem(keyOf(this.name), text);
    } catch {
      // Blocked storage: the choice lasts as long as the page.
    }
  };

  /** Changes what is shown alone: a link that somebody sent must not change how one likes it oneself. */
  borrow = (sheet: SheetName, change: Change): void => {
    this.layouts = changed(this.layouts, sheet, change);
    for (const listener of this.listeners) listener();
  };
}

export type RememberedView = Pick<LayoutStore, 'keep' | 'borrow'> & { layouts: Layouts };

/** `name` says whose view of which workbook; left out, it lasts as long as the page. */
export function useRememberedView(name?: string): RememberedView {
  const store = useMemo(() => new LayoutStore(name), [name]);
  const layouts = useSyncExternalStore(store.subscribe, store.current);
  return useMemo(() => ({ layouts, keep: store.keep, borrow: store.borrow }), [layouts, store]);
}
