/**
 * Opening a workbook: city, title, due date. For administrators, on the page of workbooks.
 * Own file because that page is for everybody and this form for few.
 */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Refusal } from '@tallystick/domain/refusals';
import { NAME_CHARS_MAX } from '@tallystick/protocol/limits';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../dialogs/dialog.tsx';
import { api } from '../live/api.ts';
import '../panel/panel.css';
import { Notice } from '../panel/notice.tsx';
import { RefusalText } from '../panel/refusal-text.tsx';
import { navigate } from '../routes.ts';

export function NewWorkbook() {
  const { t } = useTranslation('people');
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={open}
        data-testid="workbook-new"
      >
        {t('workbook.new')}
      </Button>
      <Dialog opened={opened} onClose={close} title={t('workbook.new')}>
        <Form onCancel={close} />
      </Dialog>
    </>
  );
}

/** The last millisecond of a day typed as `2026-03-14`, in the reader's own time zone; null for none. */
export function endOfDay(day: string): number | null {
  const at = new Date(`${day}T23:59:59.999`).getTime();
  return day === '' || Number.isNaN(at) ? null : at;
}

function Form({ onCancel }: { onCancel: () => void }) {
  const { t } = useTranslation('people');
  const [city, setCity] = useState('');
  const [title, setTitle] = useState(() =>
    t('workbook.titleDefault', { year: new Date().getFullYear() }),
  );
  const [due, setDue] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const ready = city.trim() !== '' && title.trim() !== '';
  const create = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    const outcome = await api.post<{ workbook: string }>('/api/workbooks', {
      city: city.trim(),
      title: title.trim(),
      due: endOfDay(due),
    });
    setBusy(false);
    if (outcome.ok) navigate(`/w/${encodeURIComponent(outcome.value.workbook)}`);
    else setRefusal(outcome.refusal);
  };
  return (
    <form onSubmit={(event) => void create(event)}>
      <Stack gap={14}>
        <Text size="sm">{t('workbook.about')}</Text>
        <TextInput
          label={t('workbook.city')}
          required
          value={city}
          maxLength={NAME_CHARS_MAX}
          onChange={(event) => setCity(event.currentTarget.value)}
          data-autofocus
          data-testid="workbook-city"
        />
        <TextInput
          label={t('workbook.title')}
          required
          value={title}
          maxLength={NAME_CHARS_MAX}
          onChange={(event) => setTitle(event.currentTarget.value)}
          data-testid="workbook-title"
        />
        <TextInput
          label={t('workbook.due')}
          description={t('workbook.dueAbout')}
          type="date"
          value={due}
          onChange={(event) => setDue(event.currentTarget.value)}
          data-testid="workbook-due"
        />
        {refusal && (
          <Notice tone="bad" role="alert">
            <RefusalText refusal={refusal} />
          </Notice>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!ready} data-testid="workbook-create">
            {t('workbook.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
