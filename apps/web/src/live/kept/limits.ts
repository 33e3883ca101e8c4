/** Bounds of what this browser keeps of somebody's words, and of how long it waits for a server. */

/** Texts begun and not sent that are kept of one person; the oldest goes when one more is begun. */
export const BEGUN_TEXTS_MAX = 200;

/** Values that a person has saved and that stand, remembered for each workbook; a paste of a whole sheet fits. The oldest goes. */
export const OWN_VALUES_MAX = 2_000;

/** Whoever was typing where this person's value came has given theirs by then or has left it, in milliseconds. */
export const CONTESTED_MS = 120_000;

/** Wait before a room that turned this page away is tried once more, in milliseconds. */
export const TURNED_AWAY_MS = 1_800;
/** A server that has not answered by then, in milliseconds, is not waited for where there is something to show. */
export const PATIENCE_MS = 3_000;
/** Wait before a server that could not be asked is asked again, where there is nothing to show, in milliseconds. */
export const AGAIN_MS = 5_000;
/** Cells that have rested for so long after a change are screened anew, in milliseconds: not at every figure of somebody who types. */
export const SCREEN_AFTER_MS = 3_000;
/** Who reads no room is told by nobody: how often a page that is seen asks for what was released, in milliseconds. Rare acts, a small answer. */
export const ASK_ANEW_MS = 30_000;

/** How often a line is looked at, in milliseconds: whoever opens a computer that has slept reads nothing untrue for longer. */
export const LOOK_MS = 1_000;
/** A line without any frame for so long is asked whether it is there, in milliseconds. */
export const SILENCE_ASKED_MS = 10_000;
/** Without an answer a line counts as lost after this much silence, in milliseconds. */
export const SILENCE_LOST_MS = 21_000;
/** A socket that has not brought a word after this time is tried anew, in milliseconds: on a bad line it waits behind the page's code. */
export const FIRST_ANSWER_MS = 20_000;

/** A room that has not come in step by then is worked with by requests until it does, in milliseconds. */
export const SOCKET_PATIENCE_MS = 4_000;
/** The same where the socket was there and went: most come back before, in milliseconds. */
export const SOCKET_LOST_MS = 12_000;
/** Pause between two looks at the journal where there is no socket, in milliseconds: a spreadsheet that is a moment behind. */
export const HTTP_LOOK_MS = 2_500;
