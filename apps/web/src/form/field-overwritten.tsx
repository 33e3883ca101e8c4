/**
 * Below a field: that two people set it without having seen each other, both values, one tap to put the lost one back.
 * Own file because in the grid the same hangs at the cell.
 */
import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SheetSource } from '../grid/sheet-source.ts';

export function FieldOverwritten({ source, cell }: { source: SheetSource; cell: string }) {
  const { t } = useTranslation('undo');
  const what = source.draft?.(cell) ? undefined : source.overwritten?.(cell);
  if (!what) return null;
  const shown = (text: string | null): string => text ?? t('overwritten.empty');
  const by = (name: string): string =>
    t('overwritten.by', { name: name === '' ? t('overwritten.someone') : name });
  return (
    <div className="form-overwritten" role="status">
      <Text size="sm" fw={600}>
        {t('overwritten.title')}
      </Text>
      <Text size="sm">
        {t('overwritten.stands')}: <bdi>{shown(what.won)}</bdi> {by(what.wonBy)}
      </Text>
      <Text size="sm">
        {t('overwritten.lost')}: <bdi>{shown(what.lost)}</bdi> {by(what.lostBy)}
      </Text>
      <Group gap={8} mt={6}>
        <Button size="compact-sm" onClick={() => source.restoreOverwritten?.(cell)}>
          {what.lost === null
            ? t('overwritten.clear')
            : t('overwritten.restore', { value: what.lost })}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => source.putOverwrittenAside?.(cell)}
        >
          {what.won === null
            ? t('overwritten.keepEmpty')
            : t('overwritten.keep', { value: what.won })}
        </Button>
      </Group>
    </div>
  );
}
