/** A form in the panel, small and in the place of what opened it: its fields, why it was not taken, and its buttons. */
import { Button, Group, Stack, Text } from '@mantine/core';
import type { Outcome } from '@tallystick/domain/refusals';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { intoView } from '../look/into-view.ts';
import { useAct } from '../look/use-act.ts';
import type { Asked } from '../look/use-missing.ts';
import { Notice } from './notice.tsx';
import { RefusalText } from './refusal-text.tsx';

type Props = {
  /** What its fields still need, where they may need something. */
  fields?: Pick<Asked, 'form' | 'isWhole'>;
  /** Carries it out, and closes the form where it was. A refusal is shown below the fields. */
  act: () => Promise<Outcome<unknown>>;
  /** The way back, for a form that somebody has opened. */
  onCancel?: () => void;
  verb: string;
  testId: string;
  /** Whether something was written, which a refusal does not take away. */
  isWritten?: boolean;
  /** Beside the buttons. */
  hint?: string;
  children: ReactNode;
};

export function PanelForm(props: Props) {
  const { fields, act, onCancel, verb, testId, isWritten, hint, children } = props;
  const { t } = useTranslation(['people', 'panel']);
  const { busy, refusal, run } = useAct();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || fields?.isWhole() === false) return;
    await run(act);
  };
  return (
    <form ref={fields?.form} noValidate onSubmit={(event) => void submit(event)}>
      <Stack gap={8} ref={onCancel && intoView}>
        {children}
        {refusal && (
          <Notice tone="bad" role="alert">
            <RefusalText refusal={refusal} />
            {isWritten && <Text size="xs">{t('panel:comments.kept')}</Text>}
          </Notice>
        )}
        <Group justify={hint === undefined ? 'flex-end' : 'space-between'} gap={8}>
          {hint !== undefined && (
            <Text size="xs" c="var(--ts-muted)">
              {hint}
            </Text>
          )}
          <Group gap={8}>
            {onCancel && (
              <Button size="xs" variant="default" onClick={onCancel}>
                {t('cancel')}
              </Button>
            )}
            <Button type="submit" size="xs" loading={busy} data-testid={testId}>
              {verb}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

/** In a text of several lines Enter alone begins the next: Ctrl and Enter send it. */
export const isSending = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  key === 'Enter' && (ctrlKey || metaKey);

/** For such a text that is a form's. */
export function sendByKeys(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (!isSending(event)) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
