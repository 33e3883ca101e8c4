/** What the screening found in a version that was locked, in the line of news. */
import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useScreening } from '../live/workbook/use-screening.ts';

type Props = { show: () => void };

/** `12 results of the screening`, as a way to them; nothing for those who may not know of it. */
export function ScreeningLink({ show }: Props) {
  const { t } = useTranslation('screening');
  const { value } = useScreening();
  if (!value) return null;
  return (
    <Anchor
      component="button"
      type="button"
      size="sm"
      underline="always"
      onClick={show}
      data-testid="screening-news"
    >
      {t('count', { count: value.results.length })}
    </Anchor>
  );
}
