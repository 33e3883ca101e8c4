/**
 * The list of habits that the files of this folder fill: `habit(17, 'Enter and Shift+Enter move down and up', ...)`.
 */
import type { HabitSheet } from './habit-sheet.ts';

/** Others who look at the same workbook; each page is opened when a habit first asks for it. */
export type Others = {
  /** Somebody of Riverton Water, who may type in rows 1 to 5 alone. */
  contributor: () => Promise<HabitSheet>;
  /** The same contributor at a tablet, with fingers. */
  tablet: () => Promise<HabitSheet>;
};

export type Habit = {
  number: number;
  name: string;
  run: (sheet: HabitSheet, others: Others) => Promise<void>;
};

export const habits: Habit[] = [];

/** Adds a habit; number and name are those of its line in docs/spreadsheet-habits.md. */
export function habit(number: number, name: string, run: Habit['run']): void {
  habits.push({ number, name, run });
}
