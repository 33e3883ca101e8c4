/** Corrects the heading of the open workbook: city, title, due date, time zone. */
import { Text } from '@mantine/core';
import { no } from '@tallystick/domain/refusals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormFrame } from '../kit/form-frame.tsx';
import { sayDone } from '../kit/say-done.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { HeadingFields, useHeadingNeeds } from './heading-fields.tsx';
import { draftOf, headingOf } from './heading.ts';

export function SettingsForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('people');
  const { state, command } = useWorkbook();
  const [draft, setDraft] = useState(() => draftOf(state));
  const heading = headingOf(draft);
  const needs = useHeadingNeeds(draft);
  const save = async () => {
    if (heading === undefined) return no('bad-request');
    const outcome = await command({ type: 'correct-workbook', ...heading });
    if (!outcome.ok) return outcome;
    const said = { title: t('workbook.corrected'), message: t('workbook.correctedAbout') };
    sayDone({ id: 'workbook-corrected', ...said, close: t('close'), isQuiet: true });
    onDone();
    return outcome;
  };
  return (
    <FormFrame
      fields={needs}
      act={save}
      onCancel={onDone}
      verb={t('workbook.save')}
      testId="workbook-save"
    >
      <Text size="sm">{t('workbook.correctAbout')}</Text>
      <HeadingFields draft={draft} onChange={setDraft} missing={needs.at} />
    </FormFrame>
  );
}
