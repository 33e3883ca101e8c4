/** The last change of a cell: who and when; of one that nobody filled, which cell it is. */
import { Skeleton, Text } from '@mantine/core';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { isConnected } from '../live/room/connection.ts';
import { lastWritesOf } from '../live/cells/last-writes.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { Instant } from '../kit/instant.tsx';

/** `column`: where the cell stands in the row that is shown; the figure above may be of another one. */
export function LastChange({ cell, column }: { cell: string; column: string }) {
  const { t } = useTranslation(['panel', 'grid']);
  const { id, cells, actor, nameOf, connection } = useWorkbook();
  const { person } = actor;
  const writes = lastWritesOf(id, cells, { person, name: nameOf(person) });
  const last = useSyncExternalStore(writes.subscribe, () => writes.get(cell));
  const isAway = useSyncExternalStore(writes.subscribe, () => writes.isAway);
  const isThere = isConnected(connection);
  const isUnknown = last === undefined;
  useEffect(() => {
    if (isUnknown && isThere) void writes.ask(cell);
  }, [writes, cell, isUnknown, isThere]);

  if (last === undefined && (isAway || !isThere))
    return <Text size="sm">{t('change.unknown')}</Text>;
  if (last === undefined) return <Skeleton height={14} width="60%" my={3} />;
  if (last.at === null || last.by === null) {
    return (
      <Text size="sm" c="var(--ts-muted)" data-testid="never-filled">
        {t('change.never', { cell: t(`grid:columns.${column}`) })}
      </Text>
    );
  }
  return (
    <Text size="sm" data-testid="last-change">
      <bdi translate="no">{last.by.name}</bdi>
      {' · '}
      <Instant at={last.at} />
      {last.text === null && ` (${t('change.cleared')})`}
    </Text>
  );
}
