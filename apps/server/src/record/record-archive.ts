/**
 * The whole record of a city as one ZIP that a stranger can read: every entry, or its hash where it is not the reader's
 * to see, the signed head with its proof, every locked version, and what stands now. Sources: RFC 6962 (hashes), C2SP
 * tlog-checkpoint.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { no, type Outcome } from '@tallystick/domain/refusals';
import type { EventEntry } from '@tallystick/domain/entry';
import { isEntryTold } from '@tallystick/domain/nouns/entry';
import { type Actor, may } from '@tallystick/domain/rights';
import { type CsvLine, csvPieces } from '@tallystick/exchange/csv/write-csv';
import { manyProofLines } from '@tallystick/ledger/bundle';
import { toHex } from '@tallystick/ledger/hash';
import { manyProofHashes } from '@tallystick/ledger/many-proof';
import { readerWithTiles } from '@tallystick/ledger/tiles';
import type { BlobStore } from '@tallystick/store/blobs/port-blobs';
import type { JournalLine } from '@tallystick/protocol/cells';
import { RECORD_ENTRIES_MAX, RECORD_JOURNAL_BYTES_MAX } from '../service/limits.ts';
import { SYSTEM, type WorkbookNow } from '../workbook/deps.ts';
import { eventRecord } from '../past/event-record.ts';
import { type Exported, workbookCsv, workbookJson } from './export-workbook.ts';
import { placedEntries } from './placed-entries.ts';
import { presentLine } from '../past/present-journal.ts';
import { verdictsGiven } from '../past/present-version.ts';
import { workbookView } from '../workbook/workbook-view.ts';
import { Packing } from '../ledger/packing.ts';
import { type ImportLine, packFiles } from './record-files.ts';
import { recordReadme } from './record-readme.ts';
import { recordTables } from './record-tables.ts';
import { packBundleOf, type ProofSources } from './snapshot-bundle.ts';

/** Whose archive it is, and of what. */
export type Reader = { workbook: WorkbookNow; actor: Actor; of: Exported };

type Pieces = AsyncGenerator<Uint8Array>;
type RecordSources = ProofSources & { blobs: Pick<BlobStore, 'read'> };

/** The archive for one reader, piece by piece. Refused where the journal is longer than one archive can be. */
export function recordArchive(sources: RecordSources, reader: Reader): Outcome<Pieces> {
  const { id, head } = reader.workbook;
  const isTooLong =
    head > RECORD_ENTRIES_MAX || sources.store.entryBytes(id, head) > RECORD_JOURNAL_BYTES_MAX;
  return isTooLong ? no('archive-too-large') : { ok: true, value: pack(sources, reader) };
}

async function* pack(sources: RecordSources, reader: Reader): Pieces {
  const { of, actor } = reader;
  const packing = new Packing();
  yield* packing.add('README.txt', recordReadme({ of, role: actor.role ?? '' }));
  yield* packing.add('workbook.json', `${JSON.stringify(workbookJson(of), null, 1)}\n`);
  yield* packing.add('workbook.csv', workbookCsv(of));
  yield* packing.add('key.txt', `${sources.vkey}\n`);
  const { indices, named, imports } = yield* packEntries(sources, reader, packing);
  yield* packing.add('people.json', await peopleText(sources, of, named));
  yield* packTables(sources, reader, packing);
  // Their names stand in the journal for whoever reads the room; the files themselves are for readers of the history.
  const readsHistory = may(actor, 'read-history', { state: reader.workbook.state }) === undefined;
  const source = { ...sources, id: reader.workbook.id };
  if (readsHistory) yield* packFiles(source, packing, imports);
  yield* packProof(sources, packing, indices);
  yield* packVersions(sources, reader, packing);
  yield* packing.end();
}

/** `indices`: places in the log; `named`: whom the entries name that are shown; `imports`: those of them that name files. */
type Packed = { indices: number[]; named: Set<PersonId>; imports: ImportLine[] };

/**
 * `journal.txt`: place in the log, leaf hash, and the entry as it was hashed, or `-`. The hash is over the whole text, so
 * it is given whole or not at all: to a reader who may see the entry and for whom all is that it holds.
 */
