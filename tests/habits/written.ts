/**
 * The lines of docs/spreadsheet-habits.md. The document is the contract: a habit without a line, or a line without a
 * habit, fails.
 */
import { readFileSync } from 'node:fs';

const DOCUMENT = new URL('../../docs/spreadsheet-habits.md', import.meta.url);

/** How many habits there are. */
export const HABITS = 120;

export type Written = { number: number; name: string };

/** Number and name of each line, in the order of the document. */
export function writtenHabits(): Written[] {
  const lines = readFileSync(DOCUMENT, 'utf8').matchAll(/^(\d+)\. \*\*(.+?)\*\* – .+ → .+$/gm);
  return [...lines].map(([, number = '', name = '']) => ({ number: Number(number), name }));
}
