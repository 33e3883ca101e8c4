/** The button that takes the workbook along as a file, in the line above the sheet. */
import { useDisclosure } from '@mantine/hooks';
import { IconFileExport } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ToolButton } from '../look/tool-button.tsx';
import { ExportDialog } from './export-dialog.tsx';

/** Held: a step to another cell draws the tools around it anew, and not this. */
export const ExportButton = memo(function ExportButton() {
  const { t } = useTranslation('export');
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <ToolButton
        icon={IconFileExport}
        label={t('open')}
        title={t('openLong')}
        onClick={open}
        data-testid="export-open"
      />
      <ExportDialog submission={null} opened={opened} onClose={close} />
    </>
  );
});
