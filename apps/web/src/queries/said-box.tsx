/** The box in which a question or an answer of a query is written; a failed send keeps the text and says why. */
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import type { Outcome } from '@tallystick/domain/refusals';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useBegunText } from '../live/workbook/use-begun-text.ts';
import { intoView } from '../look/into-view.ts';
import { useAct } from '../look/use-act.ts';
import { useMissing } from '../look/use-missing.ts';

type Props = {
  /** Names the unsent text. */
  about: string;
  label: string;
  action: string;
  send: (text: string) => Promise<Outcome<unknown>>;
  /** Once it was sent, or where the writer wants no more. */
  done?: () => void;
  testId: string;
  /** Whether the writer asked for the box, and so writes next. */
  isAskedFor?: boolean;
  /** More to choose beside the text. */
  children?: ReactNode;
};

export function SaidBox(props: Props) {
  const { t } = useTranslation('queries');
  const [text, change] = useBegunText(props.about);
  const { busy, refusal, run } = useAct();
  const { form, at, isWhole } = useMissing({ text: text.trim() === '' && t('missing.text') });
  const send = async () => {
    if (busy || !isWhole()) return;
    const outcome = await run(() => props.send(text.trim()));
    if (!outcome.ok) return;
    change('');
    props.done?.();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void send();
  };
  const submitted = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  return (
    <form ref={form} noValidate onSubmit={submitted}>
      <Stack gap={8} ref={props.isAskedFor ? intoView : undefined}>
        <Textarea
          label={props.label}
          description={t('keys')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          error={at('text')}
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          maxLength={TEXT_LIMITS.query}
          autosize
          minRows={2}
          maxRows={10}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- where the box was asked for by the button that it replaces
          autoFocus={props.isAskedFor}
          data-testid={`${props.testId}-text`}
        />
        {props.children}
        {refusal && (
          <Notice tone="bad" role="alert">
            <RefusalText refusal={refusal} />
            <Text size="xs">{t('kept')}</Text>
          </Notice>
        )}
        <Group justify="flex-end" gap={8}>
          {props.done && (
            <Button size="xs" variant="default" onClick={props.done}>
              {t('cancel')}
            </Button>
          )}
          <Button type="submit" size="xs" loading={busy} data-testid={`${props.testId}-send`}>
            {props.action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
