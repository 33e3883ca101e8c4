/** A due date in words. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { daysBetween, deadline, deadlineDay, ownZone } from '../texts/deadline.ts';

/** Milliseconds between two looks at the calendar: a page stays open for days. */
const LOOK_MS = 60_000;

/** Milliseconds since 1970, moved on while the page is open and when it is looked at again. */
export function useNow(): number {
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

type Props = { due: number; zone: string | null };

/** The whole deadline with the days that are left. */
function useDueWords({ due, zone }: Props): string {
  const { t } = useTranslation('shell');
  const now = useNow();
  const days = daysBetween(now, due, zone);
  const when =
    days === 0
      ? t('workbooks.dueToday')
      : days > 0
        ? t('workbooks.dueIn', { count: days })
        : t('workbooks.dueAgo', { count: -days });
  return `${t('workbooks.due', { date: deadline(due, zone) })} (${when})`;
}

/** `Due 14 Mar 2026, 18:00 GMT+2 (in 38 days)`, on the clock of the city's zone. */
export function Due({ due, zone }: { due: number | null; zone: string | null }) {
  const { t } = useTranslation('shell');
  return due === null ? <>{t('workbooks.noDue')}</> : <DueWhole due={due} zone={zone} />;
}

/** `Due 14 Mar`, and the rest where it is asked for. */
export function DueShort(props: Props) {
  const { t } = useTranslation('shell');
  const words = useDueWords(props);
  return (
    <span title={words}>{t('workbooks.due', { date: deadlineDay(props.due, props.zone) })}</span>
  );
}

function DueWhole({ due, zone }: Props) {
  const { t } = useTranslation('shell');
  const words = useDueWords({ due, zone });
  // Who lives by another clock is told what that hour is on theirs.
  const mine = deadline(due, ownZone());
  const isMine = zone === null || mine === deadline(due, zone);
  return (
    <span title={isMine ? undefined : t('workbooks.dueHere', { zone, date: mine })}>{words}</span>
  );
}
