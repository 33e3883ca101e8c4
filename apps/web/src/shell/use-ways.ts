/** Where the notices above the sheet and the line below it lead: to the rows that they speak of. */
import { splitCellId } from '@tallystick/domain/cells/ids';
import type { SheetName } from '../lines/sheet-columns.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import type { Place } from '../rows/next-empty.ts';
import { rowsInView, sheetOfFree, UNASSIGNED, type View } from '../views/row-sets.ts';
import type { ViewAddress } from '../views/use-view-address.ts';
import { only, otherSheet, type Shown, soleFilter } from '../views/view-state.ts';

function isOnly(shown: Shown, kind: string, value: string | null = null): boolean {
  const sole = soleFilter(shown);
  return sole?.kind === kind && sole.value === value;
}

export function useWays({ shown, setShown, looking }: ViewAddress) {
  const { cells, catalogue, setFocus } = useWorkbook();
  const has = (sheet: SheetName, which: View) => rowsInView(looking, sheet, which).length > 0;
  /** Goes to the sheet that holds a refused value, and to its cell. */
  const showDrafts = (): void => {
    const [draft] = cells.drafts();
    const place = draft && splitCellId(draft.cell);
    const row = place && catalogue.rows.get(place.row);
    setShown(only(row?.kind === 'profile' ? 'profile' : 'kpi', 'drafts'));
    if (place) setFocus(place);
  };
  /** Goes to the sheet that has reopened cells; the present one where both have. */
  const showReopened = (): void => {
    const other = otherSheet(shown.sheet);
    const sheet = !has(shown.sheet, 'reopened') && has(other, 'reopened') ? other : shown.sheet;
    if (sheet !== shown.sheet) setFocus(null);
    setShown(only(sheet, 'reopened'));
  };
  /** Shows the rows that are assigned to nobody. */
  const showFree = (): void =>
    setShown(only(sheetOfFree(looking, shown.sheet), 'entity', UNASSIGNED));
  /** To one's own rows and a cell of them, unless the address asks for something else. */
  const begin = (place: Place): void => {
    if (shown.filters.length > 0) return;
    const isProfile = catalogue.rows.get(place.row)?.kind === 'profile';
    setShown(only(isProfile ? 'profile' : 'kpi', 'mine'));
    setFocus(place);
  };
  // A button that shows what is shown would seem to be broken.
  const isReopenedShown = isOnly(shown, 'reopened') && has(shown.sheet, 'reopened');
  const showScreening = (): void => setShown(only('kpi', 'screening'));
  const isScreeningShown = isOnly(shown, 'screening');
  const isFreeShown =
    isOnly(shown, 'entity', UNASSIGNED) && sheetOfFree(looking, shown.sheet) === shown.sheet;
  return {
    showDrafts,
    showReopened,
    isReopenedShown,
    showFree,
    isFreeShown,
    showScreening,
    isScreeningShown,
    begin,
  };
}
