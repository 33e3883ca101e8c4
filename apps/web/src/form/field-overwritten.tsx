/**
 * Below a field: that two people set it without having seen each other, both values, one tap to put the lost one back.
 */
import { Button, Group, Text } from '@mantine/core';
import type { Refusal } from '@tallystick/domain/refusals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetSource } from '../lines/sheet-source.ts';
import { RefusalText } from '../kit/refusal-text.tsx';

export function FieldOverwritten({ source, cell }: { source: SheetSource; cell: string }) {
  const { t } = useTranslation('undo');
  const [refused, setRefused] = useState<{ cell: string; refusal: Refusal }>();
  const what = source.draft?.(cell) ? undefined : source.overwritten?.(cell);
  if (!what) return null;
  const shown = (text: string | null): string => text ?? t('overwritten.empty');
  const by = (name: string): string =>
    t('overwritten.by', { name: name === '' ? t('overwritten.someone') : name });
  const putBack = (): void => {
    const outcome = source.restoreOverwritten?.(cell);
    setRefused(outcome && !outcome.ok ? { cell, refusal: outcome.refusal } : undefined);
  };
  return (
    <div className="form-overwritten" role="status">
      <Text size="sm" fw={600}>
        {t('overwritten.title')}
      </Text>
      {what.isSeen && (
        <Text size="sm">
          {t('overwritten.seen', { name: what.wonBy || t('overwritten.someone') })}
        </Text>
      )}
      <Text size="sm">
        {t('overwritten.stands')}: <bdi translate="no">{shown(what.won)}</bdi> {by(what.wonBy)}
      </Text>
      <Text size="sm">
        {t('overwritten.lost')}: <bdi translate="no">{shown(what.lost)}</bdi> {by(what.lostBy)}
      </Text>
      {refused?.cell === cell && <RefusalText refusal={refused.refusal} />}
      <Group gap={8} mt={6}>
        <Button size="compact-sm" onClick={putBack}>
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
