/** Corrects the heading of the open workbook: city, title, due date, time zone. */
import { Button, Group, Stack, Text } from '@mantine/core';
import type { Refusal } from '@tallystick/domain/refusals';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayDone } from '../dialogs/say-done.tsx';
import { useWorkbook } from '../live/use-workbook.ts';
import { Notice } from '../panel/notice.tsx';
import { RefusalText } from '../panel/refusal-text.tsx';
import { HeadingFields } from './heading-fields.tsx';
import { draftOf, headingOf } from './heading.ts';

export function SettingsForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('people');
  const { state, command } = useWorkbook();
  const [draft, setDraft] = useState(() => draftOf(state));
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const heading = headingOf(draft);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (heading === undefined) return;
    setBusy(true);
    const outcome = await command({ type: 'correct-workbook', ...heading });
    setBusy(false);
    if (!outcome.ok) return setRefusal(outcome.refusal);
    const said = { title: t('workbook.corrected'), message: t('workbook.correctedAbout') };
    sayDone({ id: 'workbook-corrected', ...said, close: t('close'), isQuiet: true });
    onDone();
  };
  return (
    <form onSubmit={(event) => void save(event)}>
      <Stack gap={14}>
        <Text size="sm">{t('workbook.correctAbout')}</Text>
        <HeadingFields draft={draft} onChange={setDraft} />
        {refusal && (
          <Notice tone="bad" role="alert">
            <RefusalText refusal={refusal} />
          </Notice>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onDone}>
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            loading={busy}
            disabled={heading === undefined}
            data-testid="workbook-save"
          >
            {t('workbook.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
