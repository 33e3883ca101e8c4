/** The button beside the workbook's name that corrects it, for those who may, and its dialog. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { may } from '@tallystick/domain/rights';
import { useTranslation } from 'react-i18next';
import { ArchiveDialog, ArchiveEntry } from '../archive/archive-entry.tsx';
import { Dialog, DialogWaiting } from '../kit/dialog.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { later } from '../look/later.tsx';

const SettingsForm = later(
  () => import('./settings-form.tsx').then((m) => m.SettingsForm),
  <DialogWaiting />,
);

export function SettingsButton() {
  const { t } = useTranslation('people');
  const { state, actor } = useWorkbook();
  const [opened, { open, close }] = useDisclosure(false);
  const [archiving, archive] = useDisclosure(false);
  if (may(actor, 'correct-workbook', { state })) return null;
  return (
    <>
      <Tooltip label={t('workbook.correct')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('workbook.correct')}
          onClick={open}
          data-testid="workbook-settings"
        >
          <IconPencil size={16} />
        </ActionIcon>
      </Tooltip>
      <Dialog opened={opened} onClose={close} title={t('workbook.correct')}>
        <SettingsForm onDone={close} />
        <ArchiveEntry
          begin={() => {
            close();
            archive.open();
          }}
        />
      </Dialog>
      <ArchiveDialog opened={archiving} onClose={archive.close} />
    </>
  );
}
