/** The fields of a workbook's heading: for a new one, and for one that is corrected. */
import { Group, Select, TextInput } from '@mantine/core';
import { NAME_CHARS_MAX } from '@tallystick/protocol/limits';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { zoneWords } from '../texts/deadline.ts';
import { type HeadingDraft, zonesWith } from './heading.ts';

type Props = { draft: HeadingDraft; onChange: (draft: HeadingDraft) => void };

export function HeadingFields({ draft, onChange }: Props) {
  const { t } = useTranslation('people');
  const zones = useMemo(() => zonesWith(draft.zone), [draft.zone]);
  const text = (field: keyof HeadingDraft) => ({
    value: draft[field],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      onChange({ ...draft, [field]: event.currentTarget.value }),
    'data-testid': `workbook-${field}`,
  });
  return (
    <>
      <TextInput
        label={t('workbook.city')}
        required
        maxLength={NAME_CHARS_MAX}
        dir="auto"
        data-autofocus
        {...text('city')}
      />
      <TextInput
        label={t('workbook.title')}
        required
        maxLength={NAME_CHARS_MAX}
        dir="auto"
        {...text('title')}
      />
      <Group gap={12} align="flex-start" wrap="wrap">
        <TextInput
          className="panel-grow"
          label={t('workbook.due')}
          description={t('workbook.dueAbout')}
          type="date"
          {...text('day')}
        />
        <TextInput
          label={t('workbook.hour')}
          description={t('workbook.hourAbout')}
          type="time"
          required={draft.day !== ''}
          {...text('hour')}
        />
      </Group>
      <Select
        label={t('workbook.zone')}
        description={t('workbook.zoneAbout')}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('workbook.noSuchZone')}
        limit={100}
        value={draft.zone}
        onChange={(zone) => zone && onChange({ ...draft, zone })}
        data={zones.map((zone) => ({ value: zone, label: zoneWords(zone) }))}
        data-testid="workbook-zone"
      />
    </>
  );
}
