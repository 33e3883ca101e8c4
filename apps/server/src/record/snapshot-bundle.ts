/**
 * The bundle of a submission: read from the store, proved in a signed tree, packed as a ZIP.
 *
 * The headers of the archive tell sizes and hashes before the bytes, so a bundle is packed before its first byte leaves:
 * what is held is packed, and bounded by what the check takes.
 */
import { no, type Outcome } from '@tallystick/domain/refusals';
import type { Submission } from '@tallystick/domain/state';
import { bundleTexts, entryLine } from '@tallystick/ledger/bundle';
import {
  ARCHIVE_FILE_BYTES_MAX,
  ARCHIVE_FILES,
  type ArchiveFile,
  archivePieces,
  type PackedFile,
} from '@tallystick/ledger/bundle-archive';
import { ENTRIES_MAX, LIST_FILE, listOfHashes } from '@tallystick/ledger/bundle-layout';
import { isDisclosed } from '@tallystick/ledger/disclosed-entry';
import { manyProofHashes } from '@tallystick/ledger/many-proof';
import { inclusionProof } from '@tallystick/ledger/merkle-tree';
import { readerWithTiles } from '@tallystick/ledger/tiles';
import type { StoreReader } from '@tallystick/store/sqlite-reader';
import { Deflate, strToU8 } from 'fflate';
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { PIECE_CHARS } from '../service/limits.ts';
import type { ReadDeps, WorkbookNow } from '../workbook/deps.ts';
import { placedEntries } from './placed-entries.ts';
import type { SignedHead } from '../ledger/checkpoints.ts';

/** What proofs are made from; `covering` answers a signed checkpoint of at least a size. */
export type ProofSources = {
  store: StoreReader;
  deps: Omit<ReadDeps, 'store'>;
  covering: (size: number) => Promise<SignedHead>;
  vkey: string;
};

type Packed = PackedFile & { sha256: string };

/** The pieces of the ZIP file; refused where its snapshot is not kept, or where it would be larger than the check takes. */
export async function packBundleOf(
  sources: ProofSources,
  { id }: Pick<WorkbookNow, 'id'>,
  submission: Submission,
): Promise<Outcome<Uint8Array[]>> {
  const { store } = sources;
  const snapshot = await store.snapshot(id, submission.submission);
  if (snapshot === undefined) return no('not-found');
  const disclosed = await packEntries(sources, id, submission);
  if (disclosed === undefined) return no('archive-too-large');
  const { indices, lockedIndex, entries } = disclosed;
  const head = await sources.covering(lockedIndex + 1);
  const read = readerWithTiles(store.hashes);
  const { about, texts } = bundleTexts({
    workbook: id,
    submission: submission.submission,
    snapshot,
    entries: [],
    lockedIndex,
    checkpoint: head.note,
    proofs: {
      many: manyProofHashes(indices, head.size, read),
      locked: inclusionProof(lockedIndex, head.size, read),
    },
    vkey: sources.vkey,
  });
  const packed = new Map<ArchiveFile, Packed>([['entries.jsonl', entries]]);
  for (const name of ARCHIVE_FILES) {
    if (packed.has(name)) continue;
    const hashOf = (each: ArchiveFile) => packed.get(each)?.sha256 ?? '';
    const file = packTexts(name, name === LIST_FILE ? [listOfHashes(about, hashOf)] : texts[name]);
    if (file === undefined) return no('archive-too-large');
    packed.set(name, file);
  }
  const files = ARCHIVE_FILES.flatMap((name) => packed.get(name) ?? []);
  // The time of the lock, so that the same bundle has the same bytes whenever it is asked for.
  return { ok: true, value: archivePieces(files, submission.at) };
}

/**
 * The entries that a bundle shows, packed; undefined where they are too many. Each is the text that was hashed: the proof
 * is over it, so nothing can be left out of it, and the bundle is for those who may read all of it (docs/ledger.md).
 */
async function packEntries(
  { store }: ProofSources,
  id: WorkbookNow['id'],
  submission: Submission,
): Promise<{ indices: number[]; lockedIndex: number; entries: Packed } | undefined> {
  const shown = { upTo: submission.upTo, lock: submission.number };
  const file = new FileUnderWay('entries.jsonl');
  const indices: number[] = [];
  let lockedIndex = -1;
  for await (const stored of placedEntries(store, id, { after: 0, upTo: submission.number })) {
    if (!isDisclosed(stored.entry, shown)) continue;
    if (!file.write(entryLine(stored)) || indices.length === ENTRIES_MAX) return undefined;
    indices.push(stored.index);
    if (stored.entry.number === submission.number) lockedIndex = stored.index;
  }
  const entries = file.end();
  return entries && { indices, lockedIndex, entries };
}

function packTexts(name: ArchiveFile, texts: Iterable<string>): Packed | undefined {
  const file = new FileUnderWay(name);
  for (const text of texts) if (!file.write(text)) return undefined;
  return file.end();
}

/** A file of a bundle that is written text by text: packed, hashed and counted on the way. */
class FileUnderWay {
  readonly #name: ArchiveFile;
  readonly #hash = createHash('sha256');
  readonly #deflate: Deflate;
  readonly #pieces: Uint8Array[] = [];
  #waiting = '';
  #crc = 0;
  #bytes = 0;

  constructor(name: ArchiveFile) {
    this.#name = name;
    this.#deflate = new Deflate({ level: 6 }, (piece) => this.#pieces.push(piece));
  }

  /** False once it has more bytes than the check takes. */
  write(text: string): boolean {
    this.#waiting += text;
    if (this.#waiting.length >= PIECE_CHARS) this.#push(false);
    return this.#fits;
  }

  end(): Packed | undefined {
    this.#push(true);
    if (!this.#fits) return undefined;
    return {
      name: this.#name,
      crc: this.#crc,
      bytes: this.#bytes,
      packed: Buffer.concat(this.#pieces),
      sha256: this.#hash.digest('hex'),
    };
  }

  get #fits(): boolean {
    return this.#bytes <= ARCHIVE_FILE_BYTES_MAX[this.#name];
  }

  #push(isLast: boolean): void {
    const bytes = strToU8(this.#waiting);
    this.#waiting = '';
    this.#hash.update(bytes);
    this.#crc = crc32(bytes, this.#crc);
    this.#bytes += bytes.length;
    this.#deflate.push(bytes, isLast);
  }
}
