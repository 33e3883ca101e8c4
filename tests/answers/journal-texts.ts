/**
 * The texts of all cells at every number of a journal: read with SQL from the file and applied by Yjs itself, so that a
 * judge of answers rests on nothing that the server says of its own writes.
 */
import Database from 'better-sqlite3';
import { applyUpdate, Doc, type YMapEvent } from 'yjs';

export type CellHistory = {
  textAt: (cell: string, number: number) => string | null;
  /** The number at which a text first came into a cell; undefined where it never did. */
  numberOf: (cell: string, text: string) => number | undefined;
  /** What stood in a cell right after a text; undefined where the text never stood, or still does. */
  textAfter: (cell: string, text: string) => string | null | undefined;
  entries: number;
};

type Step = { number: number; text: string | null };

/** A journal of one generation. */
export function readTexts(file: string, workbook: string): CellHistory {
  const steps = new Map<string, Step[]>();
  const database = new Database(file, { readonly: true });
  const doc = new Doc();
  const cells = doc.getMap<string>('cells');
  let number = 0;
  cells.observe((event: YMapEvent<string>) => {
    for (const cell of event.keysChanged) {
      const line = steps.get(cell) ?? [];
      steps.set(cell, line);
      const text = cells.get(cell) ?? null;
      if ((line.at(-1)?.text ?? null) !== text) line.push({ number, text });
    }
  });
  let entries = 0;
  try {
    const rows = database
      .prepare<[string], { text: string }>(
        `SELECT text FROM entry WHERE workbook = ? AND kind = 'edit' ORDER BY number`,
      )
      .all(workbook);
    for (const row of rows) {
      const entry = JSON.parse(row.text) as { number: number; update: string };
      ({ number } = entry);
      applyUpdate(doc, Buffer.from(entry.update, 'base64'));
      entries++;
    }
  } finally {
    database.close();
    doc.destroy();
  }
  const of = (cell: string): Step[] => steps.get(cell) ?? [];
  return {
    entries,
    textAt: (cell, at) => of(cell).findLast((step) => step.number <= at)?.text ?? null,
    numberOf: (cell, text) => of(cell).find((step) => step.text === text)?.number,
    textAfter: (cell, text) => {
      const at = of(cell).findIndex((step) => step.text === text);
      return at < 0 ? undefined : of(cell)[at + 1]?.text;
    },
  };
}

export type KeptDraft = { cell: string; text: string | null; by: string; code: string };

export function keptDrafts(file: string, workbook: string): KeptDraft[] {
  const database = new Database(file, { readonly: true });
  try {
    return database
      .prepare<[string], KeptDraft>(
        'SELECT cell, text, by, code FROM refused_draft WHERE workbook = ?',
      )
      .all(workbook);
  } finally {
    database.close();
  }
}
