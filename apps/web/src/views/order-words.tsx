/** Says by which column the rows are sorted, with the way back. */
import { Button, Group, Text } from '@mantine/core';
import { IconArrowsSort, IconRefresh, IconRestore } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
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
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<IconRefresh size={16} aria-hidden />}
          className="ts-tool"
          aria-label={t('sort.again')}
          title={t('sort.againTip')}
          onClick={view.sortAgain}
          data-testid="sort-again"
        >
          {t('sort.again')}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconRestore size={16} aria-hidden />}
        className="ts-tool"
        aria-label={t('sort.template')}
        onClick={() => view.setSort(null)}
        data-testid="clear-sort"
      >
        {t('sort.template')}
      </Button>
    </Group>
  );
}
