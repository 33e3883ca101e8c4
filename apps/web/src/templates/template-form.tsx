/** A template's map, as it was proposed or saved, shown over its file and corrected column by column. */
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { Select, TextInput } from '@mantine/core';
import type { TemplateField, TemplateMap } from '@tallystick/domain/outgoing/template-map';
import type { TemplateLine, TemplateReadingView } from '@tallystick/protocol/views-templates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormFrame } from '../kit/form-frame.tsx';
import { Notice } from '../kit/notice.tsx';
import { api } from '../server/api.ts';
import { count } from '../texts/locale.ts';
import { TemplatePreview } from './template-preview.tsx';

type Props = {
  reading: TemplateReadingView;
  /** Of which this becomes a new version; null for a new template. */
  of: TemplateLine | null;
  onDone: (saved: boolean) => void;
};

export function TemplateForm({ reading, of, onDone }: Props) {
  const { t } = useTranslation('export', { keyPrefix: 'templates' });
  const [name, setName] = useState(of?.name ?? reading.file.name.replace(/\.xls[xm]$/i, ''));
  const [map, setMap] = useState<TemplateMap>(reading.map);
  const [first] = map.tables.toSorted((a, b) => b.rows.length - a.rows.length);
  const [shown, setShown] = useState(first?.sheet ?? reading.preview[0]?.name ?? null);
  const sheet = reading.preview.find((each) => each.name === shown);
  const at = map.tables.findIndex((table) => table.sheet === shown);
  const missing =
    (map.tables.length === 0 && t('rowsMissing')) || (name.trim() === '' && t('nameMissing'));
  const save = async () => {
    const { template = null, version = 0 } = of ?? {};
    const body = { template, version, name: name.trim(), file: reading.file.hash, map };
    const saved = await api.post<TemplateLine>('/api/templates', body);
    if (saved.ok) onDone(true);
    return saved;
  };
  return (
    <FormFrame
      missing={missing}
      act={save}
      onCancel={() => onDone(false)}
      verb={t('save')}
      testId="template-save"
    >
      <TextInput
        label={t('name')}
        required
        maxLength={TEXT_LIMITS.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-testid="template-name"
      />
      {reading.leftOut.map((what) => (
        <Notice key={what} tone="warn">
          {t(what)}
        </Notice>
      ))}
      {reading.unknown.length > 0 && (
        <Notice tone="warn" testId="template-unknown">
          {t('unknown', { rows: count(reading.unknown.length) })}
        </Notice>
      )}
      <Select
        label={t('sheet')}
        allowDeselect={false}
        value={shown}
        onChange={setShown}
        data={reading.preview.map((each) => each.name)}
        data-testid="template-sheet"
      />
      {sheet && (
        <TemplatePreview
          sheet={sheet}
          table={map.tables[at]}
          onMap={(column, field) => setMap(mappedTo(map, { at, column, field }))}
        />
      )}
    </FormFrame>
  );
}

type Mapping = { at: number; column: number; field: TemplateField | null };

/** What a column was mapped to goes, and so does the column that had the field before. */
function mappedTo(map: TemplateMap, { at, column, field }: Mapping): TemplateMap {
  const tables = map.tables.map((table, index) => {
    if (index !== at) return table;
    const others = table.columns.filter((each) => each.column !== column && each.field !== field);
    const columns = field === null ? others : [...others, { column, field }];
    return { ...table, columns: columns.toSorted((a, b) => a.column - b.column) };
  });
  return { ...map, tables };
}
