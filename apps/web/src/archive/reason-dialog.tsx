/** A dialog that asks for a reason before it acts on the whole of a workbook: archiving it, or asking for its deletion. */
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import type { Outcome, Refusal } from '@tallystick/domain/refusals';
import { TEXT_LIMITS } from '@tallystick/domain/text-limits';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../dialogs/dialog.tsx';
import { Notice } from '../panel/notice.tsx';
import { RefusalText } from '../panel/refusal-text.tsx';

type Props = {
  opened: boolean;
  onClose: () => void;
  title: string;
  about: string;
  confirm: string;
  colour?: 'red';
  /** Carries it out; the dialog closes where it was. */
  act: (reason: string) => Promise<Outcome<unknown>>;
  testId: string;
};

export function ReasonDialog(props: Props) {
  const { opened, onClose, title, about, confirm, colour, act, testId } = props;
  const { t } = useTranslation('archive');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const isEmpty = reason.trim() === '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isEmpty) return;
    setBusy(true);
    const outcome = await act(reason.trim());
    setBusy(false);
    setRefusal(outcome.ok ? undefined : outcome.refusal);
    if (!outcome.ok) return;
    setReason('');
    onClose();
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap={14}>
          <Text size="sm">{about}</Text>
          <Textarea
            label={t('archive.reason')}
            description={t('archive.reasonAbout')}
            required
            value={reason}
            maxLength={TEXT_LIMITS.reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            autosize
            minRows={3}
            maxRows={10}
            data-autofocus
            data-testid={`${testId}-reason`}
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
              disabled={isEmpty}
              data-testid={`${testId}-confirm`}
              {...(colour === undefined ? {} : { color: colour })}
            >
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