async function* packEntries(
  { store }: ProofSources,
  { workbook, actor }: Reader,
  packing: Packing,
): AsyncGenerator<Uint8Array, Packed> {
  const { id, head, state } = workbook;
  const readsRoom = may(actor, 'read-room', { state }) === undefined;
  const { released } = (await eventRecord(store, workbook)).verdicts;
  const to = { state, actor, readsRoom, released };
  const file = packing.begin('journal.txt');
  const indices: number[] = [];
  const named = new Set<PersonId>();
  const imports: ImportLine[] = [];
  const noNames = new Map<never, string>();
  for await (const stored of placedEntries(store, id, { after: 0, upTo: head })) {
    const shown = presentLine(to, stored, noNames);
    const isWhole = shown !== undefined && isEntryTold(stored.entry, { readsRoom });
    if (isWhole) addNamed(named, shown);
    const { entry } = stored;
    if (isWhole && entry.kind === 'event') imports.push(...filesNamed(entry));
    indices.push(stored.index);
    const text = isWhole ? stored.text : '-';
    yield* file.write(`${stored.index} ${toHex(stored.leaf)} ${text}\n`);
  }
  yield* file.end();
  return { indices, named, imports };
}

/** The files that an event names: values were taken over from one, or it stands behind one. */
function filesNamed({ number, event }: EventEntry): ImportLine[] {
  if (event.type !== 'file-imported' && event.type !== 'evidence-attached') return [];
  const { file, name } = event;
  return file === null ? [] : [{ number, file, name }];
}

function addNamed(named: Set<PersonId>, line: JournalLine): void {
  named.add(line.by.person as PersonId);
  if (line.kind === 'event' && 'person' in line.event) named.add(line.event.person as PersonId);
}

/** Names by id, since the journal knows ids alone; also of those who left. */
async function peopleText(
  { deps }: ProofSources,
  { state }: Exported,
  named: Set<PersonId>,
): Promise<string> {
  named.delete(SYSTEM);
  const names = await deps.names([...new Set([...state.members.keys(), ...named])]);
  const people = [...names].map(([person, name]) => {
    const { role = null, entity = null } = state.members.get(person) ?? {};
    return [person, { name, role, entity }];
  });
  return `${JSON.stringify(Object.fromEntries(people), null, 1)}\n`;
}

/** The tables of what was said, line by line: comments alone may be as long as the journal. */
async function* packTables(
  { deps, store }: ProofSources,
  reader: Reader,
  packing: Packing,
): Pieces {
  const { workbook, actor, of } = reader;
  const view = await workbookView({ ...deps, store }, reader);
  const { verdicts: record } = await eventRecord(store, workbook);
  const verdicts = verdictsGiven(record, of.state, actor);
  for (const { file, head, lines } of recordTables({ of, view, verdicts })) {
    yield* packing.addPieces(file, csvPieces(headed(head, lines)));
  }
}

function* headed(head: CsvLine, lines: Iterable<CsvLine>): Generator<CsvLine> {
  yield head;
  yield* lines;
}

async function* packProof(sources: ProofSources, packing: Packing, indices: number[]): Pieces {
  const { size, note } = await sources.covering((indices.at(-1) ?? 0) + 1);
  const hashes = manyProofHashes(indices, size, readerWithTiles(sources.store.hashes));
  yield* packing.add('checkpoint.txt', note);
  yield* packing.addPieces('proof.txt', manyProofLines(size, hashes));
}

/** A version with more edits than a bundle takes is there without one: so are all that come after it. */
async function* packVersions(
  sources: ProofSources,
  { workbook, actor }: Reader,
  packing: Packing,
): Pieces {
  const { id, state } = workbook;
  let fits = true;
  for (const submission of state.submissions) {
    if (may(actor, 'download-bundle', { state, submission }) !== undefined) continue;
    const n = submission.submission;
    const snapshot = await sources.store.snapshot(id, n);
    if (snapshot === undefined) continue;
    yield* packing.add(`versions/v${n}.json`, snapshot);
    if (!fits) continue;
    const bundle = await packBundleOf(sources, workbook, submission);
    fits = bundle.ok;
    if (bundle.ok) yield* packing.addBytes(`versions/v${n}.zip`, bundle.value);
  }
}
