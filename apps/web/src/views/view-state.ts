/** What a person looks at: sheet, filters, words to find. Plain data, and the small changes that menus make to it. */
import type { SheetName } from '../lines/sheet-columns.ts';

/** A filter by its name; `value` where it asks for one (`level` with `core`), else null. */
export type Choice = { kind: string; value: string | null };
export type Sort = { column: string; direction: 'up' | 'down' };

/** Rows pass all kinds; of one kind any value will do. */
export type Shown = { sheet: SheetName; filters: readonly Choice[] };

export const SHEETS: readonly SheetName[] = ['profile', 'kpi'];

export const otherSheet = (sheet: SheetName): SheetName => (sheet === 'kpi' ? 'profile' : 'kpi');

export const everything = (sheet: SheetName): Shown => ({ sheet, filters: [] });

/** A sheet narrowed by one filter alone, as the list at the left does it. */
export const only = (sheet: SheetName, kind: string, value: string | null = null): Shown => ({
  sheet,
  filters: [{ kind, value }],
});

export const isSame = (a: Choice, b: Choice): boolean => a.kind === b.kind && a.value === b.value;

export function isChosen(filters: readonly Choice[], choice: Choice): boolean {
  return filters.some((each) => isSame(each, choice));
}

/** The one filter that is chosen; undefined where there is none or more than one. */
export function soleFilter({ filters }: Shown): Choice | undefined {
  return filters.length === 1 ? filters[0] : undefined;
}

/** The filters with this one taken away or, where it is not there, added. */
export function toggled(filters: readonly Choice[], choice: Choice): Choice[] {
  const others = filters.filter((each) => !isSame(each, choice));
  return others.length < filters.length ? others : [...filters, choice];
}
