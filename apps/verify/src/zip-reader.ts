/**
 * A small, strict reader of ZIP files held in memory. Own file because it reads bytes from strangers: it takes the
 * plain archives that a bundle comes in and refuses everything else that the format allows.
 * Source: PKWARE APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.9 (data descriptor), 4.3.12 (central directory),
 * 4.3.16 (end of it).
 *
 * Every byte of the archive belongs to exactly one member or to the directory: nothing before, between or after.
 */
import { crc32, inflateRawSync } from 'node:zlib';

/** A bundle has eight files. */
const MEMBERS_MAX = 50;
/** The unpacked files together; those of a bundle are bounded below that. */
export const UNPACKED_BYTES_MAX = 200_000_000;

const END = { signature: 0x06054b50, bytes: 22 };
const CENTRAL = { signature: 0x02014b50, bytes: 46 };
const LOCAL = { signature: 0x04034b50, bytes: 30 };
const DESCRIPTOR_SIGNATURE = 0x08074b50;
/** Bits 1 and 2 tell how hard the packer tried, 3 that sizes follow the data, 11 that names are UTF-8. */
const FLAGS_ALLOWED = 0b1000_0000_1110;
const FLAG_DESCRIPTOR = 0b1000;
const STORED = 0;
const DEFLATED = 8;

export type Unzipped =
  | { ok: true; files: Map<string, Uint8Array> }
  /** `why` is a sentence for a person. */
  | { ok: false; why: string };

type Member = {
  name: string;
  flags: number;
  method: number;
  crc: number;
  packed: number;
  unpacked: number;
  offset: number;
};

/** Thrown inside this file only; `readZip` turns it into its answer. */
class ZipFault extends Error {}

/** The files of an archive by name; refused where it is damaged, hostile or uses more of ZIP than a bundle needs. */
export function readZip(archive: Uint8Array): Unzipped {
  try {
    return { ok: true, files: unpack(archive) };
  } catch (error) {
    if (error instanceof ZipFault) return { ok: false, why: error.message };
    // Reading past the end and broken deflate data throw by themselves.
    return { ok: false, why: 'The file is not a ZIP archive, or it is damaged.' };
  }
}

function unpack(archive: Uint8Array): Map<string, Uint8Array> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.length);
  const members = readDirectory(view);
  const files = new Map<string, Uint8Array>();
  let position = 0;
  for (const member of members.sort((a, b) => a.offset - b.offset)) {
    if (member.offset !== position)
      throw new ZipFault('The archive holds bytes that belong to no file.');
    const start = checkLocalHeader(view, member);
    const packed = archive.subarray(start, start + member.packed);
    files.set(member.name, inflate(member, packed));
    position = start + member.packed + descriptorBytes(view, member, start + member.packed);
  }
  if (position !== directoryStart(view))
    throw new ZipFault('The archive holds bytes that belong to no file.');
  return files;
}

function readDirectory(view: DataView): Member[] {
  const end = view.byteLength - END.bytes;
  if (end < 0 || view.getUint32(end, true) !== END.signature) {
    throw new ZipFault('The file is not a ZIP archive, or something was added after its end.');
  }
  const count = view.getUint16(end + 10, true);
  // Disk numbers 0, one count for this disk and for all, no comment, and no member of ZIP64.
  const plain =
    view.getUint32(end + 4, true) === 0 &&
    view.getUint16(end + 8, true) === count &&
    view.getUint16(end + 20, true) === 0;
  if (!plain) throw new ZipFault('The archive is of several parts or carries a comment.');
  if (count > MEMBERS_MAX) throw new ZipFault(`The archive holds more than ${MEMBERS_MAX} files.`);
  const members: Member[] = [];
  let position = directoryStart(view);
  for (let i = 0; i < count; i++) {
    const { member, next } = readCentralHeader(view, position);
    if (members.some((other) => other.name === member.name)) {
      throw new ZipFault(`The archive holds the file ${member.name} twice.`);
    }
    members.push(member);
    position = next;
  }
  if (position !== end)
    throw new ZipFault('The directory of the archive does not end where it says.');
  const total = members.reduce((sum, member) => sum + member.unpacked, 0);
  if (total > UNPACKED_BYTES_MAX) {
    throw new ZipFault(`The archive unpacks to more than ${UNPACKED_BYTES_MAX} bytes.`);
  }
  return members;
}

