/**
 * Reads of the past, by the index of what entries speak of. Each first has the index follow to the journal's head; the
 * statements are spelled out, since a look at the index must stay one step per subject.
 */
import type { EditEntry } from '@tallystick/domain/entry';
import type { CellId, WorkbookId } from '@tallystick/domain/cells/ids';
import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import {
  type CellMoment,
  HistoryBehind,
  type HistoryQuery,
  type HistoryStore,
} from '../../port-history.ts';
import { shownBy } from '../../projections/project.ts';
import { ENTRIES_PER_HISTORY } from '../../rules.ts';
import { entryColumns, storedEntry } from './read-journal.ts';
import { isAuditJournal } from '@tallystick/domain/audit/journal-id';
import * as tables from '../schema.ts';
import type { StoredEntry } from '../../rows.ts';

/** Milliseconds for which a question waits for the index; longer, and the person is told how far it is. */
const CATCH_UP_MS = 2_000;
/** Entries fetched by one statement. */
const ENTRIES_PER_FETCH = 500;

type Follow = (workbook: WorkbookId) => Promise<{ upTo: number; head: number }>;
type HistoryReads = Omit<HistoryStore, 'setSeen'>;

/** `follow` brings the index of a workbook on by a portion. */
export function historyReads(db: BetterSQLite3Database, follow: Follow): HistoryReads {
  const { entry, seen } = tables;
  return {
    async history(workbook, query) {
      if (!(await catchUp(db, workbook, follow))) return [];
      const numbers = numbersOf(db, workbook, query);
      const found = fetchEntries(db, workbook, numbers);
      return numbers.flatMap((number) => found.get(number) ?? []);
    },
    async cellsAt(workbook, number) {
      return (await catchUp(db, workbook, follow)) ? cellsAt(db, workbook, number) : new Map();
    },
    async instants(workbook, numbers) {
      if (isAuditJournal(workbook)) return [];
      return db
        .select({ number: entry.number, at: entry.at })
        .from(entry)
        .where(and(eq(entry.workbook, workbook), inArray(entry.number, numbers)))
        .orderBy(asc(entry.number))
        .all();
    },
    async lastSeen(workbook, person) {
      return db
        .select({ number: seen.number, at: seen.at })
        .from(seen)
        .where(and(eq(seen.workbook, workbook), eq(seen.person, person)))
        .get();
    },
  };
}

/** Has the index come to the head that the journal has now. False where there is no such workbook, or no longer. */
async function catchUp(
  db: BetterSQLite3Database,
  workbook: WorkbookId,
  follow: Follow,
): Promise<boolean> {
  const until = performance.now() + CATCH_UP_MS;
  const { mentioned, workbook: book } = tables;
  let wanted: number | undefined;
  for (;;) {
    const lag = db
      .select({ head: book.head, upTo: mentioned.upTo })
      .from(book)
      .leftJoin(mentioned, eq(mentioned.workbook, book.workbook))
      .where(and(eq(book.workbook, workbook), eq(book.kind, 'workbook'), isNull(book.deletedAt)))
      .get();
    if (lag === undefined) return false;
    const { head, upTo } = { head: lag.head, upTo: lag.upTo ?? 0 };
    wanted ??= head;
    if (upTo >= wanted) return true;
    if (performance.now() > until) throw new HistoryBehind(upTo, wanted);
    await follow(workbook);
  }
}

