/**
 * Writes an archive: members that are copied byte for byte from another, and new ones. No time of day is in a new member,
 * so the same content gives the same bytes. Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 */
import { crc32, deflateRawSync } from 'node:zlib';
import type { ZipMember } from './read-zip.ts';

/** A member that is made anew. */
export type NewMember = { name: string; data: Uint8Array };
export type ZipPart = Pick<ZipMember, 'raw' | 'central'> | NewMember;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Version 2.0 of the format, by which deflate came. */
const VERSION = 20;
const NAMES_ARE_UTF_8 = 0x800;
const DEFLATED = 8;
/** How hard it is packed: half the time of the usual 6, and files larger by a twentieth. */
const LEVEL = 4;
/** The first of January 1980, the earliest day of the format. */
const NO_DAY = 0x21;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const OFFSET_AT = 42;

/** The archive with its members in the order given. Throws where it would need the format's 64-bit form. */
export function writeZip(
  parts: readonly ZipPart[],
  comment: Uint8Array = new Uint8Array(),
): Uint8Array {
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const part of parts) {
    const { raw, central } = 'raw' in part ? part : packed(part);
    directory.push(movedTo(central, offset));
    pieces.push(raw);
    offset += raw.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  if (offset + size >= 0xffffffff || parts.length >= 0xffff)
    throw new RangeError('archive too large');
  pieces.push(...directory, endOf({ count: parts.length, size, offset, comment }), comment);
  return Buffer.concat(pieces);
}

/** The header of the directory with the place where its member now stands. */
function movedTo(central: Uint8Array, offset: number): Uint8Array {
  const moved = new Uint8Array(central);
  const view = new DataView(moved.buffer);
  if (view.getUint32(OFFSET_AT, true) === 0xffffffff) throw new RangeError('place in 64 bits');
  view.setUint32(OFFSET_AT, offset, true);
  return moved;
}

function packed({ name, data }: NewMember): Pick<ZipMember, 'raw' | 'central'> {
  const nameBytes = new TextEncoder().encode(name);
  const body = deflateRawSync(data, { level: LEVEL });
  const shared: [at: number, bytes: 2 | 4, value: number][] = [
    [0, 2, VERSION],
    [2, 2, NAMES_ARE_UTF_8],
    [4, 2, DEFLATED],
    [8, 2, NO_DAY],
    [10, 4, crc32(data)],
    [14, 4, body.length],
    [18, 4, data.length],
    [22, 2, nameBytes.length],
  ];
  const local = header(LOCAL_BYTES, [[0, 4, LOCAL], ...moved(shared, 4)]);
  const central = header(CENTRAL_BYTES, [[0, 4, CENTRAL], [4, 2, VERSION], ...moved(shared, 6)]);
  return {
    raw: Buffer.concat([local, nameBytes, body]),
    central: Buffer.concat([central, nameBytes]),
  };
}

type Field = [at: number, bytes: 2 | 4, value: number];

const moved = (fields: readonly Field[], by: number): Field[] =>
  fields.map(([at, bytes, value]) => [at + by, bytes, value]);

function header(length: number, fields: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  for (const [at, width, value] of fields) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
  }
  return bytes;
}

type Ending = { count: number; size: number; offset: number; comment: Uint8Array };

function endOf({ count, size, offset, comment }: Ending): Uint8Array {
  return header(END_BYTES, [
    [0, 4, END],
    [8, 2, count],
    [10, 2, count],
    [12, 4, size],
    [16, 4, offset],
    [20, 2, comment.length],
  ]);
}
