/**
 * The keys of the sheet where they differ from the grid's own. Moving and selecting are the spreadsheet layer's; here
 * is what types, clears and fills.
 */
import type { SuppressKeyboardEventParams } from 'ag-grid-community';
import { isComposed, writtenBy } from '../kit/typed-key.ts';
import { type Key, keyOf, takeSelectionKey } from '../spreadsheet/selection-keys.ts';
import type { Sheet } from '../spreadsheet/sheet.ts';
import { openTextOf } from '../typing/open-text.ts';
import { type Editor, isTypedOver, toggleTyping } from './cell-editors.ts';
import type { SheetRow } from '../lines/sheet-rows.ts';
import type { GridContext } from './painting/cell-painters.ts';

export type KeyActions = {
  sheet: () => Sheet;
  /** Clears the selection. */
  clear: () => void;
  /** Enter on a cell that is not typed into here. True where it went somewhere. */
  enterElsewhere: () => boolean;
  /** Takes what was typed into the cell in focus. False where it was refused. */
  commit: (typed: string) => boolean;
  /** The person types or asks to edit where they may not. */
  cannot: () => void;
  /** The cell in focus offers choices. */
  hasChoices: () => boolean;
  /** Folds a group, or unfolds it. */
  fold: (group: string) => void;
  /** Escape outside of an editor. */
  escape: () => void;
  /** Shift and F2, as in Excel. */
  comment: () => void;
};

type Params = SuppressKeyboardEventParams<SheetRow, string, GridContext>;

