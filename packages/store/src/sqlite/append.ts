/** Appends one request inside the worker's transaction: the checks, the entries, the tree and the projections. */
import { type Entry, isClientsOwn } from '@tallystick/domain/entry';
import type { PersonId } from '@tallystick/domain/cells/ids';
import { appendLeaf, type Frontier } from '@tallystick/ledger/frontier';
import { isKeptLevel } from '@tallystick/ledger/tiles';
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
      `INSERT INTO entry (log_index, workbook, number, kind, at, "by", leaf, text)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    addNode: database.prepare('INSERT INTO tree_node (level, node_index, hash) VALUES (?, ?, ?)'),
    setHead: database.prepare('UPDATE workbook SET head = ? WHERE workbook = ?'),
    reopened: database.prepare<[string], OpenSubject>(
      'SELECT number, subject, until FROM reopened WHERE workbook = ?',
    ),
  };
}
type Statements = ReturnType<typeof prepareStatements>;

export type Appender = (request: AppendRequest, tree: Frontier) => AppendResult;

/**
 * Answers a function that appends one request and grows the tree in place. `treeSize` of a result is the tree's size
 * after this request; the committer raises it to the size after the commit. Throws for a defect.
 */
export function openAppender(
  database: Database.Database,
  followListing: ListingFollower,
): Appender {
  const statements = prepareStatements(database);
  const projectChange = openProjector(database);
  return (request, tree) => {
    assertWellFormed(request);
    const row = statements.head.get(request.workbook);
    if (row === undefined) throw new Error(`there is no workbook ${request.workbook}`);
    const fresh: Claims = [];
    const refused = refusalOf(statements, request, row, fresh);
    if (refused !== undefined) return refused;
    const index = tree.size;
    const sealed = seal(request, row.head, fresh);
    const { workbook } = request;
    const beside: Beside = {};
    if (request.generation !== undefined) beside.generation = request.generation.base;
    if (request.snapshot !== undefined) beside.snapshot = request.snapshot.text;
    for (const one of sealed) {
      writeEntry(statements, one, tree);
      const { at } = one.entry;
      for (const change of project(one.entry)) projectChange({ workbook, at, beside }, change);
    }
    followListing(
      workbook,
      sealed.map(({ entry }) => entry),
    );
    const head = row.head + sealed.length;
    statements.setHead.run(head, workbook);
    return { ok: true, first: row.head + 1, head, index, treeSize: tree.size };
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

function writeEntry(statements: Statements, sealed: Sealed, tree: Frontier): void {
  const { entry, text, leaf } = sealed;
  const { workbook, number, kind, at, by } = entry;
  statements.addEntry.run(tree.size, workbook, number, kind, at, by, leaf, text);
  for (const { level, index, hash } of appendLeaf(tree, leaf))
    if (isKeptLevel(level)) statements.addNode.run(level, index, hash);
}
