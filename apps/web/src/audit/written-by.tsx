/** Who wrote something, when, and as which version where there are several. */
import { Text } from '@mantine/core';
import type { Written } from '@tallystick/domain/audit/state';
import { useTranslation } from 'react-i18next';
import { Instant } from '../kit/instant.tsx';
import { count } from '../texts/locale.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';

type Props = {
  of: Pick<Written, 'by' | 'at'> & Partial<Pick<Written, 'versions'>>;
  /** Said before the name. */
  what?: string;
  /** The first of several versions says so as well. */
  isFormer?: boolean;
};

export function WrittenBy({ of: { by, at, versions = 1 }, what, isFormer = false }: Props) {
  const { t } = useTranslation('audit');
  const { nameOf } = useWorkbook();
  return (
    <Text size="xs" c="var(--ts-muted)">
      {what !== undefined && `${what} `}
      <bdi translate="no">{nameOf(by)}</bdi>
      {' · '}
      <Instant at={at} />
      {(versions > 1 || isFormer) && (
        <>
          {' · '}
          {t('version', { n: count(versions) })}
        </>
      )}
    </Text>
  );
}
