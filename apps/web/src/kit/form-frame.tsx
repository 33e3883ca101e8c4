/** The frame of a form in a dialog: its fields, why it was not taken, the way back, and one button with a verb. */
import { Button, Group, Stack, Text } from '@mantine/core';
import type { Outcome } from '@tallystick/domain/refusals';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useAct } from '../look/use-act.ts';
import type { Asked } from '../look/use-missing.ts';
import { useTranslation } from 'react-i18next';
import { Notice } from './notice.tsx';
import { RefusalText } from './refusal-text.tsx';
import './dialogs.css';

type Props = {
  /** What is to be done first, as a sentence; said once the button was pressed, as a grey button would not tell. */
  missing?: string | false;
  /** In the place of `missing` where the fields say it themselves. */
  fields?: Pick<Asked, 'form' | 'isWhole'>;
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

/** The first field that must be filled in and is not. */
function firstEmpty(form: HTMLFormElement | null): HTMLElement | undefined {
  const needed = form?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'input[required], textarea[required]',
  );
  return [...(needed ?? [])].find(({ value }) => value.trim() === '');
}

export function FormFrame(props: Props) {
  const {
    missing = false,
    fields,
    act,
    onCancel,
    verb,
    testId,
    colour,
    beginsAtCancel,
    children,
  } = props;
  const { t } = useTranslation('people');
  const { busy, refusal, run, forget } = useAct();
  const [isAsked, setAsked] = useState(false);
  const own = useRef<HTMLFormElement>(null);
  const form = fields?.form ?? own;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (fields?.isWhole() === false) return forget();
    if (missing !== false) {
      setAsked(true);
      forget();
      firstEmpty(form.current)?.focus();
      return;
    }
    setAsked(false);
    await run(() => act());
  };
  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)}>
      <Stack gap={14}>
        {children}
        {isAsked && missing !== false && (
          <Notice tone="bad" role="alert" testId={`${testId}-missing`}>
            <Text size="sm">{missing}</Text>
          </Notice>
        )}
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
