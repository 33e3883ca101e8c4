/** While a text is typed into a cell, the keyboard is the text's. */
import type { ICellEditorParams } from 'ag-grid-community';

/**
 * The grid gives a cell that it has just drawn the keyboard a moment later. By then the first letters may have opened
 * its editor, and the rest of the word would be lost: the cell hands the keyboard on. Answers how to end that.
 */
export function keepKeyboard(
  editor: HTMLElement,
  {
    api,
    eGridCell,
    node,
    column,
  }: Pick<ICellEditorParams, 'api' | 'eGridCell' | 'node' | 'column'>,
): () => void {
  const handOn = (): void => {
    // A cell takes the keyboard back when its editor closes, which is still in it then.
    const isTyped = api
      .getEditingCells()
      .some(
        (cell) =>
          cell.state === 'editing' &&
          cell.rowIndex === node.rowIndex &&
          cell.colId === column.getColId(),
      );
    if (isTyped) editor.focus();
  };
  eGridCell.addEventListener('focus', handOn);
  return () => eGridCell.removeEventListener('focus', handOn);
}
