/** The box in which a comment or a reply is written. Ctrl+Enter sends; a failed send keeps the text and says why. */
import { SegmentedControl } from '@mantine/core';
import type { Audience } from '@tallystick/domain/events';
import type { Mentioned } from '@tallystick/domain/mentioned';
import type { Outcome } from '@tallystick/domain/refusals';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import type { RefObject } from 'react';
import { useMissing } from '../look/use-missing.ts';
import { useTranslation } from 'react-i18next';
import { FOR_WHOM } from '../live/kept/begun-texts.ts';
import { useBegunText } from '../live/workbook/use-begun-text.ts';
import { MentionArea } from '../mentions/mention-area.tsx';
import { mentionedBy } from '../mentions/mentions.ts';
import { useMentionables } from '../mentions/use-mentionables.ts';
import { PanelForm } from '../kit/panel-form.tsx';

type Said = { text: string; audience: Audience } & Mentioned;

export type CommentBoxProps = {
  /** Names the unsent text: a cell or a thread. */
  about: string;
  label: string;
  placeholder: string;
  action: string;
  /** Whether the writer may choose to speak to the audit side alone. */
  mayChooseAudience: boolean;
  /** Of a reply: whose thread it is in. */
  within?: Audience;
  send: (said: Said) => Promise<Outcome<unknown>>;
  testId: string;
  /** The element that is written into. */
  box: RefObject<HTMLTextAreaElement | null>;
};

export function CommentBox({ box, ...props }: CommentBoxProps) {
  const { t } = useTranslation('panel');
  const [text, change] = useBegunText(props.about);
  // Kept with the text: words begun for the audit side alone must never come back addressed to everybody.
  const [kept, keepAudience] = useBegunText(`${props.about}${FOR_WHOM}`);
  const audience: Audience = kept === 'audit' && props.mayChooseAudience ? 'audit' : 'members';
  const readers = props.within ?? audience;
  const all = useMentionables(readers === 'audit' ? 'read-audit-comments' : 'read-comments');
  const said = text.trim();
  const { at, ...fields } = useMissing({ text: said === '' && t('comments.missing') });

  const send = async () => {
    const outcome = await props.send({ text: said, audience, ...mentionedBy(said, all) });
    if (!outcome.ok) return outcome;
    change('');
    keepAudience('');
    return outcome;
  };

  return (
    <PanelForm
      fields={fields}
      act={send}
      verb={props.action}
      testId={`${props.testId}-send`}
      isWritten
    >
      <MentionArea
        box={box}
        all={all}
        label={props.label}
        description={t('comments.keys')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        error={at('text')}
        placeholder={props.placeholder}
        value={text}
        change={change}
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
    </PanelForm>
  );
}
