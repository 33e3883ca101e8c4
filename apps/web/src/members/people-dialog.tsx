/**
 * Who takes part: the entities of the workbook and its people, in one dialog with tabs; beside them where the journal
 * is sent on.
 */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { later } from '../look/later.tsx';
import '../kit/panel.css';
import { Dialog, DialogWaiting } from '../kit/dialog.tsx';
import '../kit/dialogs.css';

const PeopleTabs = later(
  () => import('./people-tabs.tsx').then((m) => m.PeopleTabs),
  <DialogWaiting />,
);

/** The button of the head; everyone may look, those with the right may change. */
export function PeopleButton() {
  const { t } = useTranslation('people');
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        variant="default"
        size="xs"
        className="head-button"
        leftSection={<IconUsers size={16} aria-hidden />}
        onClick={open}
        data-testid="people-open"
      >
        {t('people')}
      </Button>
      <Dialog opened={opened} onClose={close} title={t('title')} size="lg">
        <PeopleTabs />
      </Dialog>
    </>
  );
}
