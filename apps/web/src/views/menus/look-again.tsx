/** The button that weighs filtered rows anew. Own file because it is there only while other rows would be shown. */
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
      className="ts-tool"
      aria-label={t('again.label')}
      title={t('again.tip')}
      onClick={again}
      data-testid="filter-again"
    >
      {t('again.label')}
    </Button>
  );
}
