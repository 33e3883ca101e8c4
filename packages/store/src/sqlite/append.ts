/**
 * Sequences one request inside the worker's transaction: the checks, the numbered entries and the projections. Their places
 * in the tree are the next step (`integrate.ts`).
 */
import { type Entry, isClientsOwn } from '@tallystick/domain/entry';
import type { PersonId } from '@tallystick/domain/cells/ids';
import type Database from 'better-sqlite3';
import { editsWhileLocked, type OpenSubject } from '../journal/lock-line.ts';
import type { AppendRequest, AppendResult } from '../port-journal.ts';
import { project } from '../projections/project.ts';
import type { ListingFollower } from './listing.ts';
import { assertWellFormed, type Sealed, seal } from '../journal/seal.ts';
import { type Beside, openProjector } from './projector.ts';

type HeadRow = { head: number; locked: number; archived: number; deletedAt: number | null };
type Claims = { client: number; person: PersonId }[];

/** Statements of the hot path, prepared once: drizzle's builder would cost more than the statement. */
function prepareStatements(database: Database.Database) {
  return {
    head: database.prepare<[string], HeadRow>(
      'SELECT head, locked, archived, deleted_at AS deletedAt FROM workbook WHERE workbook = ?',
    ),
    command: database.prepare<[string, string], { text: string }>(
      `SELECT entry.text FROM command JOIN entry USING (workbook, number)
       WHERE command.workbook = ? AND command.command = ?`,
    ),
    claim: database.prepare<[string, number], { person: PersonId }>(
      'SELECT person FROM client_claim WHERE workbook = ? AND client = ?',
    ),
    addEntry: database.prepare(
      `INSERT INTO entry (workbook, number, kind, at, "by", leaf, text) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    setHead: database.prepare('UPDATE workbook SET head = ? WHERE workbook = ?'),
    reopened: database.prepare<[string], OpenSubject>(
      'SELECT number, subject, until FROM reopened WHERE workbook = ?',
    ),
  };
}
type Statements = ReturnType<typeof prepareStatements>;

/** The result, and the entries that were written and have no place yet; none where it was refused. */
export type Sequenced = { result: AppendResult; entries: readonly Sealed[] };
export type Sequencer = (request: AppendRequest) => Sequenced;

/**
 * Answers a function that gives the entries of a request their numbers and writes them. `treeSize` of a result is 0: the
 * committer knows it after integrating. Throws for a defect.
 */
export function openSequencer(
  database: Database.Database,
  followListing: ListingFollower,
): Sequencer {
  const statements = prepareStatements(database);
  const projectChange = openProjector(database);
  return (request) => {
    assertWellFormed(request);
    const row = statements.head.get(request.workbook);
    if (row === undefined) throw new Error(`there is no workbook ${request.workbook}`);
    const fresh: Claims = [];
    const refused = refusalOf(statements, request, row, fresh);
    if (refused !== undefined) return { result: refused, entries: [] };
    const sealed = seal(request, row.head, fresh);
    const { workbook } = request;
    const beside: Beside = {};
    if (request.generation !== undefined) beside.generation = request.generation.base;
    if (request.snapshot !== undefined) beside.snapshot = request.snapshot.text;
    for (const one of sealed) {
      const { number, kind, at, by } = one.entry;
      statements.addEntry.run(workbook, number, kind, at, by, one.leaf, one.text);
      for (const change of project(one.entry)) projectChange({ workbook, at, beside }, change);
    }
    followListing(
      workbook,
      sealed.map(({ entry }) => entry),
    );
    const head = row.head + sealed.length;
    statements.setHead.run(head, workbook);
    const result = { ok: true as const, first: row.head + 1, head, treeSize: 0 };
    return { result, entries: sealed };
  };
}

/** Reads only, so a refused request leaves no trace. Fills `fresh` with the claims not known before. */
function refusalOf(
  statements: Statements,
  request: AppendRequest,
  row: HeadRow,
  fresh: Claims,
): AppendResult | undefined {
  const { workbook, entries } = request;
  const head = row.head;
  if (row.deletedAt !== null) return { ok: false, why: 'deleted', head };
  for (const entry of entries) {
    if (entry.kind !== 'event') continue;
    const found = statements.command.get(workbook, entry.command);
    if (found !== undefined)
      return { ok: false, why: 'repeated', head, entry: JSON.parse(found.text) as Entry };
  }
  if (request.expected !== head) return { ok: false, why: 'moved', head };
  const reopened = () => statements.reopened.all(workbook);
  const before = { locked: row.locked === 1, archived: row.archived === 1, reopened };
  if (editsWhileLocked(before, entries)) return { ok: false, why: 'locked', head };
  const owners = new Map<number, PersonId | undefined>();
  const ownerOf = (client: number) => {
    if (!owners.has(client)) owners.set(client, statements.claim.get(workbook, client)?.person);
    return owners.get(client);
  };
  for (const { client, person } of request.claims ?? []) {
    const owner = ownerOf(client);
    if (owner !== undefined && owner !== person) return { ok: false, why: 'foreign-client', head };
    if (owner === undefined) fresh.push({ client, person });
    owners.set(client, person);
  }
  for (const entry of entries) {
    // Only at the sockets is the client id the person's own; at other doors it is the server's.
    if (entry.kind !== 'edit' || !isClientsOwn(entry.door)) continue;
    const owner = ownerOf(entry.client);
    if (owner !== undefined && owner !== entry.by)
      return { ok: false, why: 'foreign-client', head };
  }
  return undefined;
}
