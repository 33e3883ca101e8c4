/** Bounds of what this browser keeps of somebody's words, and of how long it waits for a server. */

/** Texts begun and not sent that are kept of one person; the oldest goes when one more is begun. */
export const BEGUN_TEXTS_MAX = 200;

/** Values that a person has saved and that stand, remembered for each workbook; a paste of a whole sheet fits. The oldest goes. */
export const OWN_VALUES_MAX = 2_000;

/** Wait before a room that turned this page away is tried once more, in milliseconds. */
export const TURNED_AWAY_MS = 1_800;
/** A server that has not answered by then, in milliseconds, is not waited for where there is something to show. */
export const PATIENCE_MS = 3_000;
/** Wait before a server that could not be asked is asked again, where there is nothing to show, in milliseconds. */
export const AGAIN_MS = 5_000;
