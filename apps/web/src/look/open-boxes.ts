/** Whether somebody is writing something that stands in a box of the page and nowhere else yet. */

/** Boxes of words; whoever only reads has none. */
function boxes(): (HTMLInputElement | HTMLTextAreaElement)[] {
  const all = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'textarea, input:not([type=checkbox]):not([type=radio]):not([type=hidden])',
  );
  return [...all].filter((box) => !box.readOnly);
}

/** A cell's text is typed and not taken yet: its box says in `data-stands` what the cell has. */
export function isCellTyped(): boolean {
  return boxes().some(({ dataset, value }) => (dataset.stands ?? value) !== value);
}

/** A text is being written: a cell's, or a box holds words. */
export function isWriting(): boolean {
  return isCellTyped() || boxes().some(({ value }) => value !== '');
}
