/**
 * The second word on a deletion: what goes, what stays, the record to be taken along first, and the city's name typed.
 */
import { Anchor, Text, TextInput, Title } from '@mantine/core';
import { no } from '@tallystick/domain/refusals';
import { NAME_CHARS_MAX } from '@tallystick/protocol/limits';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../kit/dialog.tsx';
import { FormFrame } from '../kit/form-frame.tsx';
import { sayDone } from '../kit/say-done.tsx';
import { Notice } from '../kit/notice.tsx';
import { recordPath } from '../addresses/version-paths.ts';
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
  const isTyped = typed.trim().normalize('NFC') === city;
  const submit = async () => {
    if (ending.deletion === null) return no('bad-request');
    const outcome = await give({ type: 'delete', asked: ending.deletion.number, city: typed });
    if (!outcome.ok) return outcome;
    const message = t('delete.doneAbout', { city });
    sayDone({ id: `deleted-${workbook}`, title: t('delete.done'), message, close: t('close') });
    onClose();
    return outcome;
  };
  return (
    <FormFrame
      missing={!(isTyped && ending.deletion !== null) && t('delete.cityMissing', { city })}
      act={submit}
      onCancel={onClose}
      verb={t('delete.confirm')}
      testId="delete-confirm"
      colour="red"
      beginsAtCancel
    >
      <div>
        <EndingWords ending={ending} now={now} />
      </div>
      <Notice tone="bad">{t('delete.about')}</Notice>
      <div className="archive-fate">
        <Fate title={t('delete.goes')} lines={GOES} />
        <Fate title={t('delete.stays')} lines={STAYS} />
      </div>
      {mayTakeRecord ? (
        <Anchor href={recordPath(workbook)} download size="sm" data-testid="delete-record">
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
    </FormFrame>
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
