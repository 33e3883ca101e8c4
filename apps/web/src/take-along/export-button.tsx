/** The button that takes the workbook along as a file, in the line above the sheet. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileExport } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportDialog } from './export-dialog.tsx';

/** Held: a step to another cell draws the tools around it anew, and not this. */
export const ExportButton = memo(function ExportButton() {
  const { t } = useTranslation('export');
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconFileExport size={16} />}
        className="ts-tool"
        aria-label={t('open')}
        title={t('openLong')}
        onClick={open}
        data-testid="export-open"
      >
        {t('open')}
      </Button>
      <ExportDialog submission={null} opened={opened} onClose={close} />
    </>
  );
});
