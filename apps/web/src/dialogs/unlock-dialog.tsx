/**
 * Unlocking a version, with the reason that everybody will read.
 * Own file because it needs words of the head, and the lock does not.
 */
import { Text, Textarea } from '@mantine/core';
import { TEXT_LIMITS } from '@tallystick/domain/text-limits';
import { IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/use-workbook.ts';
import { Dialog } from './dialog.tsx';
import { FormFrame } from './form-frame.tsx';
import { sayDone } from './say-done.tsx';

type Props = { opened: boolean; onClose: () => void; version: number };

export function UnlockDialog({ opened, onClose, version }: Props) {
  const { t } = useTranslation('versions');
  const { command } = useWorkbook();
  const [reason, setReason] = useState('');
  const unlock = async () => {
    const outcome = await command({ type: 'unlock', reason: reason.trim() });
    if (!outcome.ok) return outcome;
    setReason('');
    sayDone({
      id: `unlocked-${version}`,
      title: t('unlock.done'),
      message: t('unlock.doneAbout', { version }),
      close: t('close'),
      icon: <IconLockOpen size={18} aria-hidden />,
    });
    onClose();
    return outcome;
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={t('unlock.title', { version })}>
      <FormFrame
        isReady={reason.trim() !== ''}
        act={unlock}
        onCancel={onClose}
        verb={t('unlock.confirm', { version })}
        testId="unlock-confirm"
      >
        <Text size="sm">{t('unlock.about', { version, next: version + 1 })}</Text>
        <Textarea
          label={t('unlock.reason')}
          description={t('unlock.reasonAbout')}
          required
          value={reason}
          maxLength={TEXT_LIMITS.reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={3}
          maxRows={10}
          data-autofocus
          data-testid="unlock-reason"
        />
      </FormFrame>
    </Dialog>
  );
}
