/** Bounds of what comes over the wire, each with its reason. */

import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';

/** Characters of a name (entity, person, title, city): the domain's bound. */
export const NAME_CHARS_MAX = TEXT_LIMITS.name;
/** Characters of an e-mail address: longer than any that people have. */
export const EMAIL_CHARS_MAX = 200;
/** Characters of what people are searched by, of a cursor, of a tag that a client sends back. */
export const WORDS_CHARS_MAX = 200;
/** Characters of what a history is asked of: a cell's id, and more than one has. */
export const SUBJECT_CHARS_MAX = 300;
/** Characters of a refusal's code. */
export const CODE_CHARS_MAX = 40;
/** Characters of a day, `2027-03-31`. */
export const DAY_CHARS = 10;
/** A moment in milliseconds since 1970, UTC: the year 2243, beyond which only slips of the keyboard lie. */
export const INSTANT_MS_MAX = 8_640_000_000_000;
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
/** Characters of a cell's id: the domain's bound. */
export const CELL_ID_CHARS_MAX = TEXT_LIMITS.cell;
/** Characters of a cell's text before its own kind is asked for a shorter one, so that a long one is refused by its kind. */
export const CELL_TEXT_CHARS_MAX = 4_000;
/** Characters of a SHA-256, hexadecimal. */
export const FILE_HASH_CHARS = 64;
/** Characters of the name of a file: what file systems take. */
export const FILE_NAME_CHARS_MAX = 255;
/** Characters of the name of a tab: Excel takes 31, others more. */
export const SHEET_NAME_CHARS_MAX = 255;
/** Rows and columns that a sheet of a spreadsheet can have (ECMA-376, part 1, 18.3.1.73). */
export const SHEET_ROWS_MAX = 1_048_576;
export const SHEET_COLUMNS_MAX = 16_384;
/** Tables of a template's map: a sheet for each city of a region at most. */
export const TEMPLATE_TABLES_MAX = 50;
/** Columns of a table that a map names: as many as there are fields, with room for new ones. */
export const TEMPLATE_COLUMNS_MAX = 50;
/** Rows of a table that a map names: the KPI set has 117. */
export const TEMPLATE_ROWS_MAX = 1_000;
/** Texts of one cell that a writer says to have seen: what stood there, and what they typed themselves since. */
export const SEEN_TEXTS_MAX = 50;
/** Cells and journal entries on one page. */
export const PAGE_LINES_MAX = 1_000;
/** Moments on one page of a history: some screens of reading. */
export const HISTORY_MOMENTS_MAX = 200;
/** Points of a slider: more are not told apart on a screen. */
export const SLIDER_POINTS_MAX = 200;
/** Characters of an address that a webhook is sent to, and of its origin. */
export const WEBHOOK_URL_CHARS_MAX = 500;

/** Characters of a proposal's note, and of the word to its author: a sentence or two beside a value. */
export const PROPOSAL_WORDS_CHARS_MAX = 500;

/** Notices in one answer, or marked as read at once. */
export const NOTICES_PER_REQUEST_MAX = 100;
/** Characters of a notice's id: workbook, cause, kind. */
export const NOTICE_ID_CHARS_MAX = 200;
/** Choices on mail in one request: every kind in a workbook, and more. */
export const POST_SETTINGS_PER_REQUEST_MAX = 50;
