/** What the journal of a stopped server says was typed, and what stands at its end. */
import type { Entry } from '@tallystick/domain/entry';
import Database from 'better-sqlite3';

export type JournalValues = {
  /** Keys by `typedKey`: everything that was set, also on the way and where it lost. */
  typed: Set<string>;
  cells: Record<string, string>;
  /** Texts of comments, by `saidKey`, with how often each stands there. */
  said: Map<string, number>;
  edits: number;
  /** Cells where one of two writes had not seen the other. */
  conflicts: number;
  /** By `typedKey`: since when the text stood that a value overwrote, or lost against, unseen. Milliseconds since 1970. */
  met: Map<string, number>;
};

export const typedKey = (one: { person: string; cell: string; text: string | null }): string =>
  JSON.stringify([one.person, one.cell, one.text]);

export const saidKey = (one: { person: string; text: string }): string =>
  JSON.stringify([one.person, one.text]);

export function journalValues(file: string, workbook: string): JournalValues {
  const database = new Database(file, { readonly: true });
  try {
    const rows = database
      .prepare<[string], { text: string }>(
        `SELECT text FROM entry WHERE workbook = ? ORDER BY number`,
      )
      .all(workbook);
    return read(rows.map(({ text }) => JSON.parse(text) as Entry));
  } finally {
    database.close();
  }
}

function read(entries: Entry[]): JournalValues {
  const none = { typed: new Set<string>(), cells: {}, said: new Map<string, number>() };
  const values: JournalValues = { ...none, edits: 0, conflicts: 0, met: new Map() };
  const stoodSince = new Map<string, number>();
  for (const entry of entries) {
    if (entry.kind === 'event' && entry.event.type === 'commented') {
      const key = saidKey({ person: entry.by, text: entry.event.text });
      values.said.set(key, (values.said.get(key) ?? 0) + 1);
    }
    if (entry.kind !== 'edit') continue;
    values.edits++;
    for (const { cell, after, attempted, unseen, through = [] } of entry.cells) {
      const text = attempted === undefined ? after : attempted;
      if (attempted !== undefined || unseen !== undefined) {
        values.conflicts++;
        values.met.set(typedKey({ person: entry.by, cell, text }), stoodSince.get(cell) ?? 0);
      }
      if (attempted === undefined) stoodSince.set(cell, entry.at);
      for (const each of [...through, text])
        values.typed.add(typedKey({ person: entry.by, cell, text: each }));
      if (after === null) delete values.cells[cell];
      else values.cells[cell] = after;
    }
  }
  values.cells = Object.fromEntries(Object.entries(values.cells).toSorted());
  return values;
}
