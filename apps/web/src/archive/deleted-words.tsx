/** That workbooks were deleted here, and when the last of them was: an empty list is not told from one that never was. */
import { Text } from '@mantine/core';
import type { AdminWorkbooks } from '@tallystick/protocol/views-people';
import { useTranslation } from 'react-i18next';
import { day } from '../texts/locale.ts';

/** Nothing where none was. */
export function DeletedWords({ deleted }: Pick<AdminWorkbooks, 'deleted'>) {
  const { t } = useTranslation('archive');
  const { count, at } = deleted;
  if (at === null) return null;
  return (
    <Text size="sm" c="var(--ts-muted)" data-testid="workbooks-deleted">
      {t('deletedSoFar', { count, when: day(at) })}
    </Text>
  );
}
