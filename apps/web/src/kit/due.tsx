/** A due date in words. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { daysBetween, deadline, ownZone } from '../texts/deadline.ts';

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

/** `Due 14 Mar 2026, 18:00 GMT+2 (in 38 days)`, on the clock of the city's zone. */
export function Due({ due, zone }: { due: number | null; zone: string | null }) {
  const { t } = useTranslation('shell');
  const now = useNow();
  if (due === null) return <>{t('workbooks.noDue')}</>;
  const days = daysBetween(now, due, zone);
  const when =
    days === 0
      ? t('workbooks.dueToday')
      : days > 0
        ? t('workbooks.dueIn', { count: days })
        : t('workbooks.dueAgo', { count: -days });
  const words = `${t('workbooks.due', { date: deadline(due, zone) })} (${when})`;
  // Who lives by another clock is told what that hour is on theirs.
  const mine = deadline(due, ownZone());
  const isMine = zone === null || mine === deadline(due, zone);
  return (
    <span title={isMine ? undefined : t('workbooks.dueHere', { zone, date: mine })}>{words}</span>
  );
}
