/**
 * Reads an archive from a stranger's hands, by its central directory alone, and keeps each member's bytes as they stand,
 * so that a copy of it can be written without packing it anew. Nothing is unpacked before it is asked for.
 * Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16, 4.4.4 and 4.5.3.
 */
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import { crc32, inflateRawSync } from 'node:zlib';
import { ZIP_BYTES, ZIP_MEMBER_BYTES, ZIP_MEMBERS, ZIP_RATIO, ZIP_WHOLE_BYTES } from './limits.ts';

export type ZipMember = {
  /** With forward slashes, never beginning with one; no part of it is `..`. */
  name: string;
  /** Bytes when unpacked, as the directory says. */
  bytes: number;
  /** Whether it ends with a slash and is a folder. */
  isFolder: boolean;
  /** Its local header, data and descriptor, as they stand in the file. */
  raw: Uint8Array;
  /** Its header in the directory, as it stands; the place of the local header is at byte 42. */
  central: Uint8Array;
  /** Unpacks it. Refusals: file-too-large, file-damaged. */
  data(): Outcome<Uint8Array>;
};

export type Zip = { members: ZipMember[]; comment: Uint8Array };

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const END_BYTES = 22;
const FULL_32 = 0xffffffff;
const FULL_16 = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const FLAG_ENCRYPTED = 0x1;
const EXTRA_64 = 1;

/** Thrown inside this file only; `readZip` turns it into its answer. */
class Fault extends Error {}
class TooLarge extends Error {}
class Encrypted extends Error {}

/**
 * The members in the order in which they stand in the file. Refused: two members of one name (without regard to case),
 * members that lie over each other, names that lead out, other ways of packing than store and deflate.
 * Refusals: file-damaged, file-encrypted, file-too-large.
 */
export function readZip(bytes: Uint8Array): Outcome<Zip> {
  if (bytes.length > ZIP_BYTES) return no('file-too-large', 'bytes');
  try {
    return yes(zipOf(bytes));
  } catch (error) {
    if (error instanceof TooLarge) return no('file-too-large', error.message);
    if (error instanceof Encrypted) return no('file-encrypted');
    // Reading beyond the end throws a RangeError by itself.
    if (error instanceof Fault || error instanceof RangeError) return no('file-damaged');
    throw error;
  }
}

function zipOf(bytes: Uint8Array): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = endOf(view);
  const found = headersOf(bytes, view, end);
  const starts = found.map(({ offset }) => offset).toSorted((a, b) => a - b);
  const next = new Map(starts.map((start, at) => [start, starts[at + 1] ?? end.directory]));
  if (next.size !== found.length) throw new Fault('two members begin at one place');
  const members = found
    .toSorted((a, b) => a.offset - b.offset)
    .map((header) => memberOf(bytes, header, next.get(header.offset) ?? end.directory));
  return { members, comment: bytes.slice(end.comment) };
}

type End = { count: number; directory: number; stop: number; comment: number };

/** The end of the directory: the last one in the file whose comment reaches to the end of it. */
function endOf(view: DataView): End {
  const least = Math.max(0, view.byteLength - END_BYTES - FULL_16);
  for (let at = view.byteLength - END_BYTES; at >= least; at -= 1) {
    if (view.getUint32(at, true) !== END) continue;
    if (at + END_BYTES + view.getUint16(at + 20, true) !== view.byteLength) continue;
    return endAt(view, at);
  }
  throw new Fault('no end');
}

function endAt(view: DataView, at: number): End {
  const comment = at + END_BYTES;
  const size = view.getUint32(at + 12, true);
  const directory = view.getUint32(at + 16, true);
  const count = view.getUint16(at + 10, true);
  if (directory !== FULL_32 && size !== FULL_32 && count !== FULL_16) {
    // What stands before the first member (a program that unpacks itself) moves all places.
    if (directory + size !== at) throw new Fault('directory elsewhere');
    return { count, directory, stop: at, comment };
  }
  const locator = at - 20;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR_64) throw new Fault('no locator');
  const large = number64(view, locator + 8);
  if (large > locator || view.getUint32(large, true) !== END_64) throw new Fault('no end');
  const [entries, start] = [number64(view, large + 32), number64(view, large + 48)];
  if (start > large) throw new Fault('directory elsewhere');
  return { count: entries, directory: start, stop: large, comment };
}

