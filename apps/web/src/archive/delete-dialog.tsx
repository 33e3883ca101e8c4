/**
 * The second word on a deletion: what goes, what stays, the record to be taken along first, and the city's name typed.
 */
import { Anchor, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import type { Refusal } from '@tallystick/domain/refusals';
import { NAME_CHARS_MAX } from '@tallystick/protocol/limits';
import { IconDownload } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../dialogs/dialog.tsx';
import { sayDone } from '../dialogs/say-done.tsx';
import { Notice } from '../panel/notice.tsx';
import { RefusalText } from '../panel/refusal-text.tsx';
import { exportPath } from '../versions/paths.ts';
import './archive.css';
import { EndingWords } from './ending-words.tsx';
import type { Ending, Give } from './ending.ts';

const GOES = ['goesCells', 'goesSaid', 'goesVersions', 'goesPeople'] as const;
const STAYS = ['staysLog', 'staysHashes', 'staysBackups'] as const;

type Props = {
  opened: boolean;
  onClose: () => void;
  ending: Ending;
  give: Give;
  /** Whether this person may download the record. */
  mayTakeRecord: boolean;
  now: number;
};

export function DeleteDialog({ opened, onClose, ...props }: Props) {
  const { t } = useTranslation('archive');
  const title = t('delete.title', { city: props.ending.city });
  return (
    <Dialog opened={opened} onClose={onClose} title={title} size="lg">
      <Body onClose={onClose} {...props} />
    </Dialog>
  );
}

function Body({ onClose, ending, give, mayTakeRecord, now }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('archive');
  const { city, workbook } = ending;
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const isTyped = typed.trim().normalize('NFC') === city;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isTyped || ending.deletion === null) return;
    setBusy(true);
    const outcome = await give({ type: 'delete', asked: ending.deletion.number, city: typed });
    setBusy(false);
    setRefusal(outcome.ok ? undefined : outcome.refusal);
    if (!outcome.ok) return;
    const message = t('delete.doneAbout', { city });
    sayDone({ id: `deleted-${workbook}`, title: t('delete.done'), message, close: t('close') });
    onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap={14}>
        <div>
          <EndingWords ending={ending} now={now} />
        </div>
        <Notice tone="bad">{t('delete.about')}</Notice>
        <div className="archive-fate">
          <Fate title={t('delete.goes')} lines={GOES} />
          <Fate title={t('delete.stays')} lines={STAYS} />
        </div>
        {mayTakeRecord ? (
          <Anchor
            href={exportPath(workbook, 'record.zip')}
            download
            size="sm"
            data-testid="delete-record"
          >
            <IconDownload size={16} aria-hidden /> {t('delete.record')}
          </Anchor>
        ) : (
          <Text size="sm">{t('delete.noRecord')}</Text>
        )}
        <TextInput
          label={t('delete.city')}
          description={t('delete.cityAbout', { city })}
          required
          value={typed}
          maxLength={NAME_CHARS_MAX}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-testid="delete-city"
        />
        {refusal && (
          <Notice tone="bad" role="alert">
            <RefusalText refusal={refusal} />
          </Notice>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            color="red"
            loading={busy}
            disabled={!isTyped}
            data-testid="delete-confirm"
          >
            {t('delete.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Fate({ title, lines }: { title: string; lines: readonly string[] }) {
  const { t } = useTranslation('archive');
  return (
    <section>
      <Title order={3} size="h6">
        {title}
      </Title>
      <ul>
        {lines.map((line) => (
          <li key={line}>{t(`delete.${line}`)}</li>
        ))}
      </ul>
    </section>
  );
}