function directoryStart(view: DataView): number {
  return view.getUint32(view.byteLength - END.bytes + 16, true);
}

function readCentralHeader(view: DataView, at: number): { member: Member; next: number } {
  if (view.getUint32(at, true) !== CENTRAL.signature)
    throw new ZipFault('The directory of the archive is damaged.');
  const nameBytes = view.getUint16(at + 28, true);
  const extraBytes = view.getUint16(at + 30, true);
  const commentBytes = view.getUint16(at + 32, true);
  const member: Member = {
    name: readName(view, at + CENTRAL.bytes, nameBytes),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    unpacked: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
  if ((member.flags & ~FLAGS_ALLOWED) !== 0)
    throw new ZipFault(
      `The file ${member.name} is encrypted or packed in a way that no bundle is.`,
    );
  if (member.method !== STORED && member.method !== DEFLATED)
    throw new ZipFault(`The file ${member.name} is packed by an unknown method.`);
  if (view.getUint16(at + 34, true) !== 0) throw new ZipFault('The archive is of several parts.');
  return { member, next: at + CENTRAL.bytes + nameBytes + extraBytes + commentBytes };
}

/** A plain file name: no folder, no drive, nothing hidden. Names are compared byte for byte. */
function readName(view: DataView, at: number, length: number): string {
  let name = '';
  for (let i = 0; i < length; i++) name += String.fromCharCode(view.getUint8(at + i));
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)) {
    throw new ZipFault('The archive holds a folder or a file with a name that no bundle has.');
  }
  return name;
}

/** Where the data of a member begin. The header before them must say what the directory says. */
function checkLocalHeader(view: DataView, member: Member): number {
  const at = member.offset;
  const nameBytes = view.getUint16(at + 26, true);
  const later = (member.flags & FLAG_DESCRIPTOR) !== 0;
  const same =
    view.getUint32(at, true) === LOCAL.signature &&
    view.getUint16(at + 6, true) === member.flags &&
    view.getUint16(at + 8, true) === member.method &&
    view.getUint32(at + 14, true) === (later ? 0 : member.crc) &&
    view.getUint32(at + 18, true) === (later ? 0 : member.packed) &&
    view.getUint32(at + 22, true) === (later ? 0 : member.unpacked) &&
    readName(view, at + LOCAL.bytes, nameBytes) === member.name;
  if (!same)
    throw new ZipFault(`The archive says two different things about the file ${member.name}.`);
  return at + LOCAL.bytes + nameBytes + view.getUint16(at + 28, true);
}

/** The bytes of the descriptor after a member's data: none, or 12, or 16 with a signature, saying the same again. */
function descriptorBytes(view: DataView, member: Member, at: number): number {
  if ((member.flags & FLAG_DESCRIPTOR) === 0) return 0;
  for (const head of [4, 0]) {
    const same =
      (head === 0 || view.getUint32(at, true) === DESCRIPTOR_SIGNATURE) &&
      view.getUint32(at + head, true) === member.crc &&
      view.getUint32(at + head + 4, true) === member.packed &&
      view.getUint32(at + head + 8, true) === member.unpacked;
    if (same) return head + 12;
  }
  throw new ZipFault(`The archive says two different things about the file ${member.name}.`);
}

function inflate(member: Member, packed: Uint8Array): Uint8Array {
  const damaged = new ZipFault(`The file ${member.name} is damaged.`);
  if (packed.length !== member.packed) throw damaged;
  const bytes = member.method === STORED ? packed : inflateExactly(member, packed);
  if (bytes.length !== member.unpacked || crc32(bytes) !== member.crc) throw damaged;
  return bytes;
}

/** Never more than the directory promises, and no packed byte left over. */
function inflateExactly(member: Member, packed: Uint8Array): Uint8Array {
  const maxOutputLength = Math.max(member.unpacked, 1);
  const { buffer, engine } = inflateRawSync(packed, { maxOutputLength, info: true }) as unknown as {
    buffer: Uint8Array;
    engine: { bytesWritten: number };
  };
  if (engine.bytesWritten !== packed.length)
    throw new ZipFault(`The file ${member.name} is damaged.`);
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}
