/** The button that prints, where people look for it: in the line above the sheet, and among what a workbook is taken along as. */
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';

/** Held: a step to another cell draws the tools around it anew, and not this. */
export const PrintButton = memo(function PrintButton() {
  const { t } = useTranslation('paper');
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      leftSection={<IconPrinter size={16} />}
      className="ts-tool ts-tool-known"
      aria-label={t('print')}
      title={t('printLong')}
      onClick={() => window.print()}
      data-testid="print"
    >
      {t('print')}
    </Button>
  );
});
