/**
 * The clipboard's events of one sheet. They come to the page: right after Enter the focus is for a moment nowhere, and
 * what is copied in the browser's own way (a word in an editor, a marked text) is none of the sheet's.
 */
import { type RefObject, useEffect, useRef } from 'react';
import { isTextField } from '../kit/typed-key.ts';
import { readClip } from './clipboard-read.ts';
import { Clipboard } from './clipboard.ts';
import { CLIP_SLOW_TEXT } from './text/limits.ts';
import type { LeftOut } from './port.ts';
import type { Sheet } from './sheet.ts';

export type ClipboardWays = {
  /** The decimal mark of the person. */
  mark: '.' | ',';
  /** Says at the place itself why a single value was not taken; false where it cannot. */
  sayOne: (left: LeftOut) => boolean;
};

function isOurs(target: EventTarget | null, root: HTMLElement | null): boolean {
  if (!(target instanceof Element) || !root) return false;
  if (isTextField(target)) return false;
  return root.contains(target) || target === document.body;
}

const parse = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

/** Two frames: what was said is painted. */
const painted = (): Promise<void> =>
  new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => done()));
  });

async function paste(
  clipboard: Clipboard,
  sheet: Sheet,
  board: { text: string; html: string; ways: ClipboardWays },
): Promise<void> {
  if (board.text.length + board.html.length > CLIP_SLOW_TEXT) {
    sheet.report({ kind: 'said', what: 'busy', count: 0 });
    await painted();
  }
  const reading = readClip(board, parse);
  if (!reading.ok) {
    const { code, most } = reading.why;
    sheet.report({ kind: 'said', what: code, count: most ?? 0 });
    return;
  }
  const report = clipboard.put(reading.clip);
  const [first] = report.left;
  const isOne = first !== undefined && report.taken === 0 && report.left.length === 1;
  if (isOne && report.beyond.length === 0 && board.ways.sayOne(first)) sheet.report(undefined);
  else sheet.report(report);
}

/** `wrapper` is the grid: copy, cut and paste in it, or with the focus nowhere, are the sheet's. */
export function useSheetClipboard(
  sheet: Sheet,
  wrapper: RefObject<HTMLElement | null>,
  ways: ClipboardWays,
): void {
  const latest = useRef(ways);
  useEffect(() => {
    latest.current = ways;
  });
  useEffect(() => {
    const clipboard = new Clipboard(sheet, () => latest.current.mark);
    const copied = (event: ClipboardEvent): void => {
      if (!isOurs(event.target, wrapper.current) || event.defaultPrevented) return;
      if (!(window.getSelection()?.isCollapsed ?? true)) return;
      const isCut = event.type === 'cut';
      const given = clipboard.take(isCut);
      if (given === 'nothing') return;
      event.preventDefault();
      if (given === 'apart') {
        sheet.report({ kind: 'said', what: 'apart', count: 0 });
        return;
      }
      event.clipboardData?.setData('text/plain', given.text);
      event.clipboardData?.setData('text/html', given.html);
      const count = sheet.selection.places().length;
      sheet.report({ kind: 'said', what: isCut ? 'cut' : 'copied', count });
    };
    const pasted = (event: ClipboardEvent): void => {
      if (!isOurs(event.target, wrapper.current) || event.defaultPrevented) return;
      if (sheet.selection.places().length === 0) return;
      event.preventDefault();
      const data = event.clipboardData;
      const board = {
        text: data?.getData('text/plain') ?? '',
        html: data?.getData('text/html') ?? '',
      };
      void paste(clipboard, sheet, { ...board, ways: latest.current });
    };
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && isOurs(event.target, wrapper.current)) clipboard.letGo();
    };
    document.addEventListener('copy', copied);
    document.addEventListener('cut', copied);
    document.addEventListener('paste', pasted);
    document.addEventListener('keydown', pressed, { capture: true });
    return () => {
      document.removeEventListener('copy', copied);
      document.removeEventListener('cut', copied);
      document.removeEventListener('paste', pasted);
      document.removeEventListener('keydown', pressed, { capture: true });
    };
  }, [sheet, wrapper]);
}
