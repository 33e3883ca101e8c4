/**
 * The number of the rules by which rows are counted (`row-count.ts`). A database keeps the number with which its list
 * of workbooks was made. Raise it with every change of catalogue or rules after which the same cells count differently:
 * a database with another number counts anew when it is opened.
 */
export const COUNTING = 1;
