/**
 * Reads the journal entry by entry and trusts none of it. This walk feeds the two other checks: the tree with leaf
 * hashes, the projections with what they must hold.
 */
import { type AuditEntry, isAuditEntry } from '@tallystick/domain/audit/entry';
import type { Entry } from '@tallystick/domain/entry';
import { parseCanonicalJson } from '@tallystick/ledger/canonical-json';
import { equalBytes, leafHash, textOf } from '@tallystick/ledger/hash';
import type { ClockCheck } from './clock.ts';
import { type ErasedCheck, isBare, placeOfErased } from './erased.ts';
import type { Expected } from './expected.ts';
import type { EvidenceCheck } from './evidence.ts';
import type { FileCheck } from './files.ts';
import type { Faults } from './faults.ts';
import type { ListingCheck } from './listing.ts';
import type { MentionCheck } from './mentions.ts';
import type { EntryRow, JournalRows } from './rows.ts';
import type { TreeCheck } from './tree.ts';

/** Columns that repeat what the text says. */
const REPEATED = ['workbook', 'number', 'kind', 'at', 'by'] as const;

type Checks = {
  faults: Faults;
  tree: TreeCheck;
  mentions: MentionCheck;
  listing: ListingCheck;
  clock: ClockCheck;
  erased: ErasedCheck;
  files: FileCheck;
  evidence: EvidenceCheck;
};

/** Walks all entries in the order of the tree and answers how many there are. */
export function checkEntries(rows: JournalRows, expected: Expected, checks: Checks): number {
  const { faults, tree } = checks;
  let count = 0;
  let next = 0;
  for (const row of rows.entries()) {
    if (row.workbook !== null) count += 1;
    const index = row.logIndex;
    if (index > next) {
      const which = index - next === 1 ? `Entry ${next} is` : `Entries ${next} to ${index - 1} are`;
      faults.entry({ index: next, what: `${which} missing.` });
      tree.break();
    }
    if (index < 0) faults.entry({ index, what: 'An entry stands before the first.' });
    else next = index + 1;
    checkEntry(row, expected, checks);
  }
  for (const { workbook, number } of rows.unplaced()) {
    count += 1;
    const what = `The entry ${Number(number)} of ${String(workbook)} has no place in the tree.`;
    faults.entry({ index: next, workbook: String(workbook), number: Number(number), what });
  }
  return count;
}

function checkEntry(row: EntryRow, expected: Expected, checks: Checks): void {
  const { faults, tree, mentions, listing, clock, erased } = checks;
  const index = row.logIndex;
  if (row.workbook === null) {
    checkMissing(row, checks);
    return;
  }
  const place = placeOfErased(row);
  if (place !== undefined && isBare(row)) {
    // Its leaf alone is left, and the tree vouches for that.
    const leaf = new Uint8Array(row.leaf as Uint8Array);
    if (index >= 0) tree.add(leaf);
    checkHash(row, leaf, faults);
    checkNumber(expected, place, faults);
    expected.addErased(place);
    erased.addErased(place);
    return;
  }
  const bytes = row.text ?? new Uint8Array();
  const leaf = leafHash(bytes);
  if (index >= 0) tree.add(leaf);
  const at = { index, ...placeOf(row) };
  const wrong = (what: string) => faults.entry({ ...at, what: `Entry ${index} ${what}` });
  if (!(row.leaf instanceof Uint8Array) || !equalBytes(row.leaf, leaf))
    wrong('does not have the hash that was written with it.');
  checkHash(row, leaf, faults);
  const text = row.textType === 'text' ? textOf(bytes) : undefined;
  const parsed = text === undefined ? undefined : parseCanonicalJson(text);
  if (parsed === undefined) {
    wrong('is not canonical JSON.');
    return;
  }
  const entry = parsed.value as Entry | AuditEntry;
  try {
    for (const column of REPEATED)
      if (row[column] !== entry[column]) wrong(`says another "${column}" than its column.`);
    checkNumber(expected, { ...at, workbook: entry.workbook, number: entry.number }, faults);
    if (entry.kind === 'event' && expected.hasCommand(entry.workbook, entry.command))
      wrong('carries out a command that was carried out before.');
    expected.add(entry, index);
    clock.add(entry, index);
    erased.addWhole(entry, index, faults);
    // Nothing else follows from what the audit side writes.
    if (isAuditEntry(entry)) return;
    mentions.expect(entry);
    listing.expect(entry, index);
    checks.files.add(entry, index);
    checks.evidence.add(entry, index);
  } catch {
    wrong('is not of the shape of an entry.');
  }
}

/** No entry has the place. Its hash goes on into the tree, so that those after it can be looked at. */
function checkMissing({ logIndex: index, hash }: EntryRow, { faults, tree }: Checks): void {
  faults.entry({ index, what: `Entry ${index} is missing.` });
  if (index >= 0 && hash instanceof Uint8Array) tree.add(new Uint8Array(hash));
  else tree.break();
}

/** An entry stands in the tree with its own hash. */
function checkHash(row: EntryRow, leaf: Uint8Array, faults: Faults): void {
  if (row.hash instanceof Uint8Array && equalBytes(row.hash, leaf)) return;
  const index = row.logIndex;
  const what = `Entry ${index} stands in the tree with another hash than its own.`;
  faults.entry({ index, ...placeOf(row), what });
}

type Numbered = { index: number; workbook: string; number: number };

function checkNumber(expected: Expected, place: Numbered, faults: Faults): void {
  const { index, workbook, number } = place;
  const last = expected.lastOf(workbook) ?? { index: -1, number: 0 };
  if (number === last.number + 1) return;
  const what = `Entry ${index} has the number ${number} where ${last.number + 1} belongs.`;
  // A number left out may have been taken from anywhere since the last one; a number come again is this one's fault.
  if (number > last.number && last.index + 1 < index)
    faults.entry({ ...place, index: last.index + 1, to: index + 1, what });
  else faults.entry({ ...place, what });
}

function placeOf(row: EntryRow): { workbook?: string; number?: number } {
  const { workbook, number } = row;
  return typeof workbook === 'string' && typeof number === 'number' ? { workbook, number } : {};
}
