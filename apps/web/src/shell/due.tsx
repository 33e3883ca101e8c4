/** A due date in words. Own file because the list of workbooks and the head of a workbook say it alike. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { day, daysUntil } from '../texts/locale.ts';

/** `Due 14 Mar 2026 (in 38 days)` */
export function Due({ due }: { due: number | null }) {
  const { t } = useTranslation('shell');
  const [now] = useState(() => Date.now());
  if (due === null) return <>{t('workbooks.noDue')}</>;
  const days = daysUntil(due, now);
  const when =
    days === 0
      ? t('workbooks.dueToday')
      : days > 0
        ? t('workbooks.dueIn', { count: days })
        : t('workbooks.dueAgo', { count: -days });
  return <>{`${t('workbooks.due', { date: day(due) })} (${when})`}</>;
}
