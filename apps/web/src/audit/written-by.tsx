/** Who wrote something of the audit side last, when, and as which version. */
import { Text } from '@mantine/core';
import type { Written } from '@tallystick/domain/audit/state';
import { useTranslation } from 'react-i18next';
import { Instant } from '../kit/instant.tsx';
import { count } from '../texts/locale.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';

export function WrittenBy({ of }: { of: Written }) {
  const { t } = useTranslation('audit');
  const { nameOf } = useWorkbook();
  return (
    <Text size="xs" c="var(--ts-muted)">
      <bdi translate="no">{nameOf(of.by)}</bdi>
      {' · '}
      <Instant at={of.at} />
      {of.versions > 1 && (
        <>
          {' · '}
          {t('version', { n: count(of.versions) })}
        </>
      )}
    </Text>
  );
}
