/** The writes of the history: how far a person has looked, and the index where a question needs it at once. */
import type Database from 'better-sqlite3';
import type { SeenRow } from '../../port-history.ts';
import { openFollower } from '../follow.ts';

export type HistoryOperations = {
  setSeen: { argument: { workbook: string; person: string } & SeenRow; answer: void };
  followJournal: { argument: { workbook: string }; answer: { upTo: number; head: number } };
};

export function historyOperations(database: Database.Database) {
  const follow = openFollower(database);
  const setSeen = database.prepare(
    `INSERT INTO seen (workbook, person, number, at) VALUES (@workbook, @person, @number, @at)
     ON CONFLICT (workbook, person) DO UPDATE SET number = excluded.number, at = excluded.at
     WHERE excluded.number >= seen.number`,
  );
  return {
    setSeen(argument: HistoryOperations['setSeen']['argument']) {
      setSeen.run(argument);
    },
    followJournal: ({ workbook }: HistoryOperations['followJournal']['argument']) =>
      follow(workbook),
  };
}
