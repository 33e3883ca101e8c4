/** Asks why a row is not available. Own file because the reason is read by everybody, and panel and keys both ask for it. */
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import type { Refusal } from '@tallystick/domain/refusals';
import { TEXT_LIMITS } from '@tallystick/domain/text-limits';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../dialogs/dialog.tsx';
import { Notice } from '../panel/notice.tsx';
import { RefusalText } from '../panel/refusal-text.tsx';
import { useMarkRows } from './use-mark-rows.ts';

type Props = { opened: boolean; onClose: () => void; row: string; name: string };

export function NotAvailableDialog({ opened, onClose, row, name }: Props) {
  const { t } = useTranslation('rows');
  const mark = useMarkRows();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const say = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return;
    setBusy(true);
    const outcome = await mark([row], 'not-available', reason.trim());
    setBusy(false);
    setRefusal(outcome.ok ? undefined : outcome.refusal);
    if (!outcome.ok) return;
    setReason('');
    onClose();
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={t('notAvailable.title')}>
      <form onSubmit={(event) => void say(event)}>
        <Stack gap={14}>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="sm">{t('notAvailable.about')}</Text>
          <Textarea
            label={t('notAvailable.reason')}
            description={t('notAvailable.reasonAbout')}
            required
            value={reason}
            maxLength={TEXT_LIMITS.reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            autosize
            minRows={2}
            maxRows={8}
            data-autofocus
            data-testid="not-available-reason"
          />
          {refusal && (
            <Notice tone="bad" role="alert">
              <RefusalText refusal={refusal} />
            </Notice>
          )}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {t('notAvailable.cancel')}
            </Button>
            <Button
              type="submit"
              loading={busy}
              disabled={reason.trim() === ''}
              data-testid="not-available-confirm"
            >
              {t('notAvailable.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
