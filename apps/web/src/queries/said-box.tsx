/** The box in which a question or an answer of a query is written; a failed send keeps the text and says why. */
import type { Mentioned } from '@tallystick/domain/mentioned';
import type { Outcome } from '@tallystick/domain/refusals';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { PanelForm } from '../kit/panel-form.tsx';
import { useBegunText } from '../live/workbook/use-begun-text.ts';
import { MentionArea } from '../mentions/mention-area.tsx';
import { mentionedBy } from '../mentions/mentions.ts';
import { useMentionables } from '../mentions/use-mentionables.ts';
import { useMissing } from '../look/use-missing.ts';

type Props = {
  /** Names the unsent text. */
  about: string;
  label: string;
  action: string;
  send: (said: { text: string } & Mentioned) => Promise<Outcome<unknown>>;
  /** Once it was sent, or where the writer wants no more. */
  done: () => void;
  testId: string;
  /** More to choose beside the text. */
  children?: ReactNode;
};

export function SaidBox({ about, label, action, send, done, testId, children }: Props) {
  const { t } = useTranslation('queries');
  const [text, change] = useBegunText(about);
  const box = useRef<HTMLTextAreaElement>(null);
  const all = useMentionables('read-queries');
  const { at, ...fields } = useMissing({ text: text.trim() === '' && t('missing.text') });
  const say = async () => {
    const said = text.trim();
    const outcome = await send({ text: said, ...mentionedBy(said, all) });
    if (!outcome.ok) return outcome;
    change('');
    done();
    return outcome;
  };
  return (
    <PanelForm
      fields={fields}
      act={say}
      onCancel={done}
      verb={action}
      testId={`${testId}-send`}
      isWritten
    >
      <MentionArea
        box={box}
        all={all}
        label={label}
        description={t('keys')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        error={at('text')}
        value={text}
        change={change}
        maxLength={TEXT_LIMITS.query}
        autosize
        minRows={2}
        maxRows={10}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the box was asked for by the button that it replaces
        autoFocus
        data-testid={`${testId}-text`}
      />
      {children}
    </PanelForm>
  );
}