function number64(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Fault('too large a number');
  return Number(value);
}

type Header = Pick<ZipMember, 'name' | 'bytes' | 'central'> & {
  offset: number;
  packed: number;
  method: number;
  crc: number;
};

function headersOf(bytes: Uint8Array, view: DataView, end: End): Header[] {
  if (end.count > ZIP_MEMBERS) throw new TooLarge('members');
  const headers: Header[] = [];
  const names = new Set<string>();
  let whole = 0;
  let at = end.directory;
  for (let each = 0; each < end.count; each += 1) {
    const header = headerAt(bytes, view, at);
    at += header.central.length;
    if (at > end.stop) throw new Fault('directory too long');
    const name = header.name.toLowerCase();
    if (names.has(name)) throw new Fault('two members of one name');
    names.add(name);
    whole += header.bytes;
    if (whole > ZIP_WHOLE_BYTES) throw new TooLarge('whole');
    headers.push(header);
  }
  return headers;
}

function headerAt(bytes: Uint8Array, view: DataView, at: number): Header {
  if (view.getUint32(at, true) !== CENTRAL) throw new Fault('no header');
  const flags = view.getUint16(at + 8, true);
  if (flags & FLAG_ENCRYPTED) throw new Encrypted();
  const nameBytes = view.getUint16(at + 28, true);
  const extraBytes = view.getUint16(at + 30, true);
  const length = CENTRAL_BYTES + nameBytes + extraBytes + view.getUint16(at + 32, true);
  const nameAt = at + CENTRAL_BYTES;
  const header: Header = {
    name: nameOf(bytes.subarray(nameAt, nameAt + nameBytes)),
    central: bytes.subarray(at, at + length),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    bytes: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
  if (header.central.length !== length) throw new Fault('header cut');
  widen(header, view, { from: nameAt + nameBytes, to: nameAt + nameBytes + extraBytes });
  if (header.method !== STORED && header.method !== DEFLATED) throw new Fault('packed otherwise');
  if (header.bytes > ZIP_MEMBER_BYTES) throw new TooLarge('member');
  if (header.bytes > 1024 * 1024 && header.bytes > header.packed * ZIP_RATIO)
    throw new TooLarge('ratio');
  return header;
}

/** Reads the sizes and the place that stand in an extra field because four bytes do not hold them. */
function widen(header: Header, view: DataView, extra: { from: number; to: number }): void {
  for (let at = extra.from; at + 4 <= extra.to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== EXTRA_64) continue;
    let field = at + 4;
    for (const name of ['bytes', 'packed', 'offset'] as const) {
      if (header[name] !== FULL_32) continue;
      header[name] = number64(view, field);
      field += 8;
    }
  }
}

function nameOf(bytes: Uint8Array): string {
  let name: string;
  try {
    name = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    name = new TextDecoder('latin1').decode(bytes);
  }
  if (name === '' || name.startsWith('/') || /[\\\0]|^[A-Za-z]:/.test(name))
    throw new Fault('name');
  if (name.split('/').includes('..')) throw new Fault('name leads out');
  return name;
}

function memberOf(bytes: Uint8Array, header: Header, next: number): ZipMember {
  const { offset, packed } = header;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(offset, true) !== LOCAL) throw new Fault('no local header');
  const from =
    offset + LOCAL_BYTES + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (from + packed > next) throw new Fault('members over each other');
  return {
    name: header.name,
    bytes: header.bytes,
    isFolder: header.name.endsWith('/'),
    raw: bytes.subarray(offset, next),
    central: header.central,
    data: () => unpacked(bytes.subarray(from, from + packed), header),
  };
}

function unpacked(packed: Uint8Array, header: Header): Outcome<Uint8Array> {
  let data: Uint8Array = packed;
  if (header.method === DEFLATED) {
    try {
      // One byte more than it says, so that a member that goes on is seen and not cut.
      const most = header.bytes + 1;
      // In one piece: put together from many it would need its room twice.
      data = inflateRawSync(packed, { maxOutputLength: most, chunkSize: Math.max(most, 64) });
    } catch {
      return no('file-damaged');
    }
  }
  if (data.length !== header.bytes || crc32(data) !== header.crc) return no('file-damaged');
  return yes(data);
}
