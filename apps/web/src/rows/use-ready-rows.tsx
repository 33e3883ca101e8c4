/** Says of rows that they are ready, and of the others why not. */

import { IconAlertTriangle } from '@tabler/icons-react';
import { rowLabel } from '@tallystick/domain/nouns/mark';
import { useTranslation } from 'react-i18next';
import { sayDone } from '../kit/say-done.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useRefusalSentence } from '../kit/refusal-text.tsx';
import type { Sheet } from '../spreadsheet/sheet.ts';
import { errorWords } from './error-words.ts';
import { type ReadyPlan, readyPlan } from './ready-plan.ts';
import { useMarkRows } from './use-mark-rows.ts';

/** So many rows that were left out are named; a message is no list. */
const NAMED = 3;

/** The rows that a selection of several cells touches; empty where it is one cell. */
export function selectedRows({ selection }: Sheet): string[] {
  if (!selection.isBlock()) return [];
  return [...new Set(selection.places().map(({ row }) => row))];
}

export function useReadyRows(): (rows: readonly string[]) => void {
  const { t } = useTranslation(['rows', 'readiness']);
  const handle = useWorkbook();
  const mark = useMarkRows();
  const say = useRefusalSentence();
  const tell = (title: string, message: string, isBad: boolean): void =>
    sayDone({
      id: 'row-said',
      title,
      message,
      close: t('next.close'),
      isQuiet: true,
      ...(isBad ? { icon: <IconAlertTriangle size={18} aria-hidden /> } : {}),
    });

  /** Why one row is left out. */
  const whyNot = ({ blocked: [blocked], refused: [refused] }: ReadyPlan): string => {
    if (refused) return say(refused.refusal);
    return (blocked?.errors ?? []).map((error) => errorWords(error, t)).join(' ');
  };
  /** Which of several rows are left out. */
  const leftOut = ({ blocked, refused }: ReadyPlan): string => {
    const parts: string[] = [];
    const names = blocked.slice(0, NAMED).map(({ row }) => rowLabel(handle.catalogue, row));
    if (blocked.length > NAMED) names.push(t('remind.more', { count: blocked.length - NAMED }));
    if (blocked.length > 0)
      parts.push(t('said.blockedRows', { count: blocked.length, names: names.join('; ') }));
    if (refused.length > 0) parts.push(t('said.refusedRows', { count: refused.length }));
    return parts.join(' ');
  };

  return (rows) => {
    const plan = readyPlan(handle, rows);
    const { can, already, blocked, refused } = plan;
    const isOne = rows.length === 1;
    const message = isOne ? whyNot(plan) : leftOut(plan);
    if (can.length === 0) {
      if (blocked.length > 0) tell(t('said.blocked'), message, true);
      else if (refused.length > 0) tell(t('said.refused'), message, true);
      else if (already.length > 0) tell(t('said.already', { count: already.length }), '', false);
      return;
    }
    void mark(can, 'ready').then((outcome) => {
      if (!outcome.ok) tell(t('said.refused'), say(outcome.refusal), true);
      else tell(t('said.ready', { count: can.length }), message, message !== '');
    });
  };
}
