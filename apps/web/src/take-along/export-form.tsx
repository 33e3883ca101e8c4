/** What of a workbook is to be in a file, in which format and language; the file comes as a download. */
import { Select, Text } from '@mantine/core';
import { yes } from '@tallystick/domain/refusals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormFrame } from '../kit/form-frame.tsx';
import { byName } from '../texts/by-name.ts';
import { LANGUAGES, languageName } from '../texts/language.ts';
import { FILE_FORMATS, type FilePart } from './formats.ts';

type Props = {
  workbook: string;
  /** Of a locked version; null for the workbook as it stands. */
  submission: number | null;
  /** Whose rows can be taken alone; none for who is told of none. */
  entities: Iterable<{ id: string; name: string }>;
  /** The entity of who asks, which is then offered first. */
  own: string | null;
  onDone: () => void;
};

export function ExportForm({ workbook, submission, entities, own, onDone }: Props) {
  const { t, i18n } = useTranslation('export');
  const [first] = FILE_FORMATS;
  const [format, setFormat] = useState(first);
  const [part, setPart] = useState<FilePart>('whole');
  const [entity, setEntity] = useState<string | null>(own);
  const [language, setLanguage] = useState(
    LANGUAGES.find((each) => i18n.language.startsWith(each)) ?? 'en',
  );
  const sorted = byName(entities);
  const parts = format.parts.filter((each) => each !== 'entity' || sorted.length > 0);
  const chosen = parts.includes(part) ? part : 'whole';
  const missing = chosen === 'entity' && entity === null && t('entityMissing');
  const take = async () => {
    download(format.path({ workbook, submission, part: chosen, entity, language }));
    onDone();
    return yes(null);
  };
  return (
    <FormFrame missing={missing} act={take} onCancel={onDone} verb={t('verb')} testId="export-take">
      <Text size="sm">{t(submission === null ? 'about' : 'aboutVersion')}</Text>
      <Select
        label={t('part')}
        description={t(`partAbout.${chosen}`)}
        allowDeselect={false}
        value={chosen}
        onChange={(next) => next && setPart(next as FilePart)}
        data={parts.map((each) => ({ value: each, label: t(`parts.${each}`) }))}
        data-testid="export-part"
      />
      {chosen === 'entity' && (
        <Select
          label={t('entity')}
          required
          searchable
          value={entity}
          onChange={setEntity}
          data={sorted.map(({ id, name }) => ({ value: id, label: name }))}
          data-testid="export-entity"
        />
      )}
      {format.hasLanguage && (
        <Select
          label={t('language')}
          description={t('languageAbout')}
          allowDeselect={false}
          value={language}
          onChange={(next) => next && setLanguage(next)}
          data={LANGUAGES.map((each) => ({ value: each, label: languageName(each) }))}
          data-testid="export-language"
        />
      )}
      <Select
        label={t('format')}
        description={t(`formatAbout.${format.id}`)}
        allowDeselect={false}
        value={format.id}
        onChange={(next) => setFormat(FILE_FORMATS.find(({ id }) => id === next) ?? first)}
        data={FILE_FORMATS.map(({ id }) => ({ value: id, label: t(`formats.${id}`) }))}
        data-testid="export-format"
      />
    </FormFrame>
  );
}

/** As a link that is pressed: the server gives the file its name. */
function download(path: string): void {
  const link = document.createElement('a');
  link.href = path;
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}
