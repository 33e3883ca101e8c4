/** Asks why a row is not available: a choice, the day where it is expected, and words where they help. */
import { Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { ABSENCES, type Absence } from '@tallystick/domain/events';
import { no } from '@tallystick/domain/refusals';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../kit/dialog.tsx';
import { FormFrame } from '../kit/form-frame.tsx';
import { type Said, useMarkRows } from './use-mark-rows.ts';

type Props = { opened: boolean; onClose: () => void; row: string; name: string };
type Choice = Absence | 'other';
type Form = { choice: Choice | ''; expected: string; reason: string };

const CHOICES: readonly Choice[] = [...ABSENCES, 'other'];
const EMPTY: Form = { choice: '', expected: '', reason: '' };

/** What the form says, or undefined while something in it is missing. */
function saidBy({ choice, expected, reason: written }: Form): Said | undefined {
  const reason = written.trim();
  if (choice === '' || (choice === 'other' && reason === '')) return undefined;
  if (choice === 'other') return { reason };
  if (choice !== 'expected') return { why: choice, reason };
  return expected === '' ? undefined : { why: choice, expected, reason };
}

/** What the form lacks, in the order of its fields. */
function lackOf({ choice, expected }: Form): 'choice' | 'expected' | 'reason' {
  if (choice === '') return 'choice';
  return choice === 'expected' && expected === '' ? 'expected' : 'reason';
}

export function NotAvailableDialog({ opened, onClose, row, name }: Props) {
  const { t } = useTranslation('rows');
  const mark = useMarkRows();
  const [form, setForm] = useState(EMPTY);
  const said = saidBy(form);
  const say = async () => {
    if (said === undefined) return no('bad-request');
    const outcome = await mark([row], 'not-available', said);
    if (!outcome.ok) return outcome;
    setForm(EMPTY);
    onClose();
    return outcome;
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={t('notAvailable.title')}>
      <FormFrame
        missing={said === undefined && t(`notAvailable.missing.${lackOf(form)}`)}
        act={say}
        onCancel={onClose}
        verb={t('notAvailable.confirm')}
        testId="not-available-confirm"
      >
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Text size="sm">{t('notAvailable.about')}</Text>
        <Why form={form} change={(part) => setForm((was) => ({ ...was, ...part }))} />
      </FormFrame>
    </Dialog>
  );
}

function Why({ form, change }: { form: Form; change: (part: Partial<Form>) => void }) {
  const { t } = useTranslation('rows');
  const { choice, expected, reason } = form;
  return (
    <>
      <Radio.Group
        label={t('notAvailable.why')}
        required
        value={choice}
        onChange={(value) => change({ choice: value as Choice })}
        data-testid="not-available-why"
      >
        <Stack gap={8} mt={8}>
          {CHOICES.map((each, i) => (
            <Radio
              key={each}
              value={each}
              label={t(`absence.choice.${each}`)}
              data-autofocus={i === 0 ? true : undefined}
            />
          ))}
        </Stack>
      </Radio.Group>
      {choice === 'expected' && (
        <TextInput
          type="date"
          label={t('notAvailable.expected')}
          required
          value={expected}
          onChange={(event) => change({ expected: event.currentTarget.value })}
          data-testid="not-available-expected"
        />
      )}
      <Textarea
        label={t('notAvailable.reason')}
        description={
          choice === 'other' ? t('notAvailable.reasonNeeded') : t('notAvailable.reasonAbout')
        }
        required={choice === 'other'}
        value={reason}
        maxLength={TEXT_LIMITS.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
        autosize
        minRows={2}
        maxRows={8}
        data-testid="not-available-reason"
      />
    </>
  );
}
