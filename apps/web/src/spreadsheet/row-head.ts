/**
 * The column that only numbers the rows. It is the grid's and not the sheet's: no selection holds it, no key leads into
 * it, nothing of it is copied; a press on it takes the whole row.
 */

/** Id of that column in the grid. */
export const ROW_HEAD = 'row-head';
