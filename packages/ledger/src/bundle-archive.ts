/**
 * The archive of a bundle, byte for byte: of all that ZIP allows, the one form that a bundle has. Who packs composes
 * these bytes, who checks composes them again and compares, so that no byte of an archive is left to chance.
 * Source: PKWARE APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (end), 4.4.6 (time).
 *
 * The form: the eight files in the order of `ARCHIVE_FILES`, each deflated; no extra fields, no comments, no
 * descriptors, no attributes; one time for all of them, that of the lock in UTC; then the directory; nothing else.
 */
import { BUNDLE_FILES, FILE_BYTES_MAX, LIST_BYTES_MAX, LIST_FILE } from './bundle-layout.ts';
import { bytesOf } from './hash.ts';

/** The files of a bundle in the order of its archive. */
export const ARCHIVE_FILES = [...BUNDLE_FILES, LIST_FILE] as const;
export type ArchiveFile = (typeof ARCHIVE_FILES)[number];

/** The most bytes of each file, unpacked. */
export const ARCHIVE_FILE_BYTES_MAX: Readonly<Record<ArchiveFile, number>> = {
  ...FILE_BYTES_MAX,
  [LIST_FILE]: LIST_BYTES_MAX,
};

/** One packed file: CRC-32 and length of what it holds, and the raw deflate stream. */
export type PackedFile = { name: ArchiveFile; crc: number; bytes: number; packed: Uint8Array };

/** One number or text of a header: what it is to a person, its bytes, its value. */
type Field = [what: string, width: 2 | 4, value: number];

const LOCAL_SIGNATURE = 0x04034b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;
/** Version 2.0 of the format, by which deflate came. */
const VERSION = 20;
const METHOD_DEFLATED = 8;
export const LOCAL_HEADER_BYTES = 30;

/** A piece of an archive with the places of its fields, so that a difference can be named. */
export type Piece = { bytes: Uint8Array; fieldAt: (at: number) => string };

/** The header before a file's data. `time` is the number that `zipTime` gives. */
export function localHeader(file: PackedFile, time: number): Piece {
  return piece([['signature', 4, LOCAL_SIGNATURE], ...shared(file, time)], file.name);
}

/** Everything after the data of the last file: one header a file, and the end of the directory. */
export function directory(files: readonly PackedFile[], time: number): Piece {
  const pieces: Piece[] = [];
  let offset = 0;
  for (const file of files) {
    pieces.push(centralHeader(file, { time, offset }));
    offset += LOCAL_HEADER_BYTES + file.name.length + file.packed.length;
  }
  const size = pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const end: Field[] = [
    ['signature of the end', 4, END_SIGNATURE],
    ['number of parts', 4, 0],
    ['number of files here', 2, files.length],
    ['number of files', 2, files.length],
    ['size of the directory', 4, size],
    ['place of the directory', 4, offset],
    ['length of the comment', 2, 0],
  ];
  return joined([...pieces, piece(end, '')]);
}

/**
 * Packs the files of a bundle. The same files, time and packer give the same bytes. A defect where a file is missing.
 * `tools.deflate` gives a raw deflate stream, `tools.crc32` the CRC-32 of ZIP.
 */
export function packBundle(
  files: ReadonlyMap<string, Uint8Array>,
  lockedAt: number,
  tools: { deflate: (bytes: Uint8Array) => Uint8Array; crc32: (bytes: Uint8Array) => number },
): Uint8Array {
  const packed = ARCHIVE_FILES.map((name): PackedFile => {
    const bytes = files.get(name);
    if (bytes === undefined) throw new TypeError(`a bundle has the file ${name}`);
    return { name, crc: tools.crc32(bytes), bytes: bytes.length, packed: tools.deflate(bytes) };
  });
  return concatenated(archivePieces(packed, lockedAt));
}

/** The archive of files that are packed already, in the order of `ARCHIVE_FILES`, piece by piece. */
export function archivePieces(packed: readonly PackedFile[], lockedAt: number): Uint8Array[] {
  const time = zipTime(lockedAt);
  const all = packed.flatMap((file) => [localHeader(file, time).bytes, file.packed]);
  return [...all, directory(packed, time).bytes];
}

/** The years that a time in a ZIP can say. */
const YEARS = { first: 1980, last: 2107 };
/** A time in a ZIP counts in two seconds. */
const TICK_MS = 2_000;

/** An instant as ZIP writes it, in UTC, rounded down to two seconds; instants out of its years become its ends. */
export function zipTime(instant_ms: number): number {
  const bounded = Math.min(
    Math.max(instant_ms, Date.UTC(YEARS.first, 0, 1)),
    Date.UTC(YEARS.last + 1, 0, 1) - TICK_MS,
  );
  const at = new Date(bounded);
  const day =
    ((at.getUTCFullYear() - YEARS.first) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const clock =
    (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | Math.floor(at.getUTCSeconds() / 2);
  return ((day << 16) | clock) >>> 0;
}

const QUARTER_MS = 15 * 60 * 1000;
/** Clocks on land are at most 14 hours before UTC and 12 behind it. */
const ZONE_QUARTERS = { first: -12 * 4, last: 14 * 4 };

/**
 * Whether an archive's time is that of a lock. We write UTC; archives from before that bear the time of the zone in
 * which their server stood, which is a whole number of quarter hours away.
 */
export function isTimeOfLock(time: number, lockedAt: number): boolean {
  for (let quarter = ZONE_QUARTERS.first; quarter <= ZONE_QUARTERS.last; quarter++) {
    if (zipTime(lockedAt + quarter * QUARTER_MS) === time) return true;
  }
  return false;
}

/** What both headers of a file say in the same order. */
function shared(file: PackedFile, time: number): Field[] {
  return [
    ['version', 2, VERSION],
    ['flags', 2, 0],
    ['method', 2, METHOD_DEFLATED],
    ['time', 4, time],
    ['checksum', 4, file.crc],
    ['packed size', 4, file.packed.length],
    ['size', 4, file.bytes],
    ['length of the name', 2, file.name.length],
    ['length of the extra fields', 2, 0],
  ];
}

function centralHeader(file: PackedFile, at: { time: number; offset: number }): Piece {
  const fields: Field[] = [
    ['signature in the directory', 4, CENTRAL_SIGNATURE],
    ['version of the packer', 2, VERSION],
    ...shared(file, at.time),
    ['length of the comment', 2, 0],
    ['number of the part', 2, 0],
    ['inner attributes', 2, 0],
    ['attributes', 4, 0],
    ['place', 4, at.offset],
  ];
  return piece(fields, file.name);
}

function piece(fields: readonly Field[], name: string): Piece {
  const width = fields.reduce((sum, [, bytes]) => sum + bytes, 0);
  const bytes = new Uint8Array(width + name.length);
  const view = new DataView(bytes.buffer);
  const places: { from: number; what: string }[] = [];
  let at = 0;
  for (const [what, size, value] of fields) {
    places.push({ from: at, what: name === '' ? what : `${what} of ${name}` });
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  places.push({ from: at, what: `name of ${name}` });
  bytes.set(bytesOf(name), at);
  return {
    bytes,
    fieldAt: (place) => places.findLast(({ from }) => from <= place)?.what ?? '',
  };
}

function joined(pieces: readonly Piece[]): Piece {
  const bytes = concatenated(pieces.map((each) => each.bytes));
  const fieldAt = (place: number): string => {
    let from = 0;
    for (const each of pieces) {
      if (place < from + each.bytes.length) return each.fieldAt(place - from);
      from += each.bytes.length;
    }
    return '';
  };
  return { bytes, fieldAt };
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
