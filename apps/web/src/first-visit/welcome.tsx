/**
 * What a contributor meets on the first visit: their own rows, the keyboard in the first empty cell, and one sentence that
 * says for whom, how many and until when.
 */
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../history/history.css';
import { useAllCells, useFocus, useFocusNow, useWorkbook } from '../live/workbook/use-workbook.ts';
import { rowsOfOne } from '../rows/life-counts.ts';
import { nextEmpty, type Place } from '../rows/next-empty.ts';
import { askingOf } from '../rows/use-next-empty.ts';
import { deadline } from '../texts/deadline.ts';

/** `begin` shows one's own rows and goes to a cell of them. */
export function Welcome({ begin }: { begin: (place: Place) => void }) {
  const { t } = useTranslation('people');
  const handle = useWorkbook();
  const focusNow = useFocusNow();
  const [isRead, setRead] = useState(false);
  const focus = useFocus();
  useAllCells();
  /** Whether the person stands in the first empty cell: said once, until they go on. */
  const [stands, setStands] = useState<'not yet' | 'now' | 'no more'>('not yet');
  const hasBegun = useRef(false);
  const { state, actor, isKnown } = handle;
  const isFilling = actor.role === 'contributor' && actor.entity !== null && !state.locked;
  const rows = actor.entity === null ? [] : rowsOfOne(handle, actor.entity);
  useEffect(() => {
    // What is empty is known once the cells are; whoever has gone somewhere by then stays there.
    if (!isFilling || hasBegun.current || !isKnown) return;
    hasBegun.current = true;
    const place = nextEmpty(askingOf(handle), null);
    if (place && focusNow() === null) begin({ row: place.row, column: place.column });
  });
  const first =
    isFilling && isKnown && stands !== 'no more' ? nextEmpty(askingOf(handle), null) : undefined;
  const isThere = focus !== null && focus.row === first?.row && focus.column === first.column;
  if (isThere && stands === 'not yet') setStands('now');
  if (!isThere && stands === 'now') setStands('no more');
  if (!isFilling || isRead) return null;
  const { due, zone } = state;
  const about = {
    entity: state.entities.get(actor.entity as never)?.name ?? '',
    count: rows.length,
    date: due === null ? '' : deadline(due, zone),
  };
  const key = rows.length === 0 ? 'none' : due === null ? 'rows' : 'rowsDue';
  return (
    <div className="since" role="status" data-testid="welcome">
      <span>
        {t(`welcome.${key}`, about)}
        {stands === 'now' && <span data-testid="welcome-stand"> {t('welcome.stand')}</span>}
      </span>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        onClick={() => setRead(true)}
        data-testid="welcome-read"
      >
        {t('welcome.read')}
      </Button>
    </div>
  );
}
