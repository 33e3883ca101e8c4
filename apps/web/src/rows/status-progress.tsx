/** In the line at the bottom: how many of my rows are ready, and the way to the next empty cell. */
import { Button } from '@mantine/core';
import type { RowId } from '@tallystick/domain/cells/ids';
import { IconArrowDownRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllCells, useWorkbook } from '../live/workbook/use-workbook.ts';
import { count } from '../texts/locale.ts';
import { LifeBar } from './life-bar.tsx';
import { countLives, rowsOfOne } from './life-counts.ts';
import { askingOf, useNextEmpty } from './use-next-empty.ts';
import './rows.css';

export function StatusProgress() {
  const { t } = useTranslation('rows');
  const handle = useWorkbook();
  useAllCells();
  const { actor, catalogue, state } = handle;
  const goNext = useNextEmpty();
  // Of a locked workbook only reopened rows can be filled; without one there is nowhere to go.
  const { isMine: fills } = askingOf(handle);
  const isFillable = !state.locked || [...catalogue.rows.keys()].some((row) => fills(row as RowId));
  const isMine = actor.entity !== null;
  const rows = isMine ? rowsOfOne(handle, actor.entity ?? '') : [...catalogue.rows.keys()];
  const counts = countLives(handle, rows);
  const figures = { ready: count(counts.ready), total: count(counts.total) };
  const about = t('status.about', {
    points: count(catalogue.dataPoints.length),
    lines: count(catalogue.profile.length),
  });
  return (
    <span className="status-progress" data-testid="my-progress">
      <span title={isMine ? undefined : about}>
        {t(isMine ? 'status.mine' : 'status.all', figures)}
      </span>
      <LifeBar counts={counts} />
      {goNext && isFillable && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconArrowDownRight size={14} aria-hidden className="panel-mirrored" />}
          title={t('status.nextTip')}
          aria-keyshortcuts="Alt+N"
          onClick={goNext}
          data-testid="next-empty"
        >
          {t('status.next')}
        </Button>
      )}
    </span>
  );
}
