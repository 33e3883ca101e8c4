/**
 * Says aloud what others write where this person is: in the cell in focus, in the form in the whole row. Politely:
 * nothing that is being read is cut off.
 */
import { splitCellId } from '@tallystick/domain/cells/ids';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetSource } from '../lines/sheet-source.ts';
import { useFocus } from '../live/workbook/use-workbook.ts';
import { useColumnWords } from '../lines/column-words.ts';
import { shownText } from '../lines/formula-facts.ts';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';

type Props = { source: SheetSource; whole: boolean };

export function ChangedUnderYou({ source, whole }: Props) {
  const { t } = useTranslation('form');
  const focus = useFocus();
  const wordsOf = useColumnWords();
  const [said, setSaid] = useState('');
  useEffect(() => {
    const hear = (remote: ReadonlySet<string>): void => {
      for (const cell of remote) {
        const place = splitCellId(cell);
        const row = place && source.catalogue.rows.get(place.row);
        if (!place || !row || place.row !== focus?.row) continue;
        if (!whole && place.column !== focus.column) continue;
        const spec = cellSpec(source.catalogue, cell);
        const stored = source.get(cell);
        const value =
          spec && stored !== undefined ? shownText(source, spec, stored) : (stored ?? t('empty'));
        setSaid(t('changed', { field: wordsOf(row, place.column), value }));
      }
    };
    return source.subscribe?.((_, remote) => hear(remote));
  }, [source, focus, whole, t, wordsOf]);
  return (
    <span className="ts-hidden" role="status" data-testid="changed-under-you">
      {said}
    </span>
  );
}
