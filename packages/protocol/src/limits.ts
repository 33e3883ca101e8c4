/**
 * Bounds of what comes over the wire, each with its reason. Own file so that schema, server and docs/limits.md agree.
 */

/** Characters of a comment or an unlock reason: a page of text; longer belongs in a file. */
export const COMMENT_CHARS_MAX = 4_000;
/** Characters of a name (entity, person, title, city). */
export const NAME_CHARS_MAX = 120;
/** Rows in one assignment: all rows of both sheets, with room for larger editions. */
export const ASSIGN_ROWS_MAX = 500;
/** Cells and rows that one reopening may name, each: more is an unlock. */
export const REOPENED_NAMES_MAX = 500;
/** Characters of an id made by us or by a client. */
export const ID_CHARS_MAX = 64;
/** Characters of a result text that a verification names. */
export const RESULT_CHARS_MAX = 600;
/** Longest password taken, so that hashing cannot be used to tie up the processor. */
export const PASSWORD_CHARS_MAX = 200;
export const PASSWORD_CHARS_MIN = 12;
/** Days that an invitation by link is good for: at least one, and not so long that it is forgotten. */
export const INVITATION_DAYS_MIN = 1;
export const INVITATION_DAYS_MAX = 30;
/** Characters of the note that says for whom an invitation is. */
export const INVITATION_NOTE_CHARS_MAX = 200;
/** Cells in one request of a program: a whole sheet at once, as the gate takes it. */
export const CELLS_PER_REQUEST_MAX = 2_000;
/** Characters of a cell's id, and of its text before its own kind is asked for a shorter one. */
export const CELL_ID_CHARS_MAX = 200;
export const CELL_TEXT_CHARS_MAX = 4_000;
/** Texts of one cell that a writer says to have seen: what stood there, and what they typed themselves since. */
export const SEEN_TEXTS_MAX = 50;
/** Cells and journal entries on one page. */
export const PAGE_LINES_MAX = 1_000;
/** Moments on one page of a history: some screens of reading. */
export const HISTORY_MOMENTS_MAX = 200;
/** Points of a slider: more are not told apart on a screen. */
export const SLIDER_POINTS_MAX = 200;
/** Characters of an address that a webhook is sent to. */
export const WEBHOOK_TEXT_CHARS_MAX = 500;

/** Characters of a proposal's note, and of the word to its author: a sentence or two beside a value. */
export const PROPOSAL_WORDS_CHARS_MAX = 500;
