/**
 * Unlocking a version, with the reason that everybody will read.
 * Own file because it needs words of the head, and the lock does not.
 */
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import type { Refusal } from '@tallystick/domain/refusals';
import { TEXT_LIMITS } from '@tallystick/domain/text-limits';
import { IconLockOpen } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/use-workbook.ts';
import { Notice } from '../panel/notice.tsx';
import { RefusalText } from '../panel/refusal-text.tsx';
import { Dialog } from './dialog.tsx';
import { sayDone } from './say-done.tsx';

type Props = { opened: boolean; onClose: () => void; version: number };

export function UnlockDialog({ opened, onClose, version }: Props) {
  const { t } = useTranslation('versions');
  const { command } = useWorkbook();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const unlock = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return;
    setBusy(true);
    const outcome = await command({ type: 'unlock', reason: reason.trim() });
    setBusy(false);
    setRefusal(outcome.ok ? undefined : outcome.refusal);
    if (!outcome.ok) return;
    setReason('');
    sayDone({
      id: `unlocked-${version}`,
      title: t('unlock.done'),
      message: t('unlock.doneAbout', { version }),
      close: t('close'),
      icon: <IconLockOpen size={18} aria-hidden />,
    });
    onClose();
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={t('unlock.title', { version })}>
      <form onSubmit={(event) => void unlock(event)}>
        <Stack gap={14}>
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
          {refusal && (
            <Notice tone="bad" role="alert">
              <RefusalText refusal={refusal} />
            </Notice>
          )}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button
              type="submit"
              loading={busy}
              disabled={reason.trim() === ''}
              data-testid="unlock-confirm"
            >
              {t('unlock.confirm', { version })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
