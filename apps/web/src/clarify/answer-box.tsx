/** The box in which ITU rules on a clarification, for one city or for every city. */
import { SegmentedControl, Text, Textarea } from '@mantine/core';
import type { RulingScope } from '@tallystick/domain/events';
import type { Outcome } from '@tallystick/domain/refusals';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { useId, useState } from 'react';
import { useMissing } from '../look/use-missing.ts';
import { useTranslation } from 'react-i18next';
import { FOR_WHOM } from '../live/kept/begun-texts.ts';
import { type BegunIn, useBegunTextIn } from '../live/workbook/use-begun-text.ts';
import { PanelForm, sendByKeys } from '../kit/panel-form.tsx';

type Props = {
  /** A ruling that is to be changed. */
  before?: { text: string; scope: RulingScope } | null;
  /** The ruling as it was begun and not sent; empty where it was not. */
  begun: string;
  keepBegun: (text: string) => void;
  /** Names the clarification where it is kept for which cities a ruling was begun. */
  about: string;
  begunIn: BegunIn;
  send: (text: string, scope: RulingScope) => Promise<Outcome<unknown>>;
  done: () => void;
};

export function AnswerBox({ before, begun, keepBegun, about, begunIn, send, done }: Props) {
  const { t } = useTranslation('clarify');
  const [text, setText] = useState(begun === '' ? (before?.text ?? '') : begun);
  // Kept with the text: a ruling begun for one city must never come back addressed to every city.
  const [kept, keepScope] = useBegunTextIn(begunIn, `${about}${FOR_WHOM}`);
  const scope: RulingScope = kept === 'city' || kept === 'all' ? kept : (before?.scope ?? 'city');
  const { at, ...fields } = useMissing({ text: text.trim() === '' && t('missing.ruling') });
  const hint = useId();
  const rule = async () => {
    const outcome = await send(text.trim(), scope);
    if (!outcome.ok) return outcome;
    keepBegun('');
    keepScope('');
    done();
    return outcome;
  };
  const write = (next: string): void => {
    setText(next);
    keepBegun(next === before?.text ? '' : next);
  };
  return (
    <PanelForm
      fields={fields}
      act={rule}
      onCancel={done}
      verb={t('rule')}
      testId="rule-send"
      isWritten
    >
      <Textarea
        label={t('answerLabel')}
        placeholder={t('answerPlaceholder')}
        error={at('text')}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={sendByKeys}
        maxLength={TEXT_LIMITS.clarification}
        autosize
        minRows={2}
        maxRows={10}
        data-autofocus
        data-testid="rule-text"
      />
      <SegmentedControl
        size="xs"
        fullWidth
        value={scope}
        onChange={keepScope}
        aria-label={t('scope')}
        aria-describedby={scope === 'all' ? hint : undefined}
        data={[
          { value: 'city', label: t('scopeCity') },
          { value: 'all', label: t('scopeAll') },
        ]}
        data-testid="rule-scope"
      />
      {scope === 'all' && (
        <Text id={hint} size="xs" c="var(--ts-muted)">
          {t('scopeAllAbout')}
        </Text>
      )}
    </PanelForm>
  );
}
