/** The state of a query in a line: whom it waits for, since when, and until when an answer is asked for. */
import { Text } from '@mantine/core';
import { entityAsked, type Query } from '@tallystick/domain/nouns/query';
import { useTranslation } from 'react-i18next';
import { useNow } from '../kit/due.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { daysBetween, deadlineDay } from '../texts/deadline.ts';

const TONES = { open: 'warn', answered: 'good', closed: 'quiet' } as const;

/** Whom a query waits for, in words. */
export function useWaits(): (query: Query) => string {
  const { t } = useTranslation('queries');
  const { state, nameOf } = useWorkbook();
  return (query) => {
    if (query.status === 'closed') return '';
    if (query.status === 'open') {
      const entity = entityAsked(state, query);
      const name = entity === null ? undefined : state.entities.get(entity)?.name;
      return name ?? t('coordinator');
    }
    return query.assignee === null ? t('auditor') : nameOf(query.assignee);
  };
}

export function QueryState({ query }: { query: Query }) {
  const { t } = useTranslation('queries');
  const { state } = useWorkbook();
  const now = useNow();
  const waits = useWaits()(query);
  const { status, closed, due, since } = query;
  const days = Math.max(0, daysBetween(since, now, state.zone));
  const isLate = status === 'open' && due !== null && due < now;
  return (
    <div className="query-state">
      <StateMark tone={isLate ? 'bad' : TONES[status]}>
        {closed ? t(`outcomes.${closed.outcome}`) : t(`status.${status}`)}
      </StateMark>
      {status !== 'closed' && (
        <Text component="span" size="xs" c="var(--ts-muted)">
          {t('waits', { who: waits })} {t('age', { count: days })}
          {status === 'open' && due !== null && (
            <span data-late={isLate}>
              {' · '}
              {t(isLate ? 'wasDue' : 'isDue', { day: deadlineDay(due, state.zone) })}
            </span>
          )}
        </Text>
      )}
    </div>
  );
}