/** Keys that the grid itself takes for a first letter. A blank it would take for a selection. */
const isPlainLetter = ({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  key.length === 1 && key !== ' ' && !altKey && !ctrlKey && !metaKey;

/** Our own editors; the list of choices keeps the grid's keys. */
function editorOf(target: EventTarget | null): Editor | undefined {
  if (!(target instanceof HTMLInputElement) && !(target instanceof HTMLTextAreaElement))
    return undefined;
  return target.classList.contains('ts-editor') ? target : undefined;
}

/**
 * Takes what stands in the editor and moves on, unless it was refused. The editor is closed without the grid's own
 * request, which would come a moment too late to know whether to move.
 */
function commit(params: Params, editor: Editor, actions: KeyActions): void {
  const text = openTextOf(editor);
  if (text?.holds()) return;
  const typed = editor.value;
  const key = keyOf(params.event);
  const sheet = actions.sheet();
  // What was only looked at is nobody's word: another may have set the cell meanwhile.
  const isSaid = text?.take() ?? true;
  params.api.stopEditing(true);
  if (key.key === 'Enter' && key.isCtrl) {
    const { focus } = sheet.selection.current();
    if (sheet.selection.isBlock()) sheet.fillWith(typed);
    else if (isSaid) actions.commit(typed);
    if (focus) sheet.show(focus);
    return;
  }
  if (isSaid && !actions.commit(typed)) return;
  if (key.key === 'Enter') sheet.enter(key.isShift);
  else if (key.key === 'Tab') sheet.tab(key.isShift);
  else takeSelectionKey(sheet, key);
}

/**
 * Closes the editor and leaves the cell as it was. The grid by itself does so in a task of its own: a key pressed right
 * after Escape would still go into the text that is given up.
 */
function giveUp({ api, node, column }: Params): void {
  api.stopEditing(true);
  if (node.rowIndex !== null) api.setFocusedCell(node.rowIndex, column);
}

const ARROWS = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']);

/** Whether a key ends typing: arrows do as long as the text was typed over what stood there, as in Excel. */
function isEnd(editor: Editor, { key, isAlt, isCtrl }: Key): boolean {
  if (key === 'Tab') return !isAlt && !isCtrl;
  if (ARROWS.has(key)) return isTypedOver(editor) && !isAlt;
  return key === 'Enter';
}

function whileEditing(params: Params, actions: KeyActions): boolean {
  const { event } = params;
  // The list of candidates has its keys, Enter and Escape too: nothing is taken and nothing given up.
  if (isComposed(event)) return true;
  const editor = editorOf(event.target);
  if (!editor) return false;
  if (event.key === 'Escape') {
    event.preventDefault();
    giveUp(params);
    return true;
  }
  if (event.key === 'F2') {
    event.preventDefault();
    toggleTyping(editor);
    return true;
  }
  // A new line in a note is the editor's own.
  const isNote = editor instanceof HTMLTextAreaElement;
  if (isNote && event.key === 'Enter' && (event.shiftKey || event.altKey)) {
    if (event.altKey) breakLine(event, editor);
    return true;
  }
  // The keys that move in a text are the text's own.
  if (!isEnd(editor, keyOf(event))) return event.key === 'Home' || event.key === 'End';
  event.preventDefault();
  commit(params, editor, actions);
  return true;
}

/** Browsers break a line on Enter alone, and not with Alt. */
function breakLine(event: KeyboardEvent, editor: HTMLTextAreaElement): void {
  event.preventDefault();
  editor.setRangeText('\n', editor.selectionStart, editor.selectionEnd, 'end');
  editor.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Keys on the heading of a group: left and right fold it, up and down leave it. */
function onGroup(params: Params, actions: KeyActions): boolean {
  const { event, api } = params;
  const isMirrored = api.getGridOption('enableRtl') === true;
  const shut = isMirrored ? 'ArrowRight' : 'ArrowLeft';
  const open = isMirrored ? 'ArrowLeft' : 'ArrowRight';
  if (event.key !== shut && event.key !== open) return false;
  const { data } = params;
  if (data?.kind !== 'group') return false;
  event.preventDefault();
  if (data.folded === (event.key === open)) actions.fold(data.id);
  return true;
}

/** Fills, and what takes over a text from the neighbour; false where the key does neither. */
function fills(sheet: Sheet, key: Key): boolean {
  if (!key.isCtrl || key.isAlt || key.isShift) return false;
  switch (key.key) {
    case 'd':
      sheet.fillInside('down');
      return true;
    case "'":
      // Excel opens the cell with the text from above; here it is taken at once.
      sheet.collapse();
      sheet.fillInside('down');
      return true;
    case 'r':
      sheet.fillInside('end');
      return true;
    default:
      return false;
  }
}

/** Enter where nothing is typed: the next place of a block, the home of the figure, or one row on. */
function enter(event: KeyboardEvent, actions: KeyActions): boolean {
  const key = keyOf(event);
  if (key.isAlt || key.isCtrl) return true;
  const sheet = actions.sheet();
  if (sheet.selection.isBlock() || key.isShift || !actions.enterElsewhere())
    sheet.enter(key.isShift);
  return true;
}

/** Opens the editor of the cell in focus as this key does: with its letters, with nothing, or with what stands there. */
function edit(params: Params, key: string): void {
  const rowIndex = params.node.rowIndex;
  if (rowIndex !== null) params.api.startEditingCell({ rowIndex, colKey: params.column, key });
}

/** Keys that type, clear or open; true where the grid must not act on them as well. */
function changes(params: Params, actions: KeyActions): boolean {
  const { event } = params;
  const key = keyOf(event);
  const may = params.column.isCellEditable(params.node);
  if (key.key === 'Delete' || (key.key === 'Backspace' && !key.isCtrl && !key.isShift)) {
    if (key.key === 'Backspace' && may && !actions.hasChoices()) edit(params, 'Backspace');
    else if (may || actions.sheet().selection.isBlock()) actions.clear();
    else actions.cannot();
    return true;
  }
  if (key.key === 'ArrowDown' && key.isAlt && may && actions.hasChoices()) {
    edit(params, 'F2');
    return true;
  }
  return false;
}

/** True where the grid must not act on the key, because this has. */
export function takeKey(params: Params, actions: KeyActions): boolean {
  const { event, editing, data } = params;
  if (editing) return whileEditing(params, actions);
  if (data?.kind === 'group') return onGroup(params, actions);
  const sheet = actions.sheet();
  const key = keyOf(event);
  if (key.key === 'Escape') actions.escape();
  if (key.key === 'F2' && key.isShift) {
    event.preventDefault();
    actions.comment();
    return true;
  }
  if (key.key === 'ArrowUp' && key.isAlt && !key.isCtrl && !key.isShift) {
    event.preventDefault();
    toGroup(params);
    return true;
  }
  const isTaken =
    (key.key === 'Enter' && enter(event, actions)) ||
    changes(params, actions) ||
    fills(sheet, key) ||
    takeSelectionKey(sheet, key);
  if (isTaken) {
    event.preventDefault();
    return true;
  }
  // An arrow with Alt is not for moving; the page may have a use for it.
  if (key.isAlt && key.key.startsWith('Arrow')) return true;
  // The grid goes by itself where the layer has no place to go.
  return types(params, actions);
}

/** The first key of a text: a letter of any script, and what the browser is still to write. */
function types(params: Params, actions: KeyActions): boolean {
  const { event } = params;
  const written = writtenBy(event);
  if (written === undefined && event.key !== 'F2') return false;
  if (!params.column.isCellEditable(params.node)) {
    actions.cannot();
    return written === ' ';
  }
  if (written === undefined || isPlainLetter(event)) return false;
  if (written !== '') event.preventDefault();
  edit(params, written === '' ? 'Dead' : written);
  return true;
}

/** Alt and up: from a cell to the heading of its group, where it is folded. */
function toGroup({ api, node, column }: Params): void {
  let index = node.rowIndex ?? 0;
  while (index >= 0 && api.getDisplayedRowAtIndex(index)?.data?.kind !== 'group') index -= 1;
  if (index < 0) return;
  api.ensureIndexVisible(index);
  api.setFocusedCell(index, column);
}
