/** The product's mark: a tally. */
import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function Mark({ size = 22, named = true }: { size?: number; named?: boolean }) {
  const { t } = useTranslation('shell');
  return (
    <Group gap={8} wrap="nowrap">
      <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" fill="#1d4071" />
        <path
          d="M7 20.5h18M10.5 20.5v-6M15 20.5v-9M19.5 20.5v-6M23 20.5v-9M7 23.5h18"
          stroke="#fff"
          strokeWidth="2"
          strokeLinecap="round"
          fill="none"
        />
      </svg>
      {named && (
        <Text fw={700} component="span">
          {t('product')}
        </Text>
      )}
    </Group>
  );
}
