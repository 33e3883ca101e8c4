/**
 * The last change of a cell: who and when; asked of the server again whenever the cell's value was saved anew.
 * Own file because it is the one part of the panel that waits for an answer.
 */
import type { CellView } from '@tallystick/protocol/views';
import { Skeleton, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../live/api.ts';
import { useWorkbook } from '../live/use-workbook.ts';
import { useCellTexts, useSaveStatus } from './cell-texts.ts';
import { Instant } from './instant.tsx';

type Answer = { cell: string; view: CellView | undefined };

export function LastChange({ cell }: { cell: string }) {
  const { t } = useTranslation('panel');
  const { id } = useWorkbook();
  const text = useCellTexts([cell]).get(cell);
  const status = useSaveStatus(cell);
  const [answer, setAnswer] = useState<Answer>();

  useEffect(() => {
    if (status === 'saving') return;
    let current = true;
    const path = `/api/workbooks/${id}/cells/${encodeURIComponent(cell)}`;
    void api.get<CellView>(path).then((outcome) => {
      if (current) setAnswer({ cell, view: outcome.ok ? outcome.value : undefined });
    });
    return () => {
      current = false;
    };
  }, [id, cell, text, status]);

  if (answer?.cell !== cell) return <Skeleton height={14} width="60%" my={3} />;
  const { view } = answer;
  if (view === undefined) return <Text size="sm">{t('change.unknown')}</Text>;
  if (view.at === null || view.by === null) {
    return (
      <Text size="sm" c="var(--ts-muted)">
        {t('change.never')}
      </Text>
    );
  }
  return (
    <Text size="sm" data-testid="last-change">
      <bdi translate="no">{view.by.name}</bdi>
      {' · '}
      <Instant at={view.at} />
      {view.text === null && ` (${t('change.cleared')})`}
    </Text>
  );
}
