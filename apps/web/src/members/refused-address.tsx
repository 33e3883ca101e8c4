/** Beside a member whose last mail was refused: since when, and what the mail server said. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Instant } from '../kit/instant.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import type { Refused } from './use-refused-addresses.ts';

export function RefusedAddress({ refused }: { refused: Refused }) {
  const { t } = useTranslation('people');
  return (
    <div data-testid="refused-address">
      <StateMark tone="warn">{t('refusedMail.mark')}</StateMark>
      <Text size="xs" c="var(--ts-muted)">
        {t('refusedMail.about')} <Instant at={refused.at} />
      </Text>
      {refused.answer !== '' && (
        <Text size="xs" dir="auto" translate="no">
          {refused.answer}
        </Text>
      )}
    </div>
  );
}
