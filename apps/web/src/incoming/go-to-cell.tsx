/** The way from a line of the file to its cell. */
import { type CellId, splitCellId } from '@tallystick/domain/cells/ids';
import { useTranslation } from 'react-i18next';
import { useCellWords } from '../lines/told.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';

/** `isInRow`: the row is named above it, so its column is enough. */
export function GoToCell({ cell, isInRow = false }: { cell: CellId; isInRow?: boolean }) {
  const { t } = useTranslation('incoming');
  const { catalogue, setFocus } = useWorkbook();
  const nameOf = useCellWords(catalogue);
  return (
    <button
      type="button"
      className="incoming-go"
      onClick={() => setFocus(splitCellId(cell) ?? null)}
      aria-label={t('go', { name: nameOf(cell, true) })}
    >
      {nameOf(cell, !isInRow)}
    </button>
  );
}
