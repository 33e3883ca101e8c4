/** Which columns a person has hidden, kept in the browser. Own file because storage may be blocked and must not matter. */
import { useMemo, useState } from 'react';
import { columnsOf, type SheetColumn, type SheetName } from './sheet-columns.ts';

const keyOf = (sheet: SheetName): string => `tallystick.columns.${sheet}`;

function kept(sheet: SheetName): ReadonlySet<string> | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(sheet)) ?? 'null');
    return Array.isArray(stored) ? new Set(stored.map(String)) : undefined;
  } catch {
    return undefined;
  }
}

/** The hidden columns of a sheet, and how to set them; undefined goes back to the template's. */
export function useHiddenColumns(
  sheet: SheetName,
  unfit: (column: SheetColumn) => boolean,
): [ReadonlySet<string>, (hidden: ReadonlySet<string> | undefined) => void] {
  const [chosen, setChosen] = useState(() => ({
    kpi: kept('kpi'),
    profile: kept('profile'),
  }));
  const own = chosen[sheet];
  const hidden = useMemo(() => {
    const columns = columnsOf(sheet);
    const usual = own ?? columns.filter((each) => each.hidden).map((each) => each.id);
    return new Set([...usual, ...columns.filter(unfit).map((each) => each.id)]);
  }, [sheet, own, unfit]);
  const set = (next: ReadonlySet<string> | undefined): void => {
    setChosen((was) => ({ ...was, [sheet]: next }));
    try {
      if (next) localStorage.setItem(keyOf(sheet), JSON.stringify([...next]));
      else localStorage.removeItem(keyOf(sheet));
    } catch {
      // Blocked storage: the choice lasts as long as the page.
    }
  };
  return [hidden, set];
}
