/** A dialog that asks for a reason before it acts on the whole of a workbook: unlocking, archiving, asking for deletion. */
import { Text, Textarea } from '@mantine/core';
import type { Outcome } from '@tallystick/domain/refusals';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';
import { FormFrame } from './form-frame.tsx';

type Props = {
  opened: boolean;
  onClose: () => void;
  title: string;
  about: string;
  /** The name of the field, and who reads what is written there. */
  asks: { label: string; description: string };
  confirm: string;
  colour?: 'red';
  /** Carries it out; the dialog closes where it was. */
  act: (reason: string) => Promise<Outcome<unknown>>;
  testId: string;
};

export function ReasonDialog(props: Props) {
  const { opened, onClose, title, about, asks, confirm, colour, act, testId } = props;
  const { t } = useTranslation('people');
  const [reason, setReason] = useState('');
  const submit = async () => {
    const outcome = await act(reason.trim());
    if (!outcome.ok) return outcome;
    setReason('');
    onClose();
    return outcome;
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <FormFrame
        missing={reason.trim() === '' && t('missing.reason')}
        act={submit}
        onCancel={onClose}
        verb={confirm}
        testId={`${testId}-confirm`}
        {...(colour === undefined ? {} : { colour })}
      >
        <Text size="sm">{about}</Text>
        <Textarea
          {...asks}
          required
          value={reason}
          maxLength={TEXT_LIMITS.reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={3}
          maxRows={10}
          dir="auto"
          data-autofocus
          data-testid={`${testId}-reason`}
        />
      </FormFrame>
    </Dialog>
  );
}
