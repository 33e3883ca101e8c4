/** The files from which values were taken over, in the archive of a record: evidence of what was imported. */
import { type CsvLine, csvPieces } from '@tallystick/exchange/csv/write-csv';
import type { FileStore } from '@tallystick/store/port-files';
import type { Packing } from '../ledger/packing.ts';
import { RECORD_FILES_BYTES_MAX } from '../service/limits.ts';
import type { WorkbookNow } from '../workbook/deps.ts';

/** A line of the journal that names a file. */
export type ImportLine = { number: number; file: string; name: string };

const HEAD: CsvLine = ['file', 'name', 'entry', 'bytes', 'here'];

/** `files.csv`, and `files/HASH` for each file once, as far as they fit: one is read at a time. */
export async function* packFiles(
  { store, id }: { store: Pick<FileStore, 'file'>; id: WorkbookNow['id'] },
  packing: Packing,
  imports: readonly ImportLine[],
): AsyncGenerator<Uint8Array> {
  const packed = new Map<string, CsvLine>();
  let left = RECORD_FILES_BYTES_MAX;
  for (const hash of new Set(imports.map(({ file }) => file))) {
    const file = await store.file(id, hash);
    const fits = file !== undefined && file.size <= left;
    packed.set(hash, [String(file?.size ?? ''), fits ? 'yes' : 'no']);
    if (!fits) continue;
    left -= file.size;
    yield* packing.addBytes(`files/${hash}`, [file.bytes]);
  }
  const lines = imports.map(({ file, name, number }): CsvLine => {
    const [bytes = '', here = 'no'] = packed.get(file) ?? [];
    return [file, name, String(number), bytes, here];
  });
  yield* packing.addPieces('files.csv', csvPieces([HEAD, ...lines]));
}
