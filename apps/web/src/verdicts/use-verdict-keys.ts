/**
 * The keys of who judges. Alt+V says of the row in focus, or of each selected row, that it is verified; after a single one
 * the next row that is to be judged is in focus, and where none of the shown rows is left, those that have come since are
 * shown. Alt+J and Alt+K go to the next data point and the one before. Whoever has the keyboard in the panel keeps it there.
 */
import type { TFunction } from 'i18next';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
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
import { type Judging, JUDGED } from '../lines/judging.ts';
import { onceAtCell } from '../look/once-at-cell.ts';
import { useJudgingActs } from './judging-acts.ts';
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

/** A key in the panel, or a button of it, takes nobody to the sheet. */
const isInPanel = (): boolean => document.activeElement?.closest('[data-area="panel"]') !== null;

function shownOf({ passing }: View): (row: string) => boolean {
  const rows = passing();
  return (row) => rows?.has(row) ?? true;
}

/** Where its keys lead besides: the box of a verdict's reason, that of a question, and the panel itself. */
type Ways = { write: (what: 'reason' | 'query') => void; toPanel: () => void };

export function useVerdictKeys(working: Sheet, view: View, ways: Ways): void {
  const { t } = useTranslation('panel');
  const { state, actor, results, catalogue, setFocus } = useWorkbook();
  const { judging } = useSheetSource();
  const focusNow = useFocusNow();
  const judges = may(actor, 'verify', { state }) === undefined;
  const isPoint = (row: string): boolean => catalogue.rows.get(row)?.kind === 'data-point';
  const isReported = (row: string): boolean =>
    isPoint(row) && results.get(row).status === 'reported';

  const all = catalogue.dataPoints.map(({ row }) => row as string);
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
    else go({ row: next, column: focus.column });
  };
  const go = (to: Place): void => {
    if (!isInPanel()) {
      if (working.selection.order().rows.includes(to.row)) working.go(to);
      else setFocus(to);
      return;
    }
    const from = document.activeElement;
    setFocus(to);
    onceAtCell(to.column, () => {
      if (from instanceof HTMLElement && from.isConnected) from.focus();
      else ways.toPanel();
    });
  };
  const step = (by: 1 | -1): void => {
    const focus = focusNow();
    const drawn = working.selection.order().rows.filter((row) => isPoint(row));
    // A form has no sheet that would know the order of the rows.
    const rows = drawn.length > 0 ? drawn : all.filter(shownOf(view));
    const at = focus ? rows.indexOf(focus.row) : -1;
    const next = rows[at < 0 ? 0 : at + by];
    if (next !== undefined) go({ row: next, column: focus?.column ?? JUDGED });
  };
  const goFurther = (from: Place, isOpen: (row: string) => boolean): void => {
    const isShown = shownOf(view);
    const next = nextToJudge(all, from.row, (row) => isOpen(row) && isShown(row));
    if (next === undefined) {
      sayNoneLeft(t, all.filter(isOpen).length);
      return;
    }
    view.again();
    go({ row: next, column: from.column });
  };
  const judge = (): void => {
    if (judging) verify(judging);
  };
  useImperativeHandle(useJudgingActs(), () => ({ verify: judge, step }));
  useAltKeys(judges && judging !== undefined, {
    v: judge,
    j: () => step(1),
    k: () => step(-1),
    x: () => ways.write('reason'),
    a: () => ways.write('query'),
  });
}

/** Alt and a letter, wherever the focus is in the workbook but in a field. */
function useAltKeys(isOn: boolean, acts: Readonly<Record<string, () => void>>): void {
  const latest = useRef(acts);
  useLayoutEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    if (!isOn) return undefined;
    const pressed = (event: KeyboardEvent): void => {
      if (isElsewhere(event.target) || isField(event.target)) return;
      const act = Object.entries(latest.current).find(([key]) => isAltShortcut(event, key))?.[1];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, [isOn]);
}
