/** What a window has room for, as media queries: the page, the sheet and the form must agree on what is small. */

/**
 * A phone: it begins with the form, and its sheet holds one column in place. A window of a desk that is zoomed to 200 %
 * is as narrow, but its person has a mouse and came for the sheet.
 */
export const PHONE = '(max-width: 600px), (max-width: 700px) and (pointer: coarse)';

/** The list of sheets and views would take the place of figures: it is a drawer. */
export const LIST_AWAY = '(max-width: 1180px)';

/** The panel would, too: it lies below the sheet. */
export const PANEL_AWAY = '(max-width: 960px)';

/** A panel below would leave no lines of the sheet: it lies over it while it is read. */
export const LOW = '(max-height: 560px)';
