/** In the line at the bottom, while cells of several rows are selected: calls those rows ready at once. */
import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllCells, useWorkbook } from '../live/workbook/use-workbook.ts';
import type { Sheet } from '../spreadsheet/sheet.ts';
import { readyPlan } from './ready-plan.ts';
import { selectedRows, useReadyRows } from './use-ready-rows.tsx';

/** To be drawn anew when the selection changes. */
export function ReadySelection({ working }: { working: Sheet }) {
  const { t } = useTranslation('rows');
  const handle = useWorkbook();
  useAllCells();
  const makeReady = useReadyRows();
  const rows = selectedRows(working);
  if (rows.length < 2) return null;
  const { can } = readyPlan(handle, rows);
  if (can.length === 0) return null;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={<IconCheck size={14} aria-hidden />}
      title={t('block.readyTip')}
      aria-keyshortcuts="Alt+R"
      onClick={() => makeReady(rows)}
      data-testid="ready-selection"
    >
      {t('status.ready', { count: can.length })}
    </Button>
  );
}
