/** Every limit of a spreadsheet that somebody hands in, with its unit, its reason and its refusal. */

/** Sheets of a file. The largest template seen has nine; a country may have one a city. Refusal `file-too-large`. */
export const BOOK_SHEETS = 300;

/** Cells that hold something, in all sheets together. 91 KPIs of 40 cities have 100,000; so many need 60 MB. Refusal `file-too-large`. */
export const BOOK_CELLS = 200_000;

/** Rows and cells met, empty ones with them. Programs write thousands of empty rows with formats. Refusal `file-too-large`. */
export const BOOK_PLACES = 2_000_000;

/** Characters of all texts of a file together (UTF-16 code units). Refusal `file-too-large`. */
export const BOOK_CHARACTERS = 16_000_000;

/** Texts that cells share, and styles, relations, properties, notes: each. Refusal `file-too-large`. */
export const BOOK_LIST = 400_000;

/** Notes of people in one file that are told; a review of a whole workbook has some two hundred. The rest is counted. */
export const NOTES_TOLD = 500;

/** Characters of a note that are told: with the name of its file it is one comment (4,000). The rest is cut off, visibly. */
export const NOTE_CHARACTERS = 3_600;

/** Merged rectangles of a sheet: one a row of the largest sheet seen, a hundred times over. Refusal `file-too-large`. */
export const BOOK_MERGES = 20_000;

/** Characters of one text: what a cell of a spreadsheet holds is 32,767. Refusal `file-too-large`. */
export const TEXT_CHARACTERS = 400_000;

/** Elements inside elements: a sheet has some ten. Refusal `file-damaged`. */
export const XML_DEPTH = 100;

/** Attributes of one element. Refusal `file-damaged`. */
export const XML_ATTRIBUTES = 400;

/** Characters of one line of a text file, quoted line breaks with it. 23 columns of half a page have 50,000. Refusal `file-too-large`. */
export const CSV_RECORD_CHARACTERS = 1_000_000;
