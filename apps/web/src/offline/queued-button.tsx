/**
 * In the status line: how many commands wait or were refused, and the list of them. They must be found also when the
 * cell that they are about is not in focus.
 */
import { Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../kit/dialog.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import './offline.css';
import { QueuedHere } from './queued-list.tsx';
import { SaveWaiting } from './save-waiting.tsx';

const everything = (): boolean => true;

export function QueuedButton() {
  const { t } = useTranslation('offline');
  const { queued } = useWorkbook();
  const [opened, { open, close }] = useDisclosure(false);
  const refused = queued.filter(({ refusal }) => refusal !== undefined).length;
  const waiting = queued.length - refused;
  const words = [
    ...(waiting > 0 ? [t('waitingShort', { count: waiting })] : []),
    ...(refused > 0 ? [t('refusedShort', { count: refused })] : []),
  ];
  return (
    <>
      {queued.length > 0 && (
        <button
          type="button"
          className="queued-open"
          data-refused={refused > 0}
          onClick={open}
          data-testid="queued-open"
        >
          <IconClock size={14} aria-hidden />
          {words.join(' · ')}
        </button>
      )}
      <Dialog opened={opened} onClose={close} title={t('list')}>
        <Text size="sm" mb="sm">
          {t(queued.length > 0 ? 'about' : 'none')}
        </Text>
        <QueuedHere isHere={everything} />
        {queued.length > 0 && (
          <Group mt="sm">
            <SaveWaiting />
          </Group>
        )}
      </Dialog>
    </>
  );
}
