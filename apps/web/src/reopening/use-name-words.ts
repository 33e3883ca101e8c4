/** Cells and rows of a reopening in words. */
import { splitCellId } from '@tallystick/domain/cells/ids';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useColumnWords } from '../lines/column-words.ts';

/** `3.1 Water supply loss: J Numerator: Volume supplied`, or the row's name with "whole row". */
export function useNameWords(): { row: (row: string) => string; name: (name: string) => string } {
  const { t } = useTranslation('reopening');
  const { catalogue } = useWorkbook();
  const columnWords = useColumnWords();
  const row = (id: string): string => {
    const found = catalogue.rows.get(id);
    if (!found) return id;
    if (found.kind === 'profile') return found.label;
    const { kpi } = found;
    const label = kpi.dataPoints.length > 1 ? ` – ${found.label}` : '';
    return `${kpi.number} ${kpi.name}${label}`;
  };
  const name = (text: string): string => {
    const parts = splitCellId(text);
    if (!parts) return t('wholeRow', { row: row(text) });
    const found = catalogue.rows.get(parts.row);
    const column = found ? columnWords(found, parts.column) : parts.column;
    return t('cell', { row: row(parts.row), column });
  };
  return { row, name };
}
