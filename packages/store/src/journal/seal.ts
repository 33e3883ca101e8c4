/**
 * Numbers the entries of a request and makes their exact bytes and leaf hashes. Pure.
 *
 * Leaf: RFC 6962 2.1, SHA-256(0x00 || canonical JSON), canonical JSON as in RFC 8785.
 */
import type { Beside, Entry } from '@tallystick/domain/entry';
import type { PersonId } from '@tallystick/domain/cells/ids';
import { isAuditJournal } from '@tallystick/domain/audit/journal-id';
import { canonicalJson } from '@tallystick/ledger/canonical-json';
import { leafHash, sha256Hex } from '@tallystick/ledger/hash';
import type { AuditEntry } from '@tallystick/domain/audit/entry';
import type { AuditAppend } from '../port-audit.ts';
import type { AppendRequest } from '../port-journal.ts';

export type Sealed<E extends Entry | AuditEntry = Entry | AuditEntry> = {
  entry: E;
  text: string;
  leaf: Uint8Array;
};

/** The entries of a request as they will stand in the journal after `head`. `claims`: those not known before. */
export function seal(
  request: AppendRequest,
  head: number,
  claims: { client: number; person: PersonId }[],
): Sealed<Entry>[] {
  const beside = whatIsBeside(request, claims);
  return request.entries.map((fresh, position) => {
    const entry: Entry = { ...fresh, number: head + 1 + position };
    if (position === 0 && beside !== undefined) entry.beside = beside;
    return sealed(entry);
  });
}

/** The same of an audit journal, beside whose entries nothing is kept. */
export function sealAudit({ entries, expected }: AuditAppend): Sealed<AuditEntry>[] {
  return entries.map((fresh, position) => sealed({ ...fresh, number: expected + 1 + position }));
}

function sealed<E extends Entry | AuditEntry>(entry: E): Sealed<E> {
  const text = canonicalJson(entry);
  return { entry, text, leaf: leafHash(text) };
}

function whatIsBeside(
  request: AppendRequest,
  claims: { client: number; person: PersonId }[],
): Beside | undefined {
  const beside: Beside = {};
  if (claims.length > 0) beside.claims = claims;
  if (request.generation !== undefined) {
    const { generation, upTo, base } = request.generation;
    beside.generation = { generation, upTo, base: sha256Hex(base) };
  }
  if (request.snapshot !== undefined) {
    const { submission, text } = request.snapshot;
    beside.snapshot = { submission, text: sha256Hex(text) };
  }
  return Object.keys(beside).length > 0 ? beside : undefined;
}

/** As `assertWellFormed`. */
export function assertAuditWellFormed({ workbook, entries }: AuditAppend): void {
  if (!isAuditJournal(workbook)) throw new Error(`${workbook} is no audit journal`);
  if (entries.length === 0) throw new Error(`append to ${workbook}: a request needs an entry`);
  if (entries.some((entry) => entry.workbook !== workbook))
    throw new Error(`append to ${workbook}: an entry names another journal`);
  if (new Set(entries.map(({ command }) => command)).size < entries.length)
    throw new Error(`append to ${workbook}: a command stands twice`);
}

/**
 * Throws where a request breaks the port's own rules: that is a defect of the caller, not a refusal.
 * A snapshot must be the one that the `locked` event beside it names by hash, or no proof of it could hold.
 */
export function assertWellFormed(request: AppendRequest): void {
  const { workbook, entries, snapshot } = request;
  if (isAuditJournal(workbook)) throw new Error(`append to ${workbook}: it is no workbook's`);
  if (entries.length === 0) throw new Error(`append to ${workbook}: a request needs an entry`);
  const commands = new Set<string>();
  for (const entry of entries) {
    if (entry.workbook !== workbook)
      throw new Error(`append to ${workbook}: an entry names ${entry.workbook}`);
    if ('beside' in entry) throw new Error(`append to ${workbook}: beside is the store's to set`);
    if (entry.kind === 'edit') continue;
    if (entry.event.type === 'deleted' && entry !== entries.at(-1))
      throw new Error(`append to ${workbook}: nothing comes after its deletion`);
    if (commands.has(entry.command))
      throw new Error(`append to ${workbook}: command ${entry.command} stands twice`);
    commands.add(entry.command);
  }
  if (snapshot === undefined) return;
  const named = entries.some(
    (entry) =>
      entry.kind === 'event' &&
      entry.event.type === 'locked' &&
      entry.event.submission === snapshot.submission &&
      entry.event.snapshot === sha256Hex(snapshot.text),
  );
  if (!named)
    throw new Error(`append to ${workbook}: no locked event names this snapshot by its hash`);
}
