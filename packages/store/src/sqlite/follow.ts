/**
 * Brings the index of the history up to the journal, a portion at a time. It is work that nobody waits for: it runs in
 * the writing thread between commits, or before a question that needs it.
 *
 * The index can be made anew from the journal: where a workbook has no line in `mentioned`, all of it is.
 */
import type { Entry } from '@tallystick/domain/entry';
import type Database from 'better-sqlite3';
import { type Mentioned, nothingMentioned, remember, subjectsOf } from '../projections/mentions.ts';

/** Entries of one portion at most, and milliseconds after which it ends: what an edit that comes meanwhile waits. */
const PORTION_ENTRIES = 256;
const PORTION_MS = 4;
/** Workbooks whose assignments and threads are kept in memory between portions. */
const REMEMBERED_WORKBOOKS = 32;

type Lag = { workbook: string; upTo: number; head: number };

/** Follows one journal for a portion, inside the caller's transaction; answers how far it came. */
export type Follower = (workbook: string) => { upTo: number; head: number };

type Remembered = { upTo: number; mentioned: Mentioned };

const LAG = `SELECT workbook.workbook, workbook.head, coalesce(mentioned.up_to, 0) AS upTo
  FROM workbook LEFT JOIN mentioned USING (workbook)
  WHERE workbook.kind = 'workbook' AND workbook.deleted_at IS NULL`;

function prepareStatements(database: Database.Database) {
  return {
    lag: database.prepare<[string], Lag>(`${LAG} AND workbook.workbook = ?`),
    entries: database
      .prepare<[string, number, number], string>(
        'SELECT text FROM entry WHERE workbook = ? AND number > ? ORDER BY number LIMIT ?',
      )
      .pluck(),
    events: database
      .prepare<[string, number], string>(
        `SELECT text FROM entry WHERE workbook = ? AND kind = 'event' AND number <= ? ORDER BY number`,
      )
      .pluck(),
    forget: database.prepare('DELETE FROM mention WHERE workbook = ?'),
    add: database.prepare('INSERT INTO mention (workbook, subject, number) VALUES (?, ?, ?)'),
    reach: database.prepare(
      `INSERT INTO mentioned (workbook, up_to) VALUES (?, ?)
       ON CONFLICT (workbook) DO UPDATE SET up_to = excluded.up_to`,
    ),
  };
}
type Statements = ReturnType<typeof prepareStatements>;

export function openFollower(database: Database.Database): Follower {
  const statements = prepareStatements(database);
  const remembered = new Map<string, Remembered>();
  return (workbook) => {
    const lag = statements.lag.get(workbook);
    if (lag === undefined || lag.upTo >= lag.head) return lag ?? { upTo: 0, head: 0 };
    // What is left of an index without its line is of no use.
    if (lag.upTo === 0) statements.forget.run(workbook);
    const known = recall(statements, remembered, lag);
    const upTo = writePortion(statements, workbook, known);
    statements.reach.run(workbook, upTo);
    return { upTo, head: lag.head };
  };
}

/** A function that answers the workbooks whose index is behind, and by how many entries. */
export function openLags(
  database: Database.Database,
): () => { workbook: string; entries: number }[] {
  const behind = database.prepare<[], Lag>(`${LAG} AND head > coalesce(mentioned.up_to, 0)`);
  return () => behind.all().map(({ workbook, head, upTo }) => ({ workbook, entries: head - upTo }));
}

/** What the entries before have left; read anew where it is not known, or where a transaction was undone since. */
function recall(
  statements: Statements,
  remembered: Map<string, Remembered>,
  { workbook, upTo }: Lag,
): Remembered {
  const known = remembered.get(workbook);
  remembered.delete(workbook);
  const now = known?.upTo === upTo ? known : { upTo, mentioned: nothingMentioned() };
  if (now !== known)
    for (const text of statements.events.all(workbook, upTo))
      remember(now.mentioned, JSON.parse(text) as Entry);
  // The one used last stands last; the first has not been used for longest.
  remembered.set(workbook, now);
  const [oldest] = remembered.keys();
  if (remembered.size > REMEMBERED_WORKBOOKS && oldest !== undefined) remembered.delete(oldest);
  return now;
}

function writePortion(statements: Statements, workbook: string, known: Remembered): number {
  const until = performance.now() + PORTION_MS;
  for (const text of statements.entries.all(workbook, known.upTo, PORTION_ENTRIES)) {
    const entry = JSON.parse(text) as Entry;
    for (const subject of subjectsOf(entry, known.mentioned))
      statements.add.run(workbook, subject, entry.number);
    remember(known.mentioned, entry);
    known.upTo = entry.number;
    if (performance.now() > until) break;
  }
  return known.upTo;
}
