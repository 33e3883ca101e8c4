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
  /** Whether a cell was empty at some moment of a time, in milliseconds since 1970, both ends included. */
  wasEmpty: (cell: string, from: number, until: number) => boolean;
  entries: number;
};

type Step = { number: number; at: number; text: string | null };

/** A journal of one generation. */
export function readTexts(file: string, workbook: string): CellHistory {
  const steps = new Map<string, Step[]>();
  const database = new Database(file, { readonly: true });
  const doc = new Doc();
  const cells = doc.getMap<string>('cells');
  let [number, at] = [0, 0];
  cells.observe((event: YMapEvent<string>) => {
    for (const cell of event.keysChanged) {
      const line = steps.get(cell) ?? [];
      steps.set(cell, line);
      const text = cells.get(cell) ?? null;
      if ((line.at(-1)?.text ?? null) !== text) line.push({ number, at, text });
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
      const entry = JSON.parse(row.text) as { number: number; at: number; update: string };
      ({ number, at } = entry);
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
    textAt: (cell, upTo) => of(cell).findLast((step) => step.number <= upTo)?.text ?? null,
    numberOf: (cell, text) => of(cell).find((step) => step.text === text)?.number,
    wasEmpty: (cell, from, until) => {
      const line = [{ number: 0, at: 0, text: null }, ...of(cell)];
      return line.some(({ text, at: since }, i) => {
        const end = line[i + 1]?.at ?? Number.POSITIVE_INFINITY;
        return text === null && since <= until && end >= from;
      });
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
