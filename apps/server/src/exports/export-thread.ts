/**
 * The thread that packs one archive, from its own connection to the store's file, and hands it over piece by piece as
 * it is taken. A worker needs an entry; it exists so that nobody's edit waits for somebody's download.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { no, type Outcome } from '@tallystick/domain/refusals';
import { actorOf, may } from '@tallystick/domain/rights';
import { BlobFolder, EVIDENCE_FOLDER } from '@tallystick/store/blobs/folder';
import { openSqliteReader, type StoreReader } from '@tallystick/store/sqlite-reader';
import { constants, getPriority, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { SignedHead } from '../ledger/checkpoints.ts';
import { type Reader, recordArchive } from '../record/record-archive.ts';
import { packBundleOf, type ProofSources } from '../record/snapshot-bundle.ts';
import { EXPORT_CHUNK_BYTES } from '../service/limits.ts';
import { exportedOf } from '../record/export-workbook.ts';
import { packIntoTemplate } from '../record/into-template.ts';
import { packFile } from '../record/workbook-xlsx.ts';
import { readState } from '../workbook/load.ts';
import type { ExportOrder, FromThread, ToThread } from './export-messages.ts';

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
type Archive = { bytes: number | null; pieces: Pieces };

const port = parentPort;
if (port === null) throw new Error('export-thread.ts runs as a worker thread only');
const order = workerData as ExportOrder;
const say = (said: FromThread) => port.postMessage(said);
let covered: (head: SignedHead) => void = () => {};
/** Chunks that are asked for, and who waits until one is. */
let wanted = 0;
let more: () => void = () => {};

port.on('message', (told: ToThread) => {
  if (told.kind === 'covered') covered(told.head);
  else {
    wanted += 1;
    more();
  }
});
// On Linux this is of the calling thread alone: edits go before downloads where the processor is busy.
if (process.platform === 'linux')
  setPriority(Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL));
const store = openSqliteReader(order.file);
await pack(store);
store.close();
port.close();

async function pack(from: StoreReader): Promise<void> {
  const sources: ProofSources = { store: from, deps: depsOver(from), covering, vkey: order.vkey };
  const reader = await standing(sources);
  const archive = await archiveOf(sources, reader);
  if (!archive.ok) {
    say({ kind: 'refused', refusal: archive.refusal });
    return;
  }
  const { bytes, pieces } = archive.value;
  say({ kind: 'begun', head: reader.workbook.head, bytes });
  for await (const chunk of chunksOf(pieces)) {
    await isWanted();
    port?.postMessage({ kind: 'chunk', bytes: chunk } satisfies FromThread, [chunk.buffer]);
  }
  await isWanted();
  say({ kind: 'end' });
}

function depsOver(from: StoreReader): ProofSources['deps'] {
  return {
    catalogueOf: (edition) => loadCatalogue(edition === '' ? undefined : edition),
    now: () => order.now,
    async names(people) {
      const rows = await from.people([...new Set(people)]);
      return new Map(rows.map((row) => [row.person, row.name]));
    },
  };
}

function covering(size: number): Promise<SignedHead> {
  return new Promise((head) => {
    covered = head;
    say({ kind: 'cover', size });
  });
}

async function isWanted(): Promise<void> {
  while (wanted === 0) await new Promise<void>((ask) => (more = ask));
  wanted -= 1;
}

/** The workbook as its file holds it now: head and cells of one state, and what the events up to it add up to. */
async function standing({ store: from, deps }: ProofSources): Promise<Reader> {
  const id = order.workbook;
  const { row, cells } = await from.atOnce(async () => ({
    row: await from.workbook(id),
    cells: await from.cells(id),
  }));
  const head = row?.head ?? 0;
  const state = await readState(from, id, head);
  const texts = new Map(cells.map(({ cell, text }) => [cell, text]));
  // Nobody joins it from here, so it needs no name.
  const room = { name: '', index: { texts } };
  const workbook = { id, head, state, room };
  const of = await exportedOf(deps, workbook, cells);
  return { workbook, actor: actorOf(state, order.person, order.admin), of };
}

async function archiveOf(sources: ProofSources, reader: Reader): Promise<Outcome<Archive>> {
  const { what } = order;
  const { actor, workbook } = reader;
  const { state } = workbook;
  if (what.kind === 'record') {
    const refusal = may(actor, 'read-history', { state });
    if (refusal !== undefined) return { ok: false, refusal };
    const blobs = new BlobFolder(join(dirname(order.file), EVIDENCE_FOLDER));
    const packed = recordArchive({ ...sources, blobs }, reader);
    return packed.ok ? { ok: true, value: { bytes: null, pieces: packed.value } } : packed;
  }
  if (what.kind === 'xlsx') {
    const file = await packFile({ ...sources.deps, store: sources.store }, reader, what);
    return file.ok ? { ok: true, value: { bytes: file.value.length, pieces: [file.value] } } : file;
  }
  if (what.kind === 'template') {
    const file = await packIntoTemplate(sources, reader, what);
    return file.ok ? { ok: true, value: { bytes: file.value.length, pieces: [file.value] } } : file;
  }
  const submission = state.submissions.find((each) => each.submission === what.submission);
  if (submission === undefined || may(actor, 'download-bundle', { state, submission })) {
    return no('not-found');
  }
  const packed = await packBundleOf(sources, workbook, submission);
  if (!packed.ok) return packed;
  const bytes = packed.value.reduce((sum, piece) => sum + piece.length, 0);
  return { ok: true, value: { bytes, pieces: packed.value } };
}

/** The same bytes in pieces of one size, each in a buffer of its own. */
async function* chunksOf(pieces: Pieces): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let chunk = new Uint8Array(EXPORT_CHUNK_BYTES);
  let used = 0;
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + chunk.length - used);
      chunk.set(part, used);
      used += part.length;
      at += part.length;
      if (used < chunk.length) continue;
      yield chunk;
      chunk = new Uint8Array(EXPORT_CHUNK_BYTES);
      used = 0;
    }
  }
  if (used > 0) yield chunk.subarray(0, used);
}
