/** The button that weighs filtered rows anew; its word stays where other tools are icons, as nothing else says what it does. */
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

export function LookAgain({ again }: { again: () => void }) {
  const { t } = useTranslation('views');
  return (
    <Button
      size="compact-sm"
      variant="light"
      leftSection={<IconRefresh size={16} aria-hidden />}
      aria-label={t('again.label')}
      title={t('again.tip')}
      onClick={again}
      data-testid="filter-again"
    >
      {t('again.label')}
    </Button>
  );
}
