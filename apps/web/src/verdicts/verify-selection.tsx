/**
 * In the line at the bottom, while cells of several rows are selected: verifies those that are reported, not judged, and
 * were opened; of the others it says how many are still to be looked at.
 */
import { Button } from '@mantine/core';
import type { RowId } from '@tallystick/domain/cells/ids';
import { may } from '@tallystick/domain/rights';
import { IconChecks } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllCells, useSheetSource, useWorkbook } from '../live/workbook/use-workbook.ts';
import { selectedRows } from '../rows/use-ready-rows.tsx';
import type { Sheet } from '../spreadsheet/sheet.ts';
import { JUDGED } from '../lines/judging.ts';

/** Verifies rows with one gesture: one undo takes all of them back. */
export function verifyRows(working: Sheet, rows: readonly string[]): void {
  working.write(
    'fill',
    rows.map((row) => ({ row, column: JUDGED, typed: 'yes' })),
  );
}

/** To be drawn anew when the selection changes. */
export function VerifySelection({ working }: { working: Sheet }) {
  const { t } = useTranslation('panel');
  const { state, actor, catalogue, results } = useWorkbook();
  const { judging } = useSheetSource();
  useAllCells();
  if (!judging || may(actor, 'verify', { state }) !== undefined) return null;
  const rows = selectedRows(working).filter(
    (row) =>
      catalogue.rows.get(row)?.kind === 'data-point' &&
      results.get(row).status === 'reported' &&
      !judging.isJudged(row as RowId),
  );
  if (rows.length < 2) return null;
  const opened = rows.filter((row) => judging.wasOpened(row as RowId));
  const closed = rows.length - opened.length;
  if (opened.length === 0)
    return (
      <span data-testid="verify-unopened">{t('verification.unopened', { count: closed })}</span>
    );
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={<IconChecks size={14} aria-hidden />}
      aria-keyshortcuts="Alt+V"
      title="Alt + V"
      onClick={() => verifyRows(working, opened)}
      data-testid="verify-selection"
    >
      {t('verification.selection', { count: opened.length })}
      {closed > 0 && ` · ${t('verification.unopened', { count: closed })}`}
    </Button>
  );
}
