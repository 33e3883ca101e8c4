/**
 * Alt+V says of the row in focus, or of each selected row, that it is verified; after a single one the keyboard is in the
 * next row that is to be judged. Where none of the shown rows is left, those that have come since are shown.
 */
import type { TFunction } from 'i18next';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { may } from '@tallystick/domain/rights';
import type { RowId } from '@tallystick/domain/cells/ids';
import { useFocusNow, useSheetSource, useWorkbook } from '../live/workbook/use-workbook.ts';
import { sayDone } from '../kit/say-done.tsx';
import { isAltShortcut } from '../kit/typed-key.ts';
import type { Place } from '../rows/next-empty.ts';
import { isElsewhere } from '../rows/use-row-keys.ts';
import { selectedRows } from '../rows/use-ready-rows.tsx';
import type { Sheet } from '../spreadsheet/sheet.ts';
import type { Judging } from '../lines/judging.ts';
import { verifyRows } from './verify-selection.tsx';

/** A letter that an open field takes for itself. */
const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** The next row below that is reported and not judged, from the top again after the last; undefined where none is left. */
function nextToJudge(rows: readonly string[], from: string, isOpen: (row: string) => boolean) {
  const at = rows.indexOf(from) + 1;
  return [...rows.slice(at), ...rows.slice(0, Math.max(at - 1, 0))].find(isOpen);
}

/** Says that nothing is left to judge: of these rows, or at all. */
function sayNoneLeft(t: TFunction<'panel'>, elsewhere: number): void {
  const where = elsewhere === 0 ? 'none' : 'noneHere';
  sayDone({
    id: 'next-to-judge',
    title: t(`nextToJudge.${where}`),
    message: elsewhere === 0 ? '' : t('nextToJudge.elsewhere', { count: elsewhere }),
    close: t('nextToJudge.close'),
    isQuiet: true,
  });
}

/** The rows of the view as they would be now, undefined for all, and the way to show them. */
type View = { passing: () => ReadonlySet<string> | undefined; again: () => void };

export function useVerdictKeys(working: Sheet, view: View): void {
  const { t } = useTranslation('panel');
  const { state, actor, results, catalogue, setFocus } = useWorkbook();
  const { judging } = useSheetSource();
  const focusNow = useFocusNow();
  const judges = may(actor, 'verify', { state }) === undefined;
  const isReported = (row: string): boolean =>
    catalogue.rows.get(row)?.kind === 'data-point' && results.get(row).status === 'reported';

  const verify = (by: Judging): void => {
    const many = selectedRows(working).filter(isReported);
    if (many.length > 0) {
      verifyRows(working, many);
      return;
    }
    const focus = focusNow();
    if (!focus) return;
    if (isReported(focus.row)) by.say(focus.row as RowId, 'yes');
    const isOpen = (row: string): boolean => isReported(row) && !by.isJudged(row as RowId);
    const next = nextToJudge(working.selection.order().rows, focus.row, isOpen);
    if (next === undefined) goFurther(focus, isOpen);
    else working.go({ row: next, column: focus.column });
  };
  const goFurther = (from: Place, isOpen: (row: string) => boolean): void => {
    const all = catalogue.dataPoints.map(({ row }) => row as string);
    const shown = view.passing();
    const next = nextToJudge(all, from.row, (row) => isOpen(row) && (shown?.has(row) ?? true));
    if (next === undefined) {
      sayNoneLeft(t, all.filter(isOpen).length);
      return;
    }
    view.again();
    setFocus({ row: next, column: from.column });
  };
  const latest = useRef(verify);
  useLayoutEffect(() => {
    latest.current = verify;
  });
  useEffect(() => {
    if (!judges || !judging) return undefined;
    const pressed = (event: KeyboardEvent): void => {
      if (!isAltShortcut(event, 'v') || isElsewhere(event.target) || isField(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current(judging);
    };
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, [judges, judging]);
}
