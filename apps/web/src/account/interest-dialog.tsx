/** Asks somebody of the audit side, before they judge a city, whether anything stands in the way of their judgement. */
import { Radio, Stack, Text, Textarea } from '@mantine/core';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import type { Command } from '@tallystick/domain/commands';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../kit/dialog.tsx';
import { FormFrame } from '../kit/form-frame.tsx';
import { newId } from '../kit/new-id.ts';
import { api } from '../server/api.ts';

type Props = { path: string; end: (isGiven: boolean) => void };
type Choice = 'none' | 'conflict';

export function InterestDialog({ path, end }: Props) {
  const { t } = useTranslation('access');
  return (
    <Dialog opened onClose={() => end(false)} title={t('interest.title')}>
      <InterestForm path={path} end={end} />
    </Dialog>
  );
}

function InterestForm({ path, end }: Props) {
  const { t } = useTranslation(['access', 'people']);
  const [choice, setChoice] = useState<Choice>();
  const [conflict, setConflict] = useState('');
  const isUnsaid = choice === 'conflict' && conflict.trim() === '';
  const declare = async () => {
    const said = choice === 'conflict' ? conflict.trim() : '';
    const command: Command = { type: 'declare-interest', conflict: said };
    const outcome = await api.post(path, { id: newId('c'), command });
    // With a conflict the act is tried as well: its refusal says what that means.
    if (outcome.ok) end(true);
    return outcome;
  };
  return (
    <FormFrame
      missing={(choice === undefined && t('interest.missing')) || (isUnsaid && t('interest.which'))}
      act={declare}
      onCancel={() => end(false)}
      verb={t('interest.confirm')}
      testId="interest"
    >
      <Text size="sm">{t('interest.about')}</Text>
      <Radio.Group
        label={t('interest.label')}
        value={choice ?? null}
        onChange={(next) => setChoice(next === 'conflict' ? 'conflict' : 'none')}
      >
        <Stack gap={6} mt={6}>
          <Radio value="none" label={t('interest.none')} data-testid="interest-none" />
          <Radio value="conflict" label={t('interest.conflict')} data-testid="interest-conflict" />
        </Stack>
      </Radio.Group>
      {choice === 'conflict' && (
        <Textarea
          label={t('interest.which')}
          description={t('interest.whoReads')}
          required
          value={conflict}
          maxLength={TEXT_LIMITS.reason}
          onChange={(event) => setConflict(event.currentTarget.value)}
          autosize
          minRows={3}
          maxRows={10}
          dir="auto"
          data-testid="interest-text"
        />
      )}
    </FormFrame>
  );
}
