/** What a cell or a part of a formula comes to. */

/** Null for an empty cell. */
export type Value = number | string | boolean | null;

/** Thrown inside this folder only: what a formula comes to cannot be told. */
export class NotTold extends Error {}

/** A text of digits alone is a number to every spreadsheet; with marks it depends on who opens the file. */
export function numberOf(value: Value): number {
  if (typeof value === 'number') return value;
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (/^-?\d{1,15}$/.test(value)) return Number(value);
  throw new NotTold('text in a sum');
}
