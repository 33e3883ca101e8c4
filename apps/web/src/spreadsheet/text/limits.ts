/** Every limit of the spreadsheet layer, with its unit, its reason and what a person reads when it is hit. */

/** Cells of a block that is pasted: more than both sheets hold. Said with the number; nothing is pasted. */
export const CLIP_CELLS_MAX = 20_000;

/** UTF-16 code units of text on the clipboard that are read: a full block with a note in every fourth cell. Said; nothing is pasted. */
export const CLIP_TEXT_MAX = 10_000_000;

/** UTF-16 code units of HTML that are read: spreadsheets write some 300 a cell. Above it the plain text alone is read. */
export const CLIP_HTML_MAX = 12_000_000;

/** Code units above which a paste says that it is at work before it begins: reading them takes longer than a blink. */
export const CLIP_SLOW_TEXT = 250_000;

/** Rows or columns that one cell of a pasted table may span; what says more is taken for this many. */
export const SPAN_MAX = 1_000;

/** Lines of the list of left-out cells that are drawn; the rest is counted, and all of it can be copied. */
export const LEFT_OUT_LINES = 300;

/** Rows of a sheet up to which Ctrl and A looks for the data around a cell; a longer one is selected whole at once. */
export const REGION_ROWS_MAX = 2_000;
