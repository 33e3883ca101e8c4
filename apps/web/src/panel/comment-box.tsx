/** The box in which a comment or a reply is written. Ctrl+Enter sends; a failed send keeps the text and says why. */
import { Button, Group, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import type { Audience } from '@tallystick/domain/events';
import type { Outcome } from '@tallystick/domain/refusals';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { type KeyboardEvent, type Ref, useId } from 'react';
import { useAct } from '../look/use-act.ts';
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
  const hint = useId();

  const send = async () => {
    const said = text.trim();
    if (said === '' || sending) return;
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

  return (
    <Stack gap={8}>
      <Textarea
        ref={box}
        label={props.label}
        placeholder={props.placeholder}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        maxLength={TEXT_LIMITS.comment}
        autosize
        minRows={2}
        maxRows={10}
        aria-describedby={hint}
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
      <Group justify="space-between" gap={8}>
        <Text id={hint} size="xs" c="var(--ts-muted)">
          {t('comments.keys')}
        </Text>
        <Button
          size="xs"
          loading={sending}
          disabled={text.trim() === ''}
          onClick={() => void send()}
          data-testid={`${props.testId}-send`}
        >
          {props.action}
        </Button>
      </Group>
    </Stack>
  );
}
