/** The fields of a workbook's heading: for a new one, and for one that is corrected. */
import { Group, Select, TextInput } from '@mantine/core';
import { NAME_CHARS_MAX } from '@tallystick/protocol/limits';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { zoneWords } from '../texts/deadline.ts';
import { type Asked, useMissing } from '../look/use-missing.ts';
import { type HeadingDraft, lacking, zonesWith } from './heading.ts';

type Needed = 'city' | 'title' | 'hour';

/** What a heading still needs, for its form and its fields. */
export function useHeadingNeeds(draft: HeadingDraft): Asked<Needed> {
  const { t } = useTranslation('people');
  const lacks = lacking(draft);
  return useMissing({
    city: lacks.city && t('missing.city'),
    title: lacks.title && t('missing.title'),
    hour: lacks.hour && t('missing.hour'),
  });
}

type Props = {
  draft: HeadingDraft;
  onChange: (draft: HeadingDraft) => void;
  /** What is missing of a field, once somebody has asked. */
  missing: (field: Needed) => string | false;
};

export function HeadingFields({ draft, onChange, missing }: Props) {
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
        error={missing('city')}
        required
        maxLength={NAME_CHARS_MAX}
        dir="auto"
        data-autofocus
        {...text('city')}
      />
      <TextInput
        label={t('workbook.title')}
        error={missing('title')}
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
          error={missing('hour')}
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
