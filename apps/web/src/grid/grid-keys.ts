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
  /** The commit that just ended was refused: stay. */
  wasRefused: () => boolean;
  /** The person types or asks to edit where they may not. */
  cannot: () => void;
  /** Escape outside of an editor. */
  escape: () => void;
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

function commit(params: Params, actions: KeyActions): boolean {
  const { api, event } = params;
  api.stopEditing();
  if (actions.wasRefused()) return true;
  if (event.key === 'Enter') moveVertically(api, event.shiftKey ? -1 : 1);
  else if (event.shiftKey) api.tabToPreviousCell();
  else api.tabToNextCell();
  return true;
}

const isTyping = (event: KeyboardEvent): boolean =>
  [...event.key].length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;

function whileEditing(params: Params, actions: KeyActions): boolean {
  const { event } = params;
  const area = event.target instanceof HTMLTextAreaElement;
  if (event.key === 'Enter' && area && (event.shiftKey || event.altKey)) return true;
  const list = (event.target as HTMLElement).closest('.ag-select, .ag-select-list') !== null;
  if ((event.key === 'Enter' && !list) || event.key === 'Tab') {
    event.preventDefault();
    return commit(params, actions);
  }
  return false;
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
