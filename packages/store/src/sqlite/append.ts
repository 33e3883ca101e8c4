/** Appends one request inside the worker's transaction: the checks, the entries, the tree and the projections. */
import { type Entry, isClientsOwn } from '@tallystick/domain/entry';
import type { PersonId } from '@tallystick/domain/cells/ids';
import { appendLeaf, type Frontier } from '@tallystick/ledger/frontier';
import { isKeptLevel } from '@tallystick/ledger/tiles';
import type Database from 'better-sqlite3';
import { editsWhileLocked, type OpenSubject } from '../journal/lock-line.ts';
import type { AppendRequest, AppendResult } from '../port-journal.ts';
import { type Projected, project } from '../projections/project.ts';
import type { ListingFollower } from './listing.ts';
import { assertWellFormed, type Sealed, seal } from '../journal/seal.ts';
import { openEraser } from './erase.ts';

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
    addClaim: database.prepare(
      'INSERT INTO client_claim (workbook, client, person) VALUES (?, ?, ?)',
    ),
    addEntry: database.prepare(
      `INSERT INTO entry (log_index, workbook, number, kind, at, "by", leaf, text)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    addCommand: database.prepare(
      'INSERT INTO command (workbook, command, number) VALUES (?, ?, ?)',
    ),
    addNode: database.prepare('INSERT INTO tree_node (level, node_index, hash) VALUES (?, ?, ?)'),
    addGeneration: database.prepare(
      'INSERT INTO generation (workbook, generation, up_to, base) VALUES (?, ?, ?, ?)',
    ),
    addSnapshot: database.prepare(
      'INSERT INTO snapshot (workbook, submission, text) VALUES (?, ?, ?)',
    ),
    setHead: database.prepare('UPDATE workbook SET head = ? WHERE workbook = ?'),
    setCell: database.prepare(
      `INSERT INTO cell (workbook, cell, text, number, "by", at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (workbook, cell) DO UPDATE
       SET text = excluded.text, number = excluded.number, "by" = excluded."by", at = excluded.at`,
    ),
    clearCell: database.prepare('DELETE FROM cell WHERE workbook = ? AND cell = ?'),
    setCreated: database.prepare('UPDATE workbook SET created_at = ? WHERE workbook = ?'),
    setTitle: database.prepare('UPDATE workbook SET city = ?, title = ? WHERE workbook = ?'),
    setLocked: database.prepare('UPDATE workbook SET locked = ? WHERE workbook = ?'),
    setArchived: database.prepare('UPDATE workbook SET archived = ? WHERE workbook = ?'),
    setGeneration: database.prepare('UPDATE workbook SET generation = ? WHERE workbook = ?'),
    setMember: database.prepare(
      `INSERT INTO membership (workbook, person, role, entity) VALUES (?, ?, ?, ?)
       ON CONFLICT (workbook, person) DO UPDATE SET role = excluded.role, entity = excluded.entity`,
    ),
    dropMember: database.prepare('DELETE FROM membership WHERE workbook = ? AND person = ?'),
    reopened: database.prepare<[string], OpenSubject>(
      'SELECT number, subject, until FROM reopened WHERE workbook = ?',
    ),
    addReopened: database.prepare(
      'INSERT INTO reopened (workbook, number, subject, until) VALUES (?, ?, ?, ?)',
    ),
    dropReopened: database.prepare('DELETE FROM reopened WHERE workbook = ?'),
    endReopening: database.prepare('DELETE FROM reopened WHERE workbook = ? AND number = ?'),
    addClarification: database.prepare(
      `INSERT INTO clarification (workbook, clarification, edition, kpi, status, asked, asked_at)
       VALUES (?, ?, ?, ?, 'open', ?, ?)`,
    ),
    setRuling: database.prepare(
      `UPDATE clarification SET status = 'answered', scope = ?, ruled = ?, ruled_at = ?
       WHERE workbook = ? AND clarification = ?`,
    ),
    closeClarification: database.prepare(
      "UPDATE clarification SET status = 'closed' WHERE workbook = ? AND clarification = ?",
    ),
    erase: openEraser(database),
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
  return (request, tree) => {
    assertWellFormed(request);
    const row = statements.head.get(request.workbook);
    if (row === undefined) throw new Error(`there is no workbook ${request.workbook}`);
    const fresh: Claims = [];
    const refused = refusalOf(statements, request, row, fresh);
    if (refused !== undefined) return refused;
    const index = tree.size;
    const sealed = seal(request, row.head, fresh);
    for (const one of sealed) writeEntry(statements, one, tree);
    writeBeside(statements, request, fresh);
    followListing(
      request.workbook,
      sealed.map(({ entry }) => entry),
    );
    const head = row.head + sealed.length;
    statements.setHead.run(head, request.workbook);
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
  if (entry.kind === 'event') statements.addCommand.run(workbook, entry.command, number);
  for (const written of project(entry)) writeProjected(statements, workbook, written);
}

function writeProjected(statements: Statements, workbook: string, written: Projected): void {
  switch (written.set) {
    case 'cell': {
      const { cell, text, number, by, at } = written;
      if (text === null) statements.clearCell.run(workbook, cell);
      else statements.setCell.run(workbook, cell, text, number, by, at);
      return;
    }
    case 'created':
      statements.setCreated.run(written.at, workbook);
      return;
    case 'title':
      statements.setTitle.run(written.city, written.title, workbook);
      return;
    case 'locked':
      statements.setLocked.run(written.locked ? 1 : 0, workbook);
      statements.dropReopened.run(workbook);
      return;
    case 'archived':
      statements.setArchived.run(written.archived ? 1 : 0, workbook);
      return;
    case 'deleted':
      statements.erase(workbook, written.at);
      return;
    case 'generation':
      statements.setGeneration.run(written.generation, workbook);
      return;
    case 'member':
      statements.setMember.run(workbook, written.person, written.role, written.entity);
      return;
    case 'no-member':
      statements.dropMember.run(workbook, written.person);
      return;
    case 'reopened':
      statements.addReopened.run(workbook, written.number, written.subject, written.until);
      return;
    case 'reopening-ended':
      statements.endReopening.run(workbook, written.reopening);
      return;
    default:
      writeClarification(statements, workbook, written);
  }
}

type ClarificationWrite = Extract<Projected, { clarification: unknown }>;

function writeClarification(
  statements: Statements,
  workbook: string,
  written: ClarificationWrite,
): void {
  const { clarification } = written;
  switch (written.set) {
    case 'clarification': {
      const { edition, kpi, number, at } = written;
      statements.addClarification.run(workbook, clarification, edition, kpi, number, at);
      return;
    }
    case 'ruling': {
      const { scope, number, at } = written;
      statements.setRuling.run(scope, number, at, workbook, clarification);
      return;
    }
    case 'clarification-closed':
      statements.closeClarification.run(workbook, clarification);
      return;
    default:
      written satisfies never;
  }
}

function writeBeside(statements: Statements, request: AppendRequest, fresh: Claims): void {
  const { workbook, generation, snapshot } = request;
  for (const { client, person } of fresh) statements.addClaim.run(workbook, client, person);
  if (generation !== undefined)
    statements.addGeneration.run(workbook, generation.generation, generation.upTo, generation.base);
  if (snapshot !== undefined)
    statements.addSnapshot.run(workbook, snapshot.submission, snapshot.text);
}
