/**
 * The whole record of a city as one ZIP that a stranger can read: every entry, or its hash where it is not the reader's
 * to see, the signed head with its proof, every locked version, and what stands now. Own file because it is written
 * piece by piece and never held whole. Sources: RFC 6962 (hashes), C2SP tlog-checkpoint.
 */
import type { PersonId } from '@tallystick/domain/ids';
import { type Actor, may } from '@tallystick/domain/rights';
import { CSV_BEGIN, csvLine } from '@tallystick/exchange/csv-text';
import { formatManyProof } from '@tallystick/ledger/bundle';
import { toHex } from '@tallystick/ledger/hash';
import { manyProof } from '@tallystick/ledger/many-proof';
import { proveFrom } from '@tallystick/ledger/tiles';
import type { JournalLine } from '@tallystick/protocol/cells';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { ENTRIES_PAGE, RECORD_ENTRIES_MAX } from '../limits.ts';
import { type Deps, SYSTEM } from '../workbook/deps.ts';
import {
  type Exported,
  readWorkbook,
  workbookCsv,
  workbookJson,
} from '../workbook/export-workbook.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import { readEntries } from '../workbook/load.ts';
import { presentLine } from '../workbook/present-journal.ts';
import { eventRecord } from '../workbook/event-record.ts';
import { verdictsGiven } from '../workbook/present-version.ts';
import { workbookView } from '../workbook/workbook-view.ts';
import { type Checkpoints, hashesOf } from './checkpoints.ts';
import { recordReadme } from './record-readme.ts';
import { recordTables } from './record-tables.ts';
import { snapshotBundle } from './snapshot-bundle.ts';

/** Lines of a file that are packed at once. */
const PIECE_LINES = ENTRIES_PAGE / 10;

type Sources = { deps: Deps; checkpoints: Checkpoints; vkey: string };
type Reader = { workbook: LiveWorkbook; actor: Actor };

/** Pieces of a ZIP under way: what was packed since they were last taken. */
class Packing {
  readonly #zip: Zip;
  #ready: Uint8Array[] = [];

  constructor() {
    this.#zip = new Zip((error, chunk) => {
      if (error !== null) throw error;
      this.#ready.push(chunk);
    });
  }

  begin(name: string): ZipDeflate {
    const file = new ZipDeflate(name, { level: 6 });
    this.#zip.add(file);
    return file;
  }

  add(name: string, content: string | Uint8Array): void {
    this.begin(name).push(typeof content === 'string' ? strToU8(content) : content, true);
  }

  end(): void {
    this.#zip.end();
  }

  take(): Uint8Array[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }
}

/** The archive for one reader, chunk by chunk. Undefined where the journal is longer than one answer can be. */
export async function recordArchive(
  sources: Sources,
  reader: Reader,
): Promise<AsyncGenerator<Uint8Array> | undefined> {
  const of = await readWorkbook(sources.deps, reader.workbook);
  return of.head > RECORD_ENTRIES_MAX ? undefined : pack(sources, reader, of);
}

async function* pack(sources: Sources, reader: Reader, of: Exported): AsyncGenerator<Uint8Array> {
  const { vkey } = sources;
  const { actor } = reader;
  const packing = new Packing();
  packing.add('README.txt', recordReadme({ of, role: actor.role ?? '' }));
  packing.add('workbook.json', `${JSON.stringify(workbookJson(of), null, 1)}\n`);
  packing.add('workbook.csv', workbookCsv(of));
  packing.add('key.txt', `${vkey}\n`);
  yield* packing.take();
  const { indices, named } = yield* packEntries(sources, reader, { of, packing });
  yield* packPeople(sources, packing, { of, named });
  yield* packTables(sources, reader, { of, packing });
  yield* packProof(sources, packing, indices);
  yield* packVersions(sources, reader, { of, packing });
  packing.end();
  yield* packing.take();
}

/** `indices`: places in the log; `named`: whom the entries name that are shown. */
type Packed = { indices: number[]; named: Set<PersonId> };

