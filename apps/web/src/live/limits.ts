/** Bounds of what this browser keeps of unsent words. Own file so that no number hides in the code that keeps them. */

/** Texts begun and not sent that are kept of one person; the oldest goes when one more is begun. */
export const BEGUN_TEXTS_MAX = 200;
