/**
 * Bounds of what a store keeps beside the journal. Own file so that docs/limits.md lists them with their reasons.
 */

/** Refused drafts read at once: all that one person may have open. */
export const REFUSED_DRAFTS_READ_MAX = 2_000;

/** Open drafts of one person in one workbook. A whole sheet refused at once fits; who has more has a broken program. */
export const REFUSED_DRAFTS_OPEN_MAX = 2_000;

/** Drafts of one person in one workbook, settled ones included; beyond it the oldest settled ones go. */
export const REFUSED_DRAFTS_MAX = 10_000;
