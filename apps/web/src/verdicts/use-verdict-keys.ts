/**
 * Alt+V says of the row in focus, or of each selected row, that it is verified; after a single one the keyboard is in the
 * next row that is to be judged.
 */
import { useEffect, useLayoutEffect, useRef } from 'react';
import { may } from '@tallystick/domain/rights';
import type { RowId } from '@tallystick/domain/cells/ids';
import { useFocusNow, useSheetSource, useWorkbook } from '../live/workbook/use-workbook.ts';
import { isAltShortcut } from '../kit/typed-key.ts';
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

export function useVerdictKeys(working: Sheet): void {
  const { state, actor, results, catalogue } = useWorkbook();
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
    if (next !== undefined) working.go({ row: next, column: focus.column });
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
