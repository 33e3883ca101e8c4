/**
 * Takes back one's own last gesture or brings it back: asks first where somebody has changed a cell since, says what
 * had to be left.
 */
import { notifications } from '@mantine/notifications';
import { splitCellId } from '@tallystick/domain/cells/ids';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../lines/cell-look.ts';
import { useCellWords } from '../lines/told.ts';
import type { Direction, Turned, Turning } from '../live/cells/gestures.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { gestureWords } from './undo-words.ts';

/** Cells that a notice names. */
const NAMED_MAX = 4;
/** Long enough to read some lines, in milliseconds. */
const SHOWN_MS = 15_000;

export type Asking = { direction: Direction; turning: Turning };

export function useTurning() {
  const { t } = useTranslation('undo');
  const { t: words } = useTranslation('grid');
  const { cells, catalogue, setFocus } = useWorkbook();
  const nameOf = useCellWords(catalogue);
  const [asking, setAsking] = useState<Asking>();
  const [said, setSaid] = useState('');

  const sayLeft = ({ cannot }: Turned): void => {
    if (cannot.length === 0) return;
    const lines = cannot
      .slice(0, NAMED_MAX)
      .map(({ cell, refusal }) =>
        t('cannot.line', { cell: nameOf(cell, true), why: sentenceOf(refusal, words) }),
      );
    const more = cannot.length - NAMED_MAX;
    if (more > 0) lines.push(t('cannot.more', { count: more }));
    notifications.show({
      id: 'undo-left',
      color: 'orange',
      title: t('cannot.title', { count: cannot.length }),
      message: lines.join('\n'),
      autoClose: SHOWN_MS,
      closeButtonProps: { 'aria-label': t('cannot.close') },
      styles: { description: { color: 'var(--ts-muted)', whiteSpace: 'pre-line' } },
    });
  };

  const finish = (direction: Direction, over: boolean): void => {
    setAsking(undefined);
    const turned = cells.turn(direction, over);
    if (!turned) return;
    const [first] = turned.writes;
    if (first) {
      const what = gestureWords(t, { kind: turned.kind, count: turned.writes.length });
      setSaid(t(direction === 'undo' ? 'undone' : 'redone', { what }));
      setFocus(splitCellId(first[0]) ?? null);
    }
    sayLeft(turned);
  };

  const turn = (direction: Direction): void => {
    const turning = cells.planned(direction);
    if (!turning) return;
    if (turning.later.length > 0) setAsking({ direction, turning });
    else finish(direction, false);
  };

  return { turn, finish, asking, cancel: () => setAsking(undefined), said };
}
