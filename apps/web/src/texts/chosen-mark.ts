/**
 * The decimal mark that the person chose for this browser, beside the browser's own: many work with a browser in another
 * language than their hands. Kept as the choice of a language is.
 */

export type Mark = '.' | ',';

const KEY = 'tallystick.decimal';
const isMark = (kept: unknown): kept is Mark => kept === '.' || kept === ',';

/** Read once: what is typed and what is shown must not change its meaning while a page is open. */
let known: { mark: Mark | undefined } | undefined;

/** Undefined where the browser's own counts. */
export function chosenMark(): Mark | undefined {
  known ??= { mark: keptMark() };
  return known.mark;
}

function keptMark(): Mark | undefined {
  try {
    const kept: unknown = localStorage.getItem(KEY);
    return isMark(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the choice, undefined for the browser's own, and opens the page anew with it. */
export function chooseMark(mark: Mark | undefined): void {
  try {
    if (mark === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, mark);
  } catch {
    // Blocked storage: there is no choice to keep.
  }
  window.location.reload();
}
