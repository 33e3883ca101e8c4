/** What the menu of a cell offers in any sheet: what the keys of the clipboard, of filling and of clearing do. */
import {
  IconArrowBarDown,
  IconClipboard,
  IconCopy,
  IconCut,
  IconEraser,
  IconPencil,
} from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import type { Place } from '../spreadsheet/port.ts';
import type { Sheet } from '../spreadsheet/sheet.ts';
import type { MenuLines } from './menu-line.ts';

type About = { sheet: Sheet; place: Place; edit: () => void; t: TFunction<'cell-menu'> };

/** Why nothing of what is selected takes a text: of one cell its own reason, of several that of the first. */
function whyNone(sheet: Sheet, place: Place): string | undefined {
  if (!sheet.selection.isBlock()) return sheet.data.cannot(place);
  const places = sheet.selection.places();
  const isAny = places.some((each) => sheet.data.cannot(each) === undefined);
  return isAny ? undefined : sheet.data.cannot(places[0] ?? place);
}

/** Pasted by the event that the key brings about, with what the browser hands over. */
async function paste(sheet: Sheet): Promise<void> {
  try {
    const board = new DataTransfer();
    for (const item of await navigator.clipboard.read()) {
      for (const type of item.types.filter((each) => each.startsWith('text/')))
        board.setData(type, await (await item.getType(type)).text());
    }
    const given = { clipboardData: board, bubbles: true, cancelable: true };
    (document.activeElement ?? document.body).dispatchEvent(new ClipboardEvent('paste', given));
  } catch {
    sheet.report({ kind: 'said', what: 'kept', count: 0 });
  }
}

export function sheetLines({ sheet, place, edit, t }: About): MenuLines {
  const why = whyNone(sheet, place);
  const isFull = sheet.selection.places().some((each) => sheet.data.typedText(each) !== '');
  const order = sheet.selection.order();
  const isFirst = !sheet.selection.isBlock() && order.rowAt(place.row) === 0;
  const toBoard = (what: 'cut' | 'copy') => () => {
    // The event comes to where the caret is, which may have been left anywhere in the page.
    window.getSelection()?.removeAllRanges();
    document.execCommand(what);
  };
  const hasBoard = navigator.clipboard?.read !== undefined;
  return [
    [
      {
        id: 'edit',
        label: t('edit'),
        icon: IconPencil,
        keys: ['F2'],
        why: sheet.data.cannot(place),
        act: edit,
      },
      {
        id: 'cut',
        label: t('cut'),
        icon: IconCut,
        keys: ['Ctrl', 'X'],
        why: why ?? (isFull ? undefined : t('why.empty')),
        act: toBoard('cut'),
      },
      { id: 'copy', label: t('copy'), icon: IconCopy, keys: ['Ctrl', 'C'], act: toBoard('copy') },
      {
        id: 'paste',
        label: t('paste'),
        icon: IconClipboard,
        keys: ['Ctrl', 'V'],
        why: why ?? (hasBoard ? undefined : t('why.byKey')),
        act: () => void paste(sheet),
      },
      {
        id: 'fill-down',
        label: t('fillDown'),
        icon: IconArrowBarDown,
        keys: ['Ctrl', 'D'],
        why: why ?? (isFirst ? t('why.noneAbove') : undefined),
        act: () => sheet.fillInside('down'),
      },
      {
        id: 'clear',
        label: t('clear'),
        icon: IconEraser,
        keys: ['Delete'],
        why: why ?? (isFull ? undefined : t('why.empty')),
        act: () => sheet.clear(),
      },
    ],
  ];
}
