/** Says by which column the rows are sorted, with the way back. */
import { Group, Text } from '@mantine/core';
import { IconArrowsSort, IconRefresh, IconRestore } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ToolButton } from '../look/tool-button.tsx';
import type { GridView } from './use-grid-view.ts';

export function OrderWords({ view }: { view: GridView }) {
  const { t } = useTranslation(['views', 'grid']);
  const { sort } = view;
  if (!sort) return null;
  return (
    <Group gap={6} wrap="nowrap" className="ts-filter">
      <Text size="sm" truncate data-testid="sort-words" className="ts-order-words">
        <IconArrowsSort size={14} aria-hidden />{' '}
        {t(`sort.by.${sort.direction}`, { column: t(`grid:columns.${sort.column}`) })}
      </Text>
      {view.isOutOfDate && (
        <ToolButton
          icon={IconRefresh}
          label={t('sort.again')}
          variant="light"
          isMarked
          title={t('sort.againTip')}
          onClick={view.sortAgain}
          data-testid="sort-again"
        />
      )}
      <ToolButton
        icon={IconRestore}
        label={t('sort.template')}
        isMarked
        onClick={() => view.setSort(null)}
        data-testid="clear-sort"
      />
    </Group>
  );
}
