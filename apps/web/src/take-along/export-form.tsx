/** What of a workbook is to be in a file of one format, and in which language; the file comes as a download. */
import { Select, Text } from '@mantine/core';
import { decimalMark } from '@tallystick/domain/cells/decimal-mark';
import { yes } from '@tallystick/domain/refusals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormFrame } from '../kit/form-frame.tsx';
import { api } from '../server/api.ts';
import { byName } from '../texts/by-name.ts';
import { fileLanguage, LANGUAGES, languageName } from '../texts/language.ts';
import { numberLocale } from '../texts/locale.ts';
import { download } from './download.ts';
import type { FileFormat, FilePart, TableChoice } from './formats.ts';
import { TableChoices } from './table-choices.tsx';

export type ExportProps = {
  workbook: string;
  /** Of a locked version; null for the workbook as it stands. */
  submission: number | null;
  /** Whose rows can be taken alone; none for who is told of none. */
  entities: Iterable<{ id: string; name: string }>;
  /** The entity of who asks, which is then offered first. */
  own: string | null;
  onDone: () => void;
};

type Props = ExportProps & { format: FileFormat };

export function ExportForm({ format, workbook, submission, entities, own, onDone }: Props) {
  const { t } = useTranslation('export');
  // Who writes figures with a comma has a spreadsheet that parts fields by semicolons.
  const [table, setTable] = useState<TableChoice>({
    marks: decimalMark(numberLocale()) === ',' ? 'semicolon-comma' : 'comma-point',
    encoding: 'usual',
    labels: 'id',
  });
  const [part, setPart] = useState<FilePart>('whole');
  const [entity, setEntity] = useState<string | null>(own);
  const [language, setLanguage] = useState(fileLanguage);
  const sorted = byName(entities);
  const parts = format.parts.filter((each) => each !== 'entity' || sorted.length > 0);
  const chosen = parts.includes(part) ? part : 'whole';
  const missing = chosen === 'entity' && entity === null && t('entityMissing');
  const take = async () => {
    const path = format.path({ workbook, submission, part: chosen, entity, language, table });
    // A text may not fit the encoding; a download that is refused would only leave a broken file.
    const asked = table.encoding === 'windows-1252' ? await api.look(path) : yes(undefined);
    if (!asked.ok) return asked;
    download(path);
    onDone();
    return yes(null);
  };
  return (
    <FormFrame missing={missing} act={take} onCancel={onDone} verb={t('verb')} testId="export-take">
      {format.id === 'xlsx' && (
        <Text size="sm">{t(submission === null ? 'about' : 'aboutVersion')}</Text>
      )}
      {parts.length > 1 && (
        <Select
          label={t('part')}
          description={t(`partAbout.${chosen}`)}
          allowDeselect={false}
          value={chosen}
          onChange={(next) => next && setPart(next as FilePart)}
          data={parts.map((each) => ({ value: each, label: t(`parts.${each}`) }))}
          data-testid="export-part"
        />
      )}
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
      {format.encodings.length > 0 && (
        <TableChoices format={format} value={table} onChange={setTable} />
      )}
    </FormFrame>
  );
}
