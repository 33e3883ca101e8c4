/**
 * Reads the archive of a bundle from a stranger's hands. It unpacks the files in their order, composes from them what
 * every header and the directory must be, and compares: each byte of the archive is either packed data of one of the
 * eight files or has exactly one right value. Whatever else ZIP allows is refused, so that no other unzipper can be
 * shown something else (`@tallystick/ledger/bundle-archive` is the form).
 */
import { crc32, inflateRawSync } from 'node:zlib';
import {
  ARCHIVE_FILE_BYTES_MAX,
  ARCHIVE_FILES,
  type ArchiveFile,
  directory,
  LOCAL_HEADER_BYTES,
  localHeader,
  type PackedFile,
  type Piece,
} from '@tallystick/ledger/bundle-archive';
import { textOf } from '@tallystick/ledger/hash';

/** An archive is shorter than what it unpacks to: the bounds of its files together, in bytes. */
export const ARCHIVE_BYTES_MAX = Object.values(ARCHIVE_FILE_BYTES_MAX).reduce(
  (sum, bytes) => sum + bytes,
  0,
);

/** Places of numbers in a local header. */
const AT = { time: 10, packed: 18, bytes: 22 };

export type Unpacked =
  /** `time` is the number in which the archive says when it was packed (`zipTime`). */
  | { ok: true; files: Map<string, Uint8Array>; time: number }
  /** `why` is a sentence for a person. */
  | { ok: false; why: string };

/** Thrown inside this file only; `readArchive` turns it into its answer. */
class ArchiveFault extends Error {}

/** The eight files of an archive; refused where one byte is not as a bundle is packed. */
export function readArchive(archive: Uint8Array): Unpacked {
  try {
    return { ok: true, ...unpack(archive) };
  } catch (error) {
    if (error instanceof ArchiveFault) return { ok: false, why: error.message };
    // Reading past the end and broken deflate data throw by themselves.
    return { ok: false, why: 'The file is not the archive of a bundle, or it is damaged.' };
  }
}

function unpack(archive: Uint8Array): { files: Map<string, Uint8Array>; time: number } {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.length);
  const time = view.getUint32(AT.time, true);
  const files = new Map<string, Uint8Array>();
  const packed: PackedFile[] = [];
  let position = 0;
  for (const name of ARCHIVE_FILES) {
    const data = dataOf(archive, position, name);
    const bytes = inflate(data, { name, bytes: view.getUint32(position + AT.bytes, true) });
    const file = { name, crc: crc32(bytes), bytes: bytes.length, packed: data };
    compare(archive, position, localHeader(file, time));
    files.set(name, bytes);
    packed.push(file);
    position += LOCAL_HEADER_BYTES + name.length + data.length;
  }
  const rest = directory(packed, time);
  compare(archive, position, rest);
  if (archive.length !== position + rest.bytes.length)
    throw new ArchiveFault('The archive goes on after its end.');
  return { files, time };
}

/** The packed bytes of the file whose header begins here. */
function dataOf(archive: Uint8Array, position: number, name: ArchiveFile): Uint8Array {
  const start = position + LOCAL_HEADER_BYTES + name.length;
  const held = archive.subarray(position + LOCAL_HEADER_BYTES, start);
  if (textOf(held) !== name) {
    throw new ArchiveFault(
      `At byte ${position} of the archive the file ${name} must begin, and it does not.`,
    );
  }
  const view = new DataView(archive.buffer, archive.byteOffset, archive.length);
  const length = view.getUint32(position + AT.packed, true);
  const data = archive.subarray(start, start + length);
  if (data.length !== length) throw new ArchiveFault(`The file ${name} is cut off.`);
  return data;
}

/** Never more than the header promises, which is never more than a bundle has, and no packed byte left over. */
function inflate(data: Uint8Array, of: { name: ArchiveFile; bytes: number }): Uint8Array {
  const { name, bytes } = of;
  if (bytes > ARCHIVE_FILE_BYTES_MAX[name])
    throw new ArchiveFault(
      `The file ${name} unpacks to more than ${ARCHIVE_FILE_BYTES_MAX[name]} bytes.`,
    );
  const damaged = new ArchiveFault(`The file ${name} is damaged.`);
  const maxOutputLength = Math.max(bytes, 1);
  let inflated: { buffer: Uint8Array; engine: { bytesWritten: number } };
  try {
    inflated = inflateRawSync(data, { maxOutputLength, info: true }) as unknown as typeof inflated;
  } catch {
    throw damaged;
  }
  const { buffer, engine } = inflated;
  if (engine.bytesWritten !== data.length || buffer.length !== bytes) throw damaged;
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

function compare(archive: Uint8Array, position: number, { bytes, fieldAt }: Piece): void {
  for (let i = 0; i < bytes.length; i++) {
    if (archive[position + i] === bytes[i]) continue;
    throw new ArchiveFault(
      `Byte ${position + i} of the archive is not as a bundle is packed: the ${fieldAt(i)}. Another program wrote this archive, or somebody changed it.`,
    );
  }
}
