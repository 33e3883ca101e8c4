/** Goes to the next empty cell of mine, or says that none is left. */
import { mayMarkRow } from '@tallystick/domain/nouns/mark';
import { mayEditCell, may } from '@tallystick/domain/rights';
import { useCallback, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { sayDone } from '../kit/say-done.tsx';
import { useFocusNow, useWorkbook, type WorkbookHandle } from '../live/workbook/use-workbook.ts';
import { type Asking, nextEmpty } from './next-empty.ts';
import { lifeOf } from '../live/workbook/row-lives.ts';

/** What is empty and whose, as the workbook stands now. */
export function askingOf(handle: WorkbookHandle): Asking {
  const { catalogue, cells, state, actor } = handle;
  const now = handle.now();
  return {
    catalogue,
    read: (cell) => cells.get(cell),
    lifeOf: (row) => lifeOf(handle, row),
    isMine: (row) => mayMarkRow(state, actor, { row, catalogue, now }) === undefined,
    mayEdit: (cell) => mayEditCell(state, actor, { cell, catalogue, now }) === undefined,
  };
}

/** Undefined for those who fill no row. */
export function useNextEmpty(): (() => void) | undefined {
  const { t } = useTranslation('rows');
  const handle = useWorkbook();
  const focusNow = useFocusNow();
  const latest = useRef(handle);
  useLayoutEffect(() => {
    latest.current = handle;
  });
  const go = useCallback(() => {
    const { state, actor, setFocus } = latest.current;
    const next = nextEmpty(askingOf(latest.current), focusNow());
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
  }, [t, focusNow]);
  const { state, actor } = handle;
  const right = may(actor, 'mark-rows', { state });
  const isNever = ['not-your-role', 'not-a-member', 'archived'].includes(right?.code ?? '');
  return isNever ? undefined : go;
}
