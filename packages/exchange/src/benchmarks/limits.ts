/** Limits of a benchmark set that somebody hands in as a spreadsheet, with their reasons. */

/** Lines below the heads: every data point of an edition four times over. Fault `too-many-lines`. */
export const SET_LINES = 500;

/** Rows of a sheet in which the heads are looked for. Fault `no-table`. */
export const SET_HEAD_ROWS = 30;

/** Faults that are told at once: more is another file. The rest is counted. */
export const SET_FAULTS_TOLD = 100;
