/** Says of when a list is that was kept for the time without a connection. */
import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ageOf } from './age.ts';

/** `at`: milliseconds since 1970. */
export function ListAge({ at }: { at: number }) {
  const { t } = useTranslation('offline');
  const [now] = useState(Date.now);
  return (
    <Text mb="md" role="status" data-testid="list-age">
      {t('lists.seen', ageOf(at, now))}
    </Text>
  );
}
