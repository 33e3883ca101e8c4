/** The line above the sheet while values wait beside cells that were closed when they came: all of them, and one way on. */
import { Button } from '@mantine/core';
import { IconPencilX } from '@tabler/icons-react';
import { mayEditCell } from '@tallystick/domain/rights';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isHeldBack } from '../lines/held-back.ts';
import { useAllCells, useWorkbook } from '../live/workbook/use-workbook.ts';
import './offline.css';

/** `show` shows the rows of these values. */
export function HeldBackRibbon({ show }: { show: () => void }) {
  const { t } = useTranslation('offline');
  const { cells, state, actor, catalogue, isKnown, now } = useWorkbook();
  useAllCells();
  const [done, setDone] = useState(0);
  const held = cells.drafts().filter((draft) => isHeldBack(draft) && draft.handIn === undefined);
  if (!isKnown || held.length === 0) {
    return done > 0 && held.length === 0 ? (
      <div className="ts-hidden" role="status">
        {t('held.done', { count: done })}
      </div>
    ) : null;
  }
  const at = now();
  const open = held.filter(({ cell }) => !mayEditCell(state, actor, { cell, catalogue, now: at }));
  const again = (): void => {
    setDone(open.length);
    for (const { cell } of open) cells.retryDraft(cell);
  };
  return (
    <div className="offline-line" role="status" data-testid="held-back">
      <IconPencilX size={16} aria-hidden />
      <span className="offline-words">
        {open.length > 0
          ? t('held.open', { count: open.length })
          : t('held.closed', { count: held.length })}
      </span>
      {open.length > 0 && (
        <Button size="compact-sm" onClick={again} data-testid="held-back-again">
          {t('held.again', { count: open.length })}
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={show} data-testid="held-back-show">
        {t('held.show')}
      </Button>
    </div>
  );
}
