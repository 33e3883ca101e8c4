/** The quiet banner of an archived workbook: since when, why, and for those entitled what can be done with it. */
import { Text } from '@mantine/core';
import { may } from '@tallystick/domain/rights';
import { IconArchive } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import './archive.css';
import { EndingActions } from './ending-actions.tsx';
import { EndingWords } from './ending-words.tsx';
import { useEnding } from './use-ending.ts';

/** Nothing at all while the workbook is at work. */
export function ArchivedRibbon() {
  const { t } = useTranslation('archive');
  const { state, actor, command, now } = useWorkbook();
  const ending = useEnding();
  if (ending.archived === null) return null;
  const at = now();
  return (
    <section className="archive-ribbon" aria-label={t('ribbon')} data-testid="archived-ribbon">
      <IconArchive size={18} aria-hidden />
      <div className="archive-words">
        <Text size="sm">
          <strong>{t('ribbon')}</strong>{' '}
          <Text span inherit c="var(--ts-muted)">
            {t('readOnly')}
          </Text>
        </Text>
        <EndingWords ending={ending} now={at} />
      </div>
      {may(actor, 'archive', { state }) === undefined && (
        <EndingActions
          ending={ending}
          give={command}
          me={actor.person}
          mayTakeRecord={may(actor, 'read-history', { state }) === undefined}
          now={at}
        />
      )}
    </section>
  );
}
