/** The files that the shown entries name, in the archive of a record: what values came from, and what stands behind them. */
import { type CsvLine, csvPieces } from '@tallystick/exchange/csv/write-csv';
import type { BlobStore } from '@tallystick/store/blobs/port-blobs';
import type { EvidenceStore } from '@tallystick/store/blobs/port-evidence';
import type { FileStore } from '@tallystick/store/port-files';
import type { Packing } from '../ledger/packing.ts';
import { RECORD_FILES_BYTES_MAX } from '../service/limits.ts';
import type { WorkbookNow } from '../workbook/deps.ts';

/** A line of the journal that names a file. */
export type ImportLine = { number: number; file: string; name: string };

const HEAD: CsvLine = ['file', 'name', 'entry', 'bytes', 'here'];

type From = {
  store: Pick<FileStore & EvidenceStore, 'file' | 'evidenceFile'>;
  blobs: Pick<BlobStore, 'read'>;
  id: WorkbookNow['id'];
};
type Found = { size: number; bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array> };

/** Of the same bytes, those that are at hand. */
async function fileOf({ store, blobs, id }: From, hash: string): Promise<Found | undefined> {
  const imported = await store.file(id, hash);
  if (imported !== undefined) return { size: imported.size, bytes: [imported.bytes] };
  const evidence = await store.evidenceFile(id, hash);
  const bytes = evidence && (await blobs.read({ workbook: id, hash }));
  return bytes && { size: evidence.size, bytes: bytes as AsyncIterable<Uint8Array> };
}

/** `files.csv`, and `files/HASH` for each file once, as far as they fit: one is read at a time. */
export async function* packFiles(
  from: From,
  packing: Packing,
  lines: readonly ImportLine[],
): AsyncGenerator<Uint8Array> {
  const packed = new Map<string, CsvLine>();
  let left = RECORD_FILES_BYTES_MAX;
  for (const hash of new Set(lines.map(({ file }) => file))) {
    const file = await fileOf(from, hash);
    const fits = file !== undefined && file.size <= left;
    packed.set(hash, [String(file?.size ?? ''), fits ? 'yes' : 'no']);
    if (!fits) continue;
    left -= file.size;
    yield* packing.addStream(`files/${hash}`, file.bytes);
  }
  const told = lines.map(({ file, name, number }): CsvLine => {
    const [bytes = '', here = 'no'] = packed.get(file) ?? [];
    return [file, name, String(number), bytes, here];
  });
  yield* packing.addPieces('files.csv', csvPieces([HEAD, ...told]));
}
