/** What the lock's dialog says of the states of rows: the bar, its figures, and that some were never called ready. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAllCells, useWorkbook } from '../live/workbook/use-workbook.ts';
import { count } from '../texts/locale.ts';
import { useAbsenceWords } from '../lines/absence-words.ts';
import { LifeBar, useLifeWords } from './life-bar.tsx';
import { countLives } from './life-counts.ts';

export function LockRows() {
  const { t } = useTranslation('rows');
  const handle = useWorkbook();
  useAllCells();
  const words = useLifeWords();
  const counts = countLives(handle, handle.catalogue.rows.keys());
  return (
    <div data-testid="lock-rows">
      <LifeBar counts={counts} isWritten />
      <Text size="sm">{words(counts)}</Text>
      <Text size="sm" c="var(--ts-muted)">
        {t('status.about', {
          points: count(handle.catalogue.dataPoints.length),
          lines: count(handle.catalogue.profile.length),
        })}
      </Text>
      {counts['in-progress'] > 0 && (
        <Text size="sm" c="var(--ts-muted)">
          {t('lock.inProgress', { count: counts['in-progress'] })}
        </Text>
      )}
    </div>
  );
}

/** Behind a missing data point: that it is not available, and why. */
export function WhyMissing({ row }: { row: string }) {
  const { t } = useTranslation('rows');
  const { state } = useWorkbook();
  const absenceWords = useAbsenceWords();
  const mark = state.marks.get(row as never);
  if (mark?.as !== 'not-available') return null;
  return (
    <Text component="span" size="xs" c="var(--ts-muted)" data-testid="lock-why">
      {' '}
      {t('lock.why', { reason: absenceWords(mark) })}
    </Text>
  );
}

/** How many of the missing data points are empty, and how many not available. */
export function MissingKinds({ rows }: { rows: readonly string[] }) {
  const { t } = useTranslation('rows');
  const counts = countLives(useWorkbook(), rows);
  return (
    <Text size="sm" data-testid="lock-kinds">
      {t('lock.missing', {
        empty: count(counts.empty),
        inProgress: count(counts['in-progress']),
        notAvailable: count(counts['not-available']),
      })}
    </Text>
  );
}
