/**
 * The keys of the sheet where they differ from the grid's own. Own file because they are the contract with people who
 * come from a spreadsheet.
 */
import type { GridApi, SuppressKeyboardEventParams } from 'ag-grid-community';
import type { GridContext } from './cell-painter.ts';
import type { SheetRow } from './sheet-rows.ts';

export type KeyActions = {
  /** Clears the cell in focus. */
  clear: () => void;
  /** Enter on a cell that is not typed into here. True where it went somewhere. */
  enterElsewhere: () => boolean;
  /** Takes what was typed into the cell in focus. False where it was refused. */
  commit: (typed: string) => boolean;
  /** The person types or asks to edit where they may not. */
  cannot: () => void;
  /** Escape outside of an editor. */
  escape: () => void;
  /** Shift and F2, as in Excel. */
  comment: () => void;
};

type Params = SuppressKeyboardEventParams<SheetRow, string, GridContext>;

/** Moves the focus by rows, over group rows; stays at the end. */
export function moveVertically(api: GridApi<SheetRow>, by: 1 | -1): void {
  const focused = api.getFocusedCell();
  if (!focused) return;
  let index = focused.rowIndex + by;
  while (api.getDisplayedRowAtIndex(index)?.data?.kind === 'group') index += by;
  if (!api.getDisplayedRowAtIndex(index)) return;
  api.ensureIndexVisible(index);
  api.setFocusedCell(index, focused.column);
}

/**
 * Takes what stands in the editor and moves on, unless it was refused. The editor is closed without the grid's own
 * request, which would come a moment too late to know whether to move.
 */
function commit(params: Params, editor: Editor, actions: KeyActions): void {
  const { api, event } = params;
  const typed = editor.value;
  api.stopEditing(true);
  if (!actions.commit(typed)) return;
  if (event.key === 'Enter') moveVertically(api, event.shiftKey ? -1 : 1);
  else if (event.shiftKey) api.tabToPreviousCell();
  else api.tabToNextCell();
}

const isTyping = (event: KeyboardEvent): boolean =>
  [...event.key].length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;

type Editor = HTMLInputElement | HTMLTextAreaElement;

/** Our own editors; the list of choices keeps the grid's keys. */
function editorOf(target: EventTarget | null): Editor | undefined {
  if (!(target instanceof HTMLInputElement) && !(target instanceof HTMLTextAreaElement))
    return undefined;
  return target.classList.contains('ts-editor') ? target : undefined;
}

function whileEditing(params: Params, actions: KeyActions): boolean {
  const { event } = params;
  const editor = editorOf(event.target);
  if (!editor || (event.key !== 'Enter' && event.key !== 'Tab')) return false;
  // A new line in a note is the editor's own.
  const newLine = event.key === 'Enter' && editor instanceof HTMLTextAreaElement;
  if (newLine && (event.shiftKey || event.altKey)) return true;
  event.preventDefault();
  commit(params, editor, actions);
  return true;
}

/** True where the grid must not act on the key, because this has. */
export function takeKey(params: Params, actions: KeyActions): boolean {
  const { event, editing, data } = params;
  if (editing) return whileEditing(params, actions);
  if (data?.kind === 'group') return false;
  if (event.key === 'Escape') {
    actions.escape();
    return false;
  }
  if (event.key === 'F2' && event.shiftKey) {
    event.preventDefault();
    actions.comment();
    return true;
  }
  const may = params.column.isCellEditable(params.node);
  if (event.key === 'Delete' || event.key === 'Backspace') {
    event.preventDefault();
    if (may) actions.clear();
    else actions.cannot();
    return true;
  }
  if (may) return false;
  if (event.key === 'Enter') {
    event.preventDefault();
    if (!actions.enterElsewhere()) moveVertically(params.api, event.shiftKey ? -1 : 1);
    return true;
  }
  if (event.key === 'F2' || isTyping(event)) actions.cannot();
  return false;
}
