/**
 * Notes that the product wrote into a file are known again when it comes back: the file carries a sum of each of their
 * lines. By line, because programs join a conversation, part it, or put a person's words below it.
 */
import { createHash } from 'node:crypto';

/** Signs of a sum: among the lines of one row no two are alike by chance. */
const LENGTH = 8;

/** What stands before a row's id in the hidden sheet. It has no colon, so it is no cell's id. */
const BEGIN = 'notes of ';

export const noteId = (row: string): string => `${BEGIN}${row}`;

/** The row of such an id. */
export const rowOfNoteId = (id: string): string | undefined =>
  id.startsWith(BEGIN) ? id.slice(BEGIN.length).trim() : undefined;

/** Blanks and the way a line ends are a program's own. */
const linesOf = (text: string): string[] =>
  text.split(/\r\n|\r|\n/u).filter((line) => line.trim() !== '');

const sumOf = (line: string): string =>
  createHash('sha256')
    .update(line.normalize('NFC').replaceAll(/\s+/gu, ' ').trim())
    .digest('hex')
    .slice(0, LENGTH);

/** A sum for each line, in order; a line that comes twice has two. */
export const sumsOf = (text: string): string[] => linesOf(text).map(sumOf);

/** What of a note was not carried, line by line. Each sum stands for one line: those that were met are taken away. */
export function newLines(text: string, carried: Map<string, number>): string {
  const fresh = linesOf(text).filter((line) => {
    const sum = sumOf(line);
    const left = carried.get(sum) ?? 0;
    if (left > 0) carried.set(sum, left - 1);
    return left === 0;
  });
  return fresh.join('\n').trim();
}
