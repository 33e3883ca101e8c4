/** What was said of a workbook as a whole, in sentences: archived, and asked to be deleted. */
import { Text } from '@mantine/core';
import { standingDeletion } from '@tallystick/domain/nouns/archive';
import { useTranslation } from 'react-i18next';
import { deadline } from '../texts/deadline.ts';
import { day } from '../texts/locale.ts';
import type { Ending } from './ending.ts';

/** Nothing for a workbook that is at work. `now`: milliseconds since 1970, UTC. */
export function EndingWords({ ending, now }: { ending: Ending; now: number }) {
  const { t } = useTranslation('archive');
  const { archived, deletion } = ending;
  if (archived === null) return null;
  const stands = standingDeletion(ending, now) !== undefined;
  const asked = deletion && { name: deletion.name, when: day(deletion.at) };
  return (
    <>
      <Text size="sm">
        {t('said', { when: day(archived.at), name: archived.name, reason: archived.reason })}
      </Text>
      {deletion && stands && (
        <Text size="sm" c="var(--ts-danger)" data-testid="deletion-asked">
          {t('asked', { ...asked, reason: deletion.reason })}{' '}
          {t('until', { until: deadline(deletion.until, ending.zone) })}
        </Text>
      )}
      {deletion && !stands && <Text size="sm">{t('lapsed', { ...asked })}</Text>}
    </>
  );
}
