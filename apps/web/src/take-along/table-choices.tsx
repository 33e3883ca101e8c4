/** How a table is written: what parts its fields, its decimal mark, its encoding, and whether names stand beside codes. */
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type FileFormat, MARKS, type TableChoice } from './formats.ts';

type Props = {
  format: FileFormat;
  value: TableChoice;
  onChange: (next: TableChoice) => void;
};

export function TableChoices({ format, value, onChange }: Props) {
  const { t } = useTranslation('export');
  const change = (part: Partial<TableChoice>): void => onChange({ ...value, ...part });
  return (
    <>
      <Select
        label={t('marks')}
        description={t('marksAbout')}
        allowDeselect={false}
        value={value.marks}
        onChange={(next) => next && change({ marks: next as TableChoice['marks'] })}
        data={Object.keys(MARKS).map((each) => ({ value: each, label: t(`marksOf.${each}`) }))}
        data-testid="export-marks"
      />
      <Select
        label={t('encoding')}
        allowDeselect={false}
        value={value.encoding}
        onChange={(next) => next && change({ encoding: next as TableChoice['encoding'] })}
        data={format.encodings.map((each) => ({ value: each, label: t(`encodings.${each}`) }))}
        data-testid="export-encoding"
      />
      {format.hasLabels && (
        <Select
          label={t('labels')}
          allowDeselect={false}
          value={value.labels}
          onChange={(next) => next && change({ labels: next as TableChoice['labels'] })}
          data={(['id', 'name'] as const).map((each) => ({
            value: each,
            label: t(`labelsOf.${each}`),
          }))}
          data-testid="export-labels"
        />
      )}
    </>
  );
}
