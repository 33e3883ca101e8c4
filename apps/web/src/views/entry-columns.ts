/** The view of a sheet that shows the names of the rows and the columns that people fill, and nothing between. */
import { columnsOf, type SheetName } from '../lines/sheet-columns.ts';

/** The columns that it hides. */
export function hiddenForEntry(sheet: SheetName): ReadonlySet<string> {
  const others = columnsOf(sheet).filter(
    ({ kind, pinned, hidden }) => kind !== 'filled' && (!pinned || hidden === true),
  );
  return new Set(others.map(({ id }) => id));
}

/** Whether a sheet is shown so now; `hidden` may hold columns that the sheet cannot fill at all. */
export function isEntryView(sheet: SheetName, hidden: ReadonlySet<string>): boolean {
  const wanted = hiddenForEntry(sheet);
  return columnsOf(sheet).every(
    ({ id, kind }) => wanted.has(id) === hidden.has(id) || (kind === 'filled' && id === 'further'),
  );
}
