/** What the screening found in all, over the rows that it found something at, with what is about no single row. */
import { Button, Text } from '@mantine/core';
import { may } from '@tallystick/domain/rights';
import { IconListSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useScreening, WHOLE } from '../live/workbook/use-screening.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { Dismiss, DismissedResults } from './dismissing.tsx';
import { sentenceOf, whyOf } from './result-words.ts';
import './screening.css';

/** Nothing at all for those who may not know of it, and before the answer is there. */
export function ScreeningRibbon() {
  const { t } = useTranslation(['screening', 'panel', 'rules', 'shell', 'grid']);
  const { state, actor } = useWorkbook();
  const { value, isRefused, again } = useScreening();
  if (may(actor, 'read-screening', { state }) !== undefined) return null;
  if (isRefused)
    return (
      <div className="screening-ribbon" role="status" data-testid="screening-ribbon">
        <Text size="sm">{t('ribbon.unknown')}</Text>
        <Button size="compact-sm" variant="default" onClick={() => void again()}>
          {t('ribbon.again')}
        </Button>
      </div>
    );
  if (!value) return null;
  const { results, last } = value;
  const grave = results.filter(({ severity }) => severity === 'investigate').length;
  return (
    <section
      className="screening-ribbon"
      aria-label={t('title')}
      role="status"
      data-testid="screening-ribbon"
    >
      <IconListSearch size={16} aria-hidden />
      <Text size="sm" component="div" className="screening-words">
        <strong>{t('ribbon.open', { count: results.length })}</strong>
        {grave > 0 && <span>{t('ribbon.grave', { count: grave })}</span>}
        <span className="ts-muted">
          {last
            ? t('ribbon.last', { title: last.title, version: last.submission })
            : t('ribbon.noLast')}
        </span>
        {value.byRow.get(WHOLE)?.map((result) => (
          <span key={result.id} title={whyOf(result, t)} data-testid="screening-whole">
            {sentenceOf(result, t)} <Dismiss result={result} />
          </span>
        ))}
        <DismissedResults dismissed={value.dismissed.get(WHOLE) ?? []} />
      </Text>
    </section>
  );
}
