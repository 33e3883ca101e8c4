/** The column that numbers the rows. */
import type { ColDef, ValueGetterParams } from 'ag-grid-community';
import { ROW_HEAD } from '../../spreadsheet/row-head.ts';
import { LetterHeader } from './cell-painter.ts';
import type { SheetRow } from '../../lines/sheet-rows.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import type { GridContext } from './cell-painters.ts';

const WIDTH_PX = 34;

const numbered = new WeakMap<Catalogue, ReadonlyMap<string, number>>();

/** Number of each row in its sheet, from 1 in the order of the template: it stays when rows are sorted or filtered. */
function rowNumbers(catalogue: Catalogue): ReadonlyMap<string, number> {
  const known = numbered.get(catalogue);
  if (known) return known;
  const numbers = new Map<string, number>();
  for (const sheet of [catalogue.dataPoints, catalogue.profile])
    sheet.forEach(({ row }, index) => numbers.set(row, index + 1));
  numbered.set(catalogue, numbers);
  return numbers;
}

type Params = ValueGetterParams<SheetRow, string> & { context: GridContext };

export function rowHeadColumn(t: GridContext['t']): ColDef<SheetRow, string> {
  return {
    colId: ROW_HEAD,
    headerName: t('columns.row'),
    headerTooltip: t('hints.row'),
    headerComponent: LetterHeader,
    headerComponentParams: { letter: '', plain: true },
    width: WIDTH_PX,
    pinned: document.documentElement.dir === 'rtl' ? 'right' : 'left',
    resizable: false,
    suppressNavigable: true,
    cellClass: 'ts-row-head',
    cellAriaRole: 'rowheader',
    valueGetter: ({ data, context }: Params) =>
      String(rowNumbers(context.source.catalogue).get(data?.id ?? '') ?? ''),
  };
}
