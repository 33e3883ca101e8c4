/**
 * The keys of row life: Alt+N to the next empty cell, Alt+R says that the row is ready. They hold wherever the focus is in
 * the workbook. Own file because they are the page's, not the grid's.
 */
import { mayMarkRow } from '@tallystick/domain/decide-mark';
import type { RowId } from '@tallystick/domain/ids';
import { rowErrors } from '@tallystick/domain/readiness';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { sayDone } from '../dialogs/say-done.tsx';
import { useWorkbook } from '../live/use-workbook.ts';
import { useRefusalSentence } from '../panel/refusal-text.tsx';
import { lifeOf } from './row-lives.ts';
import { useMarkRows } from './use-mark-rows.ts';
import { useNextEmpty } from './use-next-empty.ts';

/** A key by its place too: with Alt some keyboards write another letter. */
function isAlt(event: KeyboardEvent, letter: string): boolean {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  return event.key.toLowerCase() === letter || event.code === `Key${letter.toUpperCase()}`;
}

/** A dialog or an open menu keeps the keyboard. */
const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;

export function useRowKeys(): void {
  const goNext = useNextEmpty();
  const markReady = useReadyKey();
  const latest = useRef({ goNext, markReady });
  useLayoutEffect(() => {
    latest.current = { goNext, markReady };
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (isElsewhere(event.target)) return;
      const { goNext: next, markReady: ready } = latest.current;
      const act = isAlt(event, 'n') ? next : isAlt(event, 'r') ? ready : undefined;
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    // Before the grid: an editor that is open must not take the key for a letter.
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, []);
}

/** Says that the row in focus is ready, or what is missing in it. */
function useReadyKey(): () => void {
  const { t } = useTranslation(['rows', 'readiness']);
  const handle = useWorkbook();
  const mark = useMarkRows();
  const say = useRefusalSentence();
  return () => {
    const { focus, catalogue, cells, state, actor, now } = handle;
    const row = focus?.row as RowId | undefined;
    if (row === undefined || !catalogue.rows.has(row)) return;
    const tell = (title: string, message = ''): void =>
      sayDone({ id: 'row-said', title, message, close: t('next.close'), isQuiet: true });
    const tellNot = (title: string, message: string): void => {
      const icon = <IconAlertTriangle size={18} aria-hidden />;
      sayDone({ id: 'row-said', title, message, close: t('next.close'), icon, isQuiet: true });
    };
    const refusal = mayMarkRow(state, actor, { row, catalogue, now: now() });
    if (refusal) return tellNot(t('said.refused'), say(refusal));
    if (lifeOf(handle, row) === 'ready') return tell(t('said.already'));
    const errors = rowErrors(catalogue, row, (cell) => cells.get(cell));
    if (errors.length > 0) {
      const words = errors.map(({ sentence, label }) => t(sentence, { label }));
      return tellNot(t('said.blocked'), words.join(' '));
    }
    void mark([row], 'ready').then((outcome) =>
      outcome.ok ? tell(t('said.ready')) : tellNot(t('said.refused'), say(outcome.refusal)),
    );
  };
}
