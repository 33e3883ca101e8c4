/**
 * What one writer was told of one cell of one write, and whether the journal bears it out. The texts of a contest are
 * written once each, so that a text alone says whose write it was.
 */
import type { CellHistory } from './journal-texts.ts';

export type Told = {
  door: 'api' | 'socket' | 'yjs';
  by: string;
  cell: string;
  /** null: the cell was to be emptied. */
  text: string | null;
  /** When it was sent and answered, in milliseconds since 1970; of a socket's writes. */
  sentAt?: number;
  answeredAt?: number;
  answer: 'saved' | 'refused';
  /** The number of the journal that was named; a socket names none. */
  number?: number;
  /** Of a refusal. */
  code?: string;
};

/** Several people may write this one, also where it stands already. */
export const SHARED = 'as agreed';

/** Why an answer is not true; undefined where it is. */
export function untrue(told: Told, journal: CellHistory): string | undefined {
  const { cell, text, number } = told;
  if (told.answer === 'refused') {
    if (!told.code) return 'refused without a code';
    const stood = text !== null && text !== SHARED && journal.numberOf(cell, text) !== undefined;
    return stood ? 'refused, and yet it was in the cell' : undefined;
  }
  if (number !== undefined) {
    const stood = journal.textAt(cell, number);
    return stood === text ? undefined : `the cell held ${JSON.stringify(stood)} at ${number}`;
  }
  if (text !== null) {
    return journal.numberOf(cell, text) === undefined ? 'it never was in the cell' : undefined;
  }
  const { sentAt = 0, answeredAt = 0 } = told;
  const wasEmpty = journal.wasEmpty(cell, sentAt, answeredAt);
  return wasEmpty ? undefined : 'the cell was not empty meanwhile';
}
