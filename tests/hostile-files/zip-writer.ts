/** Writes archives byte by byte, also such as no honest program writes: every number in them may be a lie. */
import { crc32, deflateRawSync } from 'node:zlib';

export type Lies = {
  /** What the directory says of the size, packed and not. */
  bytes?: number;
  packed?: number;
  /** Where the local header stands. */
  offset?: number;
  method?: number;
  flags?: number;
  crc?: number;
  external?: number;
  extra?: Uint8Array;
};
export type Member = { name: string; data: Uint8Array; packed?: Uint8Array; lies?: Lies };
export type Tail = {
  count?: number;
  comment?: Uint8Array;
  before?: Uint8Array;
  directory?: number;
};

const u16 = (value: number): number[] => [value & 255, (value >>> 8) & 255];
const u32 = (value: number): number[] => [
  ...u16(value & 65_535),
  ...u16(Math.floor(value / 65_536) & 65_535),
];

export function zipOf(members: readonly Member[], tail: Tail = {}): Uint8Array {
  const pieces: Uint8Array[] = [tail.before ?? new Uint8Array()];
  const directory: Uint8Array[] = [];
  let at = pieces[0]?.length ?? 0;
  for (const { name, data, packed = deflateRawSync(data), lies = {} } of members) {
    const called = new TextEncoder().encode(name);
    const numbers = [
      ...u16(20),
      ...u16(lies.flags ?? 0x800),
      ...u16(lies.method ?? 8),
      ...u32(0x21_0000),
      ...u32(lies.crc ?? crc32(data)),
      ...u32(lies.packed ?? packed.length),
      ...u32(lies.bytes ?? data.length),
      ...u16(called.length),
    ];
    const local = Uint8Array.from([...u32(0x0403_4b50), ...numbers, ...u16(0)]);
    const extra = lies.extra ?? new Uint8Array();
    const header = Uint8Array.from([
      ...u32(0x0201_4b50),
      ...u16(20),
      ...numbers,
      ...u16(extra.length),
      ...u16(0),
      ...u16(0),
      ...u16(0),
      ...u32(lies.external ?? 0),
      ...u32(lies.offset ?? at),
    ]);
    pieces.push(local, called, packed);
    directory.push(header, called, extra);
    at += local.length + called.length + packed.length;
  }
  const size = directory.reduce((sum, each) => sum + each.length, 0);
  const count = tail.count ?? members.length;
  const comment = tail.comment ?? new Uint8Array();
  const end = [
    ...u32(0x0605_4b50),
    ...u32(0),
    ...u16(count),
    ...u16(count),
    ...u32(size),
    ...u32(tail.directory ?? at),
    ...u16(comment.length),
  ];
  return Buffer.concat([...pieces, ...directory, Uint8Array.from(end), comment]);
}
