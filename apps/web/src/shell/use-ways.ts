/** Where the notices above the sheet and the line below it lead: to the rows that they speak of. */
import { splitCellId } from '@tallystick/domain/cells/ids';
import type { SheetName } from '../lines/sheet-columns.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import type { Place } from '../rows/next-empty.ts';
import { rowsInView } from '../views/row-sets.ts';
import type { ViewAddress } from '../views/use-view-address.ts';
import { only, otherSheet } from '../views/view-state.ts';

export function useWays({ shown, setShown, looking }: ViewAddress) {
  const { cells, catalogue, setFocus } = useWorkbook();
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
    const has = (sheet: SheetName) => rowsInView(looking, sheet, 'reopened').length > 0;
    const other = otherSheet(shown.sheet);
    const sheet = !has(shown.sheet) && has(other) ? other : shown.sheet;
    if (sheet !== shown.sheet) setFocus(null);
    setShown(only(sheet, 'reopened'));
  };
  /** To one's own rows and a cell of them, unless the address asks for something else. */
  const begin = (place: Place): void => {
    if (shown.filters.length > 0) return;
    const isProfile = catalogue.rows.get(place.row)?.kind === 'profile';
    setShown(only(isProfile ? 'profile' : 'kpi', 'mine'));
    setFocus(place);
  };
  return { showDrafts, showReopened, begin };
}
