/** A due date in words. Own file because the list of workbooks and the head of a workbook say it alike. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { day, daysUntil } from '../texts/locale.ts';

/** Milliseconds between two looks at the calendar: a page stays open for days. */
const LOOK_MS = 60_000;

/** Milliseconds since 1970, moved on while the page is open and when it is looked at again. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const look = (): void => setNow(Date.now());
    const timer = setInterval(look, LOOK_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return now;
}

/** `Due 14 Mar 2026 (in 38 days)` */
export function Due({ due }: { due: number | null }) {
  const { t } = useTranslation('shell');
  const now = useNow();
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