/** `journal.txt`: place in the log, leaf hash, and the entry as it was hashed, or `-`. */
async function* packEntries(
  { deps }: Sources,
  { workbook, actor }: Reader,
  { of, packing }: { of: Exported; packing: Packing },
): AsyncGenerator<Uint8Array, Packed> {
  const { state } = of;
  const readsRoom = may(actor, 'read-room', { state }) === undefined;
  const { released } = (await eventRecord(deps.store, workbook)).verdicts;
  const to = { state, actor, readsRoom, released };
  const file = packing.begin('journal.txt');
  const indices: number[] = [];
  const named = new Set<PersonId>();
  let lines = '';
  const noNames = new Map<never, string>();
  for await (const stored of readEntries(deps.store, workbook.id, { after: 0, upTo: of.head })) {
    const shown = presentLine(to, stored, noNames);
    lines += `${stored.index} ${toHex(stored.leaf)} ${shown === undefined ? '-' : stored.text}\n`;
    if (shown !== undefined) addNamed(named, shown);
    indices.push(stored.index);
    if (indices.length % PIECE_LINES > 0) continue;
    file.push(strToU8(lines));
    lines = '';
    yield* packing.take();
  }
  file.push(strToU8(lines), true);
  yield* packing.take();
  return { indices, named };
}

function addNamed(named: Set<PersonId>, line: JournalLine): void {
  named.add(line.by.person as PersonId);
  if (line.kind === 'event' && 'person' in line.event) named.add(line.event.person as PersonId);
}

/** `people.json`: names by id, since the journal knows ids alone; also of those who left. */
async function* packPeople(
  { deps }: Sources,
  packing: Packing,
  { of, named }: { of: Exported; named: Set<PersonId> },
): AsyncGenerator<Uint8Array> {
  const { state } = of;
  named.delete(SYSTEM);
  const names = await deps.names([...new Set([...state.members.keys(), ...named])]);
  const people = [...names].map(([person, name]) => {
    const { role = null, entity = null } = state.members.get(person) ?? {};
    return [person, { name, role, entity }];
  });
  packing.add('people.json', `${JSON.stringify(Object.fromEntries(people), null, 1)}\n`);
  yield* packing.take();
}

/** The tables of what was said, each pushed in pieces: comments alone may be as long as the journal. */
async function* packTables(
  { deps }: Sources,
  reader: Reader,
  { of, packing }: { of: Exported; packing: Packing },
): AsyncGenerator<Uint8Array> {
  const { workbook, actor } = reader;
  const view = await workbookView(deps, reader);
  const { verdicts: record } = await eventRecord(deps.store, workbook);
  const verdicts = verdictsGiven(record, of.state, actor);
  for (const { file, head, lines } of recordTables({ of, view, verdicts })) {
    const packed = packing.begin(file);
    let text = CSV_BEGIN + csvLine(head);
    let count = 0;
    for (const line of lines) {
      text += csvLine(line);
      if (++count % PIECE_LINES > 0) continue;
      packed.push(strToU8(text));
      text = '';
      yield* packing.take();
    }
    packed.push(strToU8(text), true);
    yield* packing.take();
  }
}

async function* packProof(
  { deps, checkpoints }: Sources,
  packing: Packing,
  indices: number[],
): AsyncGenerator<Uint8Array> {
  const head = await checkpoints.covering((indices.at(-1) ?? 0) + 1);
  const proof = await proveFrom(
    (read) => manyProof(indices, head.size, read),
    hashesOf(deps.store),
  );
  packing.add('checkpoint.txt', head.note);
  packing.add('proof.txt', formatManyProof(head.size, proof));
  yield* packing.take();
}

async function* packVersions(
  { deps, checkpoints, vkey }: Sources,
  { workbook, actor }: Reader,
  { of, packing }: { of: Exported; packing: Packing },
): AsyncGenerator<Uint8Array> {
  const { state } = of;
  for (const submission of state.submissions) {
    if (may(actor, 'download-bundle', { state, submission }) !== undefined) continue;
    const n = submission.submission;
    const snapshot = await deps.store.snapshot(workbook.id, n);
    const made = { store: deps.store, checkpoints, vkey };
    const bundle = await snapshotBundle(made, workbook.id, submission);
    if (snapshot !== undefined) packing.add(`versions/v${n}.json`, snapshot);
    if (bundle !== undefined) packing.add(`versions/v${n}.zip`, bundle);
    yield* packing.take();
  }
}
