/**
 * A ZIP archive of which every field can be set, also to what no packer writes. The fuzz of the container changes it.
 * Source: PKWARE APPNOTE 6.3.10.
 */
import { crc32, deflateRawSync } from 'node:zlib';

export type FreeHeader = {
  version: number;
  flags: number;
  method: number;
  time: number;
  crc: number;
  packed: number;
  bytes: number;
  name: Uint8Array;
  extra: Uint8Array;
};
export type FreeCentral = FreeHeader & {
  madeBy: number;
  comment: Uint8Array;
  part: number;
  inner: number;
  outer: number;
  /** Null is where the member truly stands. */
  offset: number | null;
};
export type FreeMember = {
  before: Uint8Array;
  local: FreeHeader;
  data: Uint8Array;
  /** A descriptor, or anything else. */
  after: Uint8Array;
  /** Null hides it from the directory. */
  central: FreeCentral | null;
};
export type FreeArchive = {
  members: FreeMember[];
  /** The order of the directory; members it does not name are not in it. */
  listed: FreeMember[];
  beforeDirectory: Uint8Array;
  beforeEnd: Uint8Array;
  /** Null is what is true. */
  end: { parts: number; here: number | null; count: number | null; size: number | null };
  /** Added to the true place of the directory and of every member. */
  shift: number;
  comment: Uint8Array;
  afterEnd: Uint8Array;
};

const NOTHING = new Uint8Array();
const text = new TextEncoder();

/** A member that any packer could have written. */
export function freeMember(name: string, content: Uint8Array, time: number): FreeMember {
  const data = new Uint8Array(deflateRawSync(content, { level: 6 }));
  const header: FreeHeader = {
    version: 20,
    flags: 0,
    method: 8,
    time,
    crc: crc32(content),
    packed: data.length,
    bytes: content.length,
    name: text.encode(name),
    extra: NOTHING,
  };
  const more = { madeBy: 20, comment: NOTHING, part: 0, inner: 0, outer: 0, offset: null };
  return {
    before: NOTHING,
    local: { ...header },
    data,
    after: NOTHING,
    central: { ...header, ...more },
  };
}

export function freeArchive(files: ReadonlyMap<string, Uint8Array>, time: number): FreeArchive {
  const members = [...files].map(([name, content]) => freeMember(name, content, time));
  return {
    members,
    listed: [...members],
    beforeDirectory: NOTHING,
    beforeEnd: NOTHING,
    end: { parts: 0, here: null, count: null, size: null },
    shift: 0,
    comment: NOTHING,
    afterEnd: NOTHING,
  };
}

/** The bytes of an archive as they are told, true or not. */
export function composed(archive: FreeArchive): Uint8Array {
  const out = new Bytes();
  const places = new Map<FreeMember, number>();
  for (const member of archive.members) {
    out.add(member.before);
    places.set(member, out.length);
    out.numbers([[4, 0x04034b50]]);
    addHeader(out, member.local);
    out.add(member.local.name, member.local.extra, member.data, member.after);
  }
  out.add(archive.beforeDirectory);
  const start = out.length;
  let count = 0;
  for (const member of archive.listed) {
    if (member.central === null) continue;
    count += 1;
    addCentral(out, member.central, (places.get(member) ?? 0) + archive.shift);
  }
  const size = out.length - start;
  out.add(archive.beforeEnd);
  out.numbers([
    [4, 0x06054b50],
    [4, archive.end.parts],
    [2, archive.end.here ?? count],
    [2, archive.end.count ?? count],
    [4, archive.end.size ?? size],
    [4, start + archive.shift],
    [2, archive.comment.length],
  ]);
  out.add(archive.comment, archive.afterEnd);
  return out.all();
}

/** A field of the extra data of a header: its number, its length, its content. */
export function extraField(id: number, content: Uint8Array): Uint8Array {
  const out = new Bytes();
  out.numbers([
    [2, id],
    [2, content.length],
  ]);
  out.add(content);
  return out.all();
}

/** Info-ZIP's fields by which a name or a comment is given a second time. */
export function unicodeField(id: 0x7075 | 0x6375, was: Uint8Array, becomes: string): Uint8Array {
  const out = new Bytes();
  out.numbers([
    [1, 1],
    [4, crc32(was)],
  ]);
  out.add(text.encode(becomes));
  return extraField(id, out.all());
}

/** Little-endian numbers, each with its width in bytes. */
export function numbers(fields: readonly (readonly [1 | 2 | 4 | 8, number])[]): Uint8Array {
  const out = new Bytes();
  out.numbers(fields);
  return out.all();
}

export function joinedBytes(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function addHeader(out: Bytes, header: FreeHeader): void {
  out.numbers([
    [2, header.version],
    [2, header.flags],
    [2, header.method],
    [4, header.time],
    [4, header.crc],
    [4, header.packed],
    [4, header.bytes],
    [2, header.name.length],
    [2, header.extra.length],
  ]);
}

function addCentral(out: Bytes, central: FreeCentral, place: number): void {
  out.numbers([
    [4, 0x02014b50],
    [2, central.madeBy],
  ]);
  addHeader(out, central);
  out.numbers([
    [2, central.comment.length],
    [2, central.part],
    [2, central.inner],
    [4, central.outer],
    [4, central.offset ?? place],
  ]);
  out.add(central.name, central.extra, central.comment);
}

class Bytes {
  readonly #parts: Uint8Array[] = [];
  length = 0;

  add(...parts: Uint8Array[]): void {
    for (const part of parts) {
      this.#parts.push(part);
      this.length += part.length;
    }
  }

  numbers(fields: readonly (readonly [1 | 2 | 4 | 8, number])[]): void {
    for (const [width, value] of fields) {
      const bytes = new Uint8Array(width);
      let rest = BigInt(Math.trunc(value));
      for (let i = 0; i < width; i++) {
        bytes[i] = Number(rest & 0xffn);
        rest >>= 8n;
      }
      this.add(bytes);
    }
  }

  all(): Uint8Array {
    return joinedBytes(...this.#parts);
  }
}
