/** Every limit of an archive that somebody hands in, with its unit, its reason and its refusal. */

/** Bytes of a file that is handed in. The largest template seen has 0.3 MB; pictures may make it ten. Refusal `file-too-large`. */
export const ZIP_BYTES = 20 * 1024 * 1024;

/** Members of an archive. A workbook with a hundred sheets has some four hundred. Refusal `file-too-large`. */
export const ZIP_MEMBERS = 2_000;

/** Bytes of one member, unpacked. A sheet of 120,000 cells has 6 MB. Refusal `file-too-large`. */
export const ZIP_MEMBER_BYTES = 48 * 1024 * 1024;

/** Bytes of all members together, unpacked. Refusal `file-too-large`. */
export const ZIP_WHOLE_BYTES = 96 * 1024 * 1024;

/** How many times its packed size a member may have, once it is larger than a megabyte. Rows of blanks reach 150. Refusal `file-too-large`. */
export const ZIP_RATIO = 400;
