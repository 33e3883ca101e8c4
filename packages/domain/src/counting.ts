/**
 * The number of the way in which rows are counted (`row-count.ts`), by which a database tells how its list was made. To be
 * raised with every change of catalogue or rules after which the same cells count otherwise: what was counted another way is
 * counted anew when the database is opened.
 */
export const COUNTING = 1;
