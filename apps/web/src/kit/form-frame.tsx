/** The frame of a form in a dialog: its fields, why it was not taken, the way back, and one button with a verb. */
import { Button, Group, Stack } from '@mantine/core';
import type { Outcome, Refusal } from '@tallystick/domain/refusals';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from './notice.tsx';
import { RefusalText } from './refusal-text.tsx';
import './dialogs.css';

type Props = {
  /** Whether all is there that is needed; until then nothing is carried out. */
  isReady: boolean;
  /** Carries it out, and closes the dialog where it was. A refusal is shown below the fields. */
  act: () => Promise<Outcome<unknown>>;
  onCancel: () => void;
  verb: string;
  testId: string;
  colour?: 'red';
  /** The keyboard begins at the way back: for what cannot be undone. */
  beginsAtCancel?: boolean;
  children: ReactNode;
};

export function FormFrame(props: Props) {
  const { isReady, act, onCancel, verb, testId, colour, beginsAtCancel, children } = props;
  const { t } = useTranslation('people');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || busy) return;
    setBusy(true);
    const outcome = await act();
    setBusy(false);
    setRefusal(outcome.ok ? undefined : outcome.refusal);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap={14}>
        {children}
        {refusal && (
          <Notice tone="bad" role="alert">
            <RefusalText refusal={refusal} />
          </Notice>
        )}
        <Group justify="flex-end" gap={8} className="dialog-foot">
          <Button
            variant="default"
            onClick={onCancel}
            data-autofocus={beginsAtCancel ? true : undefined}
          >
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            loading={busy}
            disabled={!isReady}
            data-testid={testId}
            {...(colour === undefined ? {} : { color: colour })}
          >
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
