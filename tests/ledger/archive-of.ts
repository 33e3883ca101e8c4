/** Packs the files of a bundle as the server does. */
import { packBundle } from '@tallystick/ledger/bundle-archive';
import { deflateSync } from 'fflate';
import { crc32 } from 'node:zlib';

export function archiveOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return packBundle(files, lockedAt(files), { deflate: (bytes) => deflateSync(bytes), crc32 });
}

/** The time of the lock, which is the last entry shown. */
export function lockedAt(files: ReadonlyMap<string, Uint8Array>): number {
  const lines = Buffer.from(files.get('entries.jsonl') ?? [])
    .toString()
    .trimEnd()
    .split('\n');
  const last = lines.at(-1) ?? '';
  const entry: { at: number } = JSON.parse(last.slice(last.indexOf(' ') + 1));
  return entry.at;
}
