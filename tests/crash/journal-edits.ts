/** Every edit of a journal file, read beside the server with SQL of its own. */
import type { Entry } from '@tallystick/domain/entry';
import Database from 'better-sqlite3';

export type JournalEdit = { number: number; cell: string; text: string | null; by: string };

/** The edits with a number above `after`, ascending; an edit of several cells gives several lines. */
export function journalEdits(file: string, workbook: string, after = 0): JournalEdit[] {
  const database = new Database(file, { readonly: true });
  try {
    const rows = database
      .prepare<[string, number], { text: string }>(
        `SELECT text FROM entry WHERE workbook = ? AND number > ? AND kind = 'edit' ORDER BY number`,
      )
      .all(workbook, after);
    return rows.flatMap(({ text }) => linesOf(JSON.parse(text) as Entry));
  } finally {
    database.close();
  }
}

function linesOf(entry: Entry): JournalEdit[] {
  if (entry.kind !== 'edit') return [];
  const { number, by } = entry;
  return entry.cells.map(({ cell, after, attempted }) => ({
    number,
    cell,
    text: attempted === undefined ? after : attempted,
    by,
  }));
}

/** How often an edit stands in the journal, under its own author and cell. */
export function timesIn(
  edits: JournalEdit[],
): (edit: { cell: string; text: string; by: string }) => number {
  const times = new Map<string, number>();
  for (const { cell, text, by } of edits) {
    const key = JSON.stringify([cell, text, by]);
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  return ({ cell, text, by }) => times.get(JSON.stringify([cell, text, by])) ?? 0;
}
