/** The box in which a comment or a reply is written. Ctrl+Enter sends; a failed send keeps the text and says why. */
import { Button, Group, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import type { Audience } from '@tallystick/domain/events';
import type { Outcome } from '@tallystick/domain/refusals';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import type { FormEvent, KeyboardEvent, Ref } from 'react';
import { useAct } from '../look/use-act.ts';
import { useMissing } from '../look/use-missing.ts';
import { useTranslation } from 'react-i18next';
import { FOR_WHOM } from '../live/kept/begun-texts.ts';
import { useBegunText } from '../live/workbook/use-begun-text.ts';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';

export type CommentBoxProps = {
  /** Names the unsent text: a cell or a thread. */
  about: string;
  label: string;
  placeholder: string;
  action: string;
  /** Whether the writer may choose to speak to the audit side alone. */
  mayChooseAudience: boolean;
  send: (text: string, audience: Audience) => Promise<Outcome<unknown>>;
  testId: string;
  /** The element that is written into. */
  box?: Ref<HTMLTextAreaElement>;
};

export function CommentBox({ box, ...props }: CommentBoxProps) {
  const { t } = useTranslation('panel');
  const [text, change] = useBegunText(props.about);
  // Kept with the text: words begun for the audit side alone must never come back addressed to everybody.
  const [kept, keepAudience] = useBegunText(`${props.about}${FOR_WHOM}`);
  const audience: Audience = kept === 'audit' && props.mayChooseAudience ? 'audit' : 'members';
  const { busy: sending, refusal, run } = useAct();
  const said = text.trim();
  const { form, at, isWhole } = useMissing({ text: said === '' && t('comments.missing') });

  const send = async () => {
    if (sending || !isWhole()) return;
    const outcome = await run(() => props.send(said, audience));
    if (!outcome.ok) return;
    change('');
    keepAudience('');
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
      <Stack gap={8}>
        <Textarea
          ref={box}
          label={props.label}
          description={t('comments.keys')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          error={at('text')}
          placeholder={props.placeholder}
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          maxLength={TEXT_LIMITS.comment}
          autosize
          minRows={2}
          maxRows={10}
          data-testid={`${props.testId}-text`}
        />
        {props.mayChooseAudience && (
          <SegmentedControl
            size="xs"
            fullWidth
            value={audience}
            onChange={(value) => keepAudience(value === 'audit' ? 'audit' : '')}
            aria-label={t('comments.audience')}
            data={[
              { value: 'members', label: t('comments.members') },
              { value: 'audit', label: t('comments.audit') },
            ]}
          />
        )}
        {refusal && (
          <Notice tone="bad" role="alert">
            <RefusalText refusal={refusal} />
            <Text size="xs">{t('comments.kept')}</Text>
          </Notice>
        )}
        <Group justify="flex-end" gap={8}>
          <Button type="submit" size="xs" loading={sending} data-testid={`${props.testId}-send`}>
            {props.action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