/** Numbers of the entries asked for, newest first. */
function numbersOf(db: BetterSQLite3Database, workbook: WorkbookId, query: HistoryQuery): number[] {
  const { subjects, kinds, after = 0, before = Number.MAX_SAFE_INTEGER } = query;
  const limit = Math.max(0, Math.min(query.limit, ENTRIES_PER_HISTORY));
  const range = (number: SQL) =>
    sql`${number} > ${after} AND ${number} < ${before} ORDER BY ${number} DESC LIMIT ${limit}`;
  const numbers = (statement: SQL) => db.values<[number]>(statement).map(([number]) => number);
  const events = (kinds ?? []).flatMap((kind) => (kind === 'edit' ? [] : [`k:${kind}`]));
  const wantsEdits = kinds?.includes('edit') ?? false;

  const mentioning = (subject: string, also: SQL) =>
    numbers(sql`SELECT m.number FROM ${tables.mention} AS m WHERE m.workbook = ${workbook}
      AND m.subject = ${subject} AND ${also} AND ${range(sql`m.number`)}`);
  const alsoOneOf = (wanted: string[]) =>
    sql`EXISTS (SELECT 1 FROM ${tables.mention} AS o WHERE o.workbook = ${workbook}
      AND o.subject IN ${wanted} AND o.number = m.number)`;
  const isEdit = sql`EXISTS (SELECT 1 FROM entry AS e WHERE e.workbook = ${workbook}
      AND e.number = m.number AND e.kind = 'edit')`;

  let parts: number[][];
  if (subjects === undefined && kinds === undefined) {
    parts = [
      numbers(sql`SELECT number FROM entry WHERE workbook = ${workbook} AND ${range(sql`number`)}`),
    ];
  } else if (subjects === undefined) {
    parts = events.map((event) => mentioning(event, sql`1`));
    if (wantsEdits)
      parts.push(
        numbers(sql`SELECT number FROM entry WHERE workbook = ${workbook} AND kind = 'edit'
          AND ${range(sql`number`)}`),
      );
  } else if (kinds === undefined) {
    parts = subjects.map((subject) => mentioning(subject, sql`1`));
  } else {
    // Events of a kind are few, so they lead; among edits the subject does.
    parts = events.map((event) => mentioning(event, alsoOneOf(subjects)));
    if (wantsEdits) parts.push(...subjects.map((subject) => mentioning(subject, isEdit)));
  }
  return [...new Set(parts.flat())].sort((a, b) => b - a).slice(0, limit);
}

function fetchEntries(
  db: BetterSQLite3Database,
  workbook: WorkbookId,
  numbers: number[],
): Map<number, StoredEntry> {
  const found = new Map<number, StoredEntry>();
  for (let at = 0; at < numbers.length; at += ENTRIES_PER_FETCH) {
    const some = numbers.slice(at, at + ENTRIES_PER_FETCH);
    const rows = db
      .select(entryColumns)
      .from(tables.entry)
      .where(and(eq(tables.entry.workbook, workbook), inArray(tables.entry.number, some)))
      .all();
    for (const stored of rows.map(storedEntry)) found.set(stored.entry.number, stored);
  }
  return found;
}

/** One step of the index for each cell ever set, then the entries that set them. */
function cellsAt(
  db: BetterSQLite3Database,
  workbook: WorkbookId,
  number: number,
): Map<CellId, CellMoment> {
  const last = db.values<[string, number | null]>(sql`
    WITH RECURSIVE each (subject) AS (
      SELECT min(subject) FROM mention
        WHERE workbook = ${workbook} AND subject >= 'c:' AND subject < 'c;'
      UNION ALL
      SELECT (SELECT min(subject) FROM mention
        WHERE workbook = ${workbook} AND subject > each.subject AND subject < 'c;')
      FROM each WHERE each.subject IS NOT NULL
    )
    SELECT subject, (SELECT max(number) FROM mention
        WHERE workbook = ${workbook} AND subject = each.subject AND number <= ${number})
    FROM each WHERE subject IS NOT NULL`);
  const numbers = new Set(last.flatMap(([, setAt]) => setAt ?? []));
  const entries = fetchEntries(db, workbook, [...numbers]);
  const cells = new Map<CellId, CellMoment>();
  for (const [subject, setAt] of last) {
    const entry = setAt === null ? undefined : entries.get(setAt)?.entry;
    if (entry?.kind !== 'edit') continue;
    const cell = subject.slice('c:'.length) as CellId;
    cells.set(cell, momentOf(entry, cell));
  }
  return cells;
}

function momentOf(entry: EditEntry, cell: CellId): CellMoment {
  const { number, by, at } = entry;
  const change = shownBy(entry).findLast((each) => each.cell === cell);
  return { text: change?.after ?? null, number, by, at };
}
