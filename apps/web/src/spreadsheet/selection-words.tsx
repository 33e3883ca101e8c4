/** Says to a screen reader how much is selected, once the hand rests. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { heightOf, widthOf } from './box.ts';
import { boxesOf } from './selection.ts';
import type { Sheet } from './sheet.ts';

/** A hand that rests this long has chosen, in milliseconds. */
const REST_MS = 700;

type Words = ReturnType<typeof useTranslation<'sheet'>>['t'];

function wordsOf({ selection }: Sheet, t: Words): string {
  if (!selection.isBlock()) return '';
  const boxes = boxesOf(selection.order(), selection.state());
  const [box] = boxes;
  if (!box) return '';
  if (boxes.length > 1)
    return t('says.ranges', { count: selection.places().length, ranges: boxes.length });
  return t('says.block', {
    rows: t('says.rows', { count: heightOf(box) }),
    columns: t('says.columns', { count: widthOf(box) }),
  });
}

export function SelectionWords({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('sheet');
  const [words, setWords] = useState('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = sheet.selection.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(() => setWords(wordsOf(sheet, t)), REST_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [sheet, t]);
  return (
    <div className="ts-hidden" aria-live="polite" data-testid="selection-words">
      {words}
    </div>
  );
}
