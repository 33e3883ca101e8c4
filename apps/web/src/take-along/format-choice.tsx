/** All the forms in which a workbook can be taken along, in one list, each with a sentence that says whom it is for. */
import { Select, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Props = { kinds: readonly string[]; value: string; onChange: (next: string) => void };

export function FormatChoice({ kinds, value, onChange }: Props) {
  const { t } = useTranslation('export');
  return (
    <Select
      label={t('format')}
      description={t(`formatAbout.${value}`)}
      allowDeselect={false}
      // The whole list is seen at once: nobody would look for a format below its edge.
      maxDropdownHeight={460}
      value={value}
      onChange={(next) => next !== null && onChange(next)}
      data={kinds.map((kind) => ({ value: kind, label: t(`formats.${kind}`) }))}
      renderOption={({ option }) => (
        <div>
          <Text size="sm" fw={option.value === value ? 650 : undefined}>
            {option.label}
          </Text>
          <Text size="xs" c="var(--ts-muted)">
            {t(`formatAbout.${option.value}`)}
          </Text>
        </div>
      )}
      data-testid="export-format"
    />
  );
}
