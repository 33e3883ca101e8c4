/** Goes to the next empty cell of mine, or says that none is left. Own file because a key and a button do the same. */
import { mayMarkRow } from '@tallystick/domain/decide-mark';
import { mayEditCell, may } from '@tallystick/domain/rights';
import { useCallback, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { sayDone } from '../dialogs/say-done.tsx';
import { useWorkbook } from '../live/use-workbook.ts';
import { nextEmpty } from './next-empty.ts';
import { lifeOf } from './row-lives.ts';

/** Undefined for those who fill no row. */
export function useNextEmpty(): (() => void) | undefined {
  const { t } = useTranslation('rows');
  const handle = useWorkbook();
  const latest = useRef(handle);
  useLayoutEffect(() => {
    latest.current = handle;
  });
  const go = useCallback(() => {
    const { catalogue, cells, state, actor, now, focus, setFocus } = latest.current;
    const at = now();
    const next = nextEmpty(
      {
        catalogue,
        read: (cell) => cells.get(cell),
        lifeOf: (row) => lifeOf(latest.current, row),
        isMine: (row) => mayMarkRow(state, actor, { row, catalogue, now: at }) === undefined,
        mayEdit: (cell) => mayEditCell(state, actor, { cell, catalogue, now: at }) === undefined,
      },
      focus,
    );
    if (next) setFocus({ row: next.row, column: next.column });
    const isNone = next === undefined;
    if (!isNone && !next.wrapped) return;
    const none = state.locked ? 'noneLocked' : actor.entity === null ? 'noneAll' : 'noneMine';
    sayDone({
      id: 'next-empty',
      title: t(isNone ? 'next.none' : 'next.wrapped'),
      message: isNone ? t(`next.${none}`) : '',
      close: t('next.close'),
      isQuiet: true,
    });
  }, [t]);
  const { state, actor } = handle;
  const right = may(actor, 'mark-rows', { state });
  return right?.code === 'not-your-role' || right?.code === 'not-a-member' ? undefined : go;
}
