/** Bounds of what this browser keeps of somebody's words. Own file so that no number hides in the code that keeps them. */

/** Texts begun and not sent that are kept of one person; the oldest goes when one more is begun. */
export const BEGUN_TEXTS_MAX = 200;

/** Values that a person has saved and that stand, remembered for each workbook; a paste of a whole sheet fits. The oldest goes. */
export const OWN_VALUES_MAX = 2_000;
