/**
 * What became of everything that was typed in a workbook whose server was restored: held against the journal that was
 * lost, the one that stands now, and what lies beside the cells.
 */
import type { Entry } from '@tallystick/domain/entry';
import Database from 'better-sqlite3';
import { keptDrafts } from '../answers/journal-texts.ts';
import { journalValues, typedKey } from './journal-values.ts';
import type { RestoreSession } from './restore-session.ts';

/** The database as it was before it was put back, and as it is at the end. */
export type Files = { lost: string; now: string };

export type Judgement = {
  /** Entries of the journal, and drafts, that are signed by somebody who did not type them. */
  signedForOthers: string[];
  /** Client ids that are another person's now. */
  lostIds: string[];
  /** Typed, and neither in the journal nor beside a cell of its author. */
  lostEdits: string[];
  /** Drafts of what the restored journal does not hold. */
  drafts: number;
  /** What the journal that was lost held and the present one does not. */
  forgotten: number;
};

export function judge(session: RestoreSession, files: Files): Judgement {
  const { workbook } = session.place;
  const lost = journalValues(files.lost, workbook);
  const now = journalValues(files.now, workbook);
  const kept = keptDrafts(files.now, workbook);
  const shown = session.tabs.flatMap((tab) =>
    (tab.handle?.cells.drafts() ?? []).map(({ cell, stored, refusal }) => {
      return { by: tab.person, cell, text: stored ?? null, code: refusal.code };
    }),
  );
  const drafts = [...kept, ...shown];
  const beside = new Set(drafts.map(({ by, cell, text }) => typedKey({ person: by, cell, text })));
  const lostEdits = session.typed().filter((typed) => {
    const key = typedKey(typed);
    if (now.typed.has(key) || beside.has(key)) return false;
    // Saved once and overwritten by who had seen it, or lost against another and said so: nobody misses it.
    return !lost.typed.has(key) || lost.cells[typed.cell] === typed.text;
  });
  return {
    signedForOthers: [...foreignEntries(files.now, workbook), ...foreignDrafts(drafts)],
    lostIds: changedClaims(files, workbook),
    lostEdits: lostEdits.map(({ person, cell, text }) => `${person}: ${cell}=${text} is nowhere`),
    drafts: drafts.filter(({ code }) => code === 'restored').length,
    forgotten: [...lost.typed].filter((key) => !now.typed.has(key)).length,
  };
}

/** Each text names who typed it. */
const typist = (text: string | null): string | undefined =>
  /^(\S+) wrote \d+$/.exec(text ?? '')?.[1];

const isAnothers = (by: string, text: string | null): boolean => (typist(text) ?? by) !== by;

function foreignDrafts(drafts: { by: string; cell: string; text: string | null }[]): string[] {
  return drafts
    .filter(({ by, text }) => isAnothers(by, text))
    .map(({ by, cell, text }) => `a draft of ${by}: ${cell}=${text}`);
}

function foreignEntries(file: string, workbook: string): string[] {
  return rowsOf(file, workbook, 'entry', 'text').flatMap((text) => {
    const entry = JSON.parse(String(text)) as Entry;
    if (entry.kind !== 'edit') return [];
    return entry.cells.flatMap(({ cell, after, attempted, through = [] }) =>
      [...through, attempted === undefined ? after : attempted]
        .filter((each) => isAnothers(entry.by, each))
        .map((each) => `entry ${entry.number} of ${entry.by}: ${cell}=${each}`),
    );
  });
}

function changedClaims({ lost, now }: Files, workbook: string): string[] {
  const before = claimsIn(lost, workbook);
  return [...claimsIn(now, workbook)].flatMap(([client, person]) => {
    const was = before.get(client) ?? person;
    return was === person ? [] : [`${client} was ${was}'s and is ${person}'s`];
  });
}

function claimsIn(file: string, workbook: string): Map<number, string> {
  const database = new Database(file, { readonly: true });
  try {
    const rows = database
      .prepare<[string], { client: number; person: string }>(
        'SELECT client, person FROM client_claim WHERE workbook = ?',
      )
      .all(workbook);
    return new Map(rows.map(({ client, person }) => [client, person]));
  } finally {
    database.close();
  }
}

function rowsOf(file: string, workbook: string, table: string, column: string): unknown[] {
  const database = new Database(file, { readonly: true });
  try {
    return database
      .prepare<[string], unknown>(`SELECT ${column} FROM ${table} WHERE workbook = ?`)
      .pluck()
      .all(workbook);
  } finally {
    database.close();
  }
}
