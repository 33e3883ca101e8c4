/**
 * What can be done to the archive of a bundle without touching what was proved: every structure that ZIP has, and the
 * lies that two readers could take differently. Each change has a name, so that a broken rule names its way in.
 */
import { constants, deflateRawSync } from 'node:zlib';
import { relist } from './bundle-mutations.ts';
import {
  type Change,
  chance,
  headers,
  long,
  memberOf,
  nameOf,
  pick,
  setContent,
  setData,
  text,
  word,
} from './container-attack.ts';
import { PLACES } from './container-places.ts';
import { extraField, freeMember, joinedBytes, numbers, unicodeField } from './free-archive.ts';

const NAMES = (name: string): string[] => [
  name.toUpperCase(),
  `./${name}`,
  `../${name}`,
  `/${name}`,
  `x/../${name}`,
  `${name}/`,
  `${name}\u0000`,
  `${name}\u0000.txt`,
  `${name} `,
  `${name}.`,
  name.replaceAll('.', '\u2024'),
  'more.txt',
  'snapshot.json',
  'README.txt',
  '',
];

const EXTRA_IDS = [0x0001, 0x000a, 0x0017, 0x5455, 0x6375, 0x7075, 0x7855, 0x7875, 0x9901, 0xcafe];

const NAMING: Change[] = [
  {
    name: 'Unicode paths make two files change names',
    change(archive, { forged, random }) {
      const readme = memberOf(archive, 'README.txt');
      const snapshot = memberOf(archive, 'snapshot.json');
      const list = memberOf(archive, 'bundle.json');
      if (readme === undefined || snapshot === undefined || list === undefined) return;
      setContent(readme, forged.get('README.txt') as Uint8Array);
      if (chance(random, 2)) setContent(list, forged.get('bundle.json') as Uint8Array);
      for (const [from, to] of [
        [readme, snapshot],
        [snapshot, readme],
      ] as const)
        for (const header of headers(from, random))
          header.extra = unicodeField(0x7075, header.name, nameOf(to));
    },
  },
  {
    name: 'a Unicode path',
    change({ members }, { random }) {
      const member = pick(members, random);
      const becomes = pick(NAMES(nameOf(member)), random);
      for (const header of headers(member, random))
        header.extra = unicodeField(0x7075, header.name, becomes);
    },
  },
  {
    name: 'another name in one header or both',
    change({ members }, { random }) {
      const member = pick(members, random);
      const name = text.encode(
        pick([...NAMES(nameOf(member)), nameOf(pick(members, random))], random),
      );
      for (const header of headers(member, random)) header.name = name;
    },
  },
  {
    name: 'a name given twice, or a file beside',
    change(archive, { random, forged, time }) {
      const name = pick([...forged.keys()], random);
      const as = chance(random, 2) ? name : pick(NAMES(name), random);
      const more = freeMember(as, forged.get(name) as Uint8Array, time);
      archive.members.splice(random.below(archive.members.length + 1), 0, more);
      if (chance(random, 3)) return;
      archive.listed.splice(random.below(archive.listed.length + 1), 0, more);
    },
  },
];

const CONTENT: Change[] = [
  {
    name: 'a forged file with bundle.json in line',
    change(archive, { random, forged, sample }) {
      const name = pick(['README.txt', 'snapshot.json'], random);
      const content = forged.get(name) as Uint8Array;
      const list = relist(sample, new Map(sample.files).set(name, content)).get('bundle.json');
      const [file, listing] = [memberOf(archive, name), memberOf(archive, 'bundle.json')];
      if (file !== undefined) setContent(file, content);
      if (listing !== undefined) setContent(listing, list as Uint8Array);
    },
  },
  {
    name: 'packed otherwise',
    change({ members }, { random, sample }) {
      for (const member of chance(random, 2) ? members : [pick(members, random)]) {
        const content = sample.files.get(nameOf(member));
        if (content === undefined) continue;
        const { Z_DEFAULT_STRATEGY, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED } = constants;
        const strategy = pick([Z_DEFAULT_STRATEGY, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED], random);
        const data = deflateRawSync(content, {
          level: random.below(10),
          memLevel: 1 + random.below(9),
          windowBits: 9 + random.below(7),
          strategy,
        });
        setData(member, new Uint8Array(data), content);
      }
    },
  },
  {
    name: 'stored, or said to be',
    change({ members }, { random, sample }) {
      const member = pick(members, random);
      const content = sample.files.get(nameOf(member)) ?? new Uint8Array();
      if (chance(random, 2)) setData(member, content, content);
      for (const header of headers(member, random))
        header.method = pick([0, 0, 0, 9, 12, 99], random);
    },
  },
  {
    name: 'bytes after the packed data',
    change({ members }, { random, forged }) {
      const member = pick(members, random);
      const more = chance(random, 2)
        ? random.bytes(1 + random.below(9))
        : new Uint8Array(deflateRawSync(forged.get('snapshot.json') as Uint8Array));
      member.data = joinedBytes(member.data, more);
      for (const header of headers(member, random)) header.packed = member.data.length;
    },
  },
  {
    name: 'a descriptor after the data',
    change({ members }, { random }) {
      const member = pick(members, random);
      const { crc, packed, bytes } = member.local;
      const told = numbers([
        [4, crc],
        [4, packed],
        [4, bytes],
      ]);
      member.after = chance(random, 2) ? told : joinedBytes(numbers([[4, 0x08074b50]]), told);
      for (const header of headers(member, random)) header.flags |= 0b1000;
      if (chance(random, 2)) Object.assign(member.local, { crc: 0, packed: 0, bytes: 0 });
    },
  },
];

const FIELDS: Change[] = [
  {
    name: 'a lying header',
    change({ members }, { random }) {
      const member = pick(members, random);
      const field = pick(
        ['version', 'flags', 'method', 'time', 'crc', 'packed', 'bytes'] as const,
        random,
      );
      const near = member.local[field] + pick([-1, 1, 2, 0x800, 0x10000], random);
      const value = chance(random, 2) ? Math.max(0, near) : long(random);
      for (const header of headers(member, random)) header[field] = value;
    },
  },
  {
    name: 'encrypted, or said to be in UTF-8 or otherwise',
    change({ members }, { random }) {
      const member = pick(members, random);
      const flags = 1 << random.below(16);
      for (const header of headers(member, random)) header.flags |= flags;
    },
  },
  {
    name: 'extra fields',
    change({ members }, { random }) {
      const member = pick(members, random);
      const extra = extraField(pick(EXTRA_IDS, random), random.bytes(random.below(24)));
      const torn = chance(random, 4) ? random.bytes(1 + random.below(6)) : extra;
      for (const header of headers(member, random)) header.extra = joinedBytes(header.extra, torn);
    },
  },
  {
    name: 'sizes and place in a field of ZIP64',
    change({ members }, { random }) {
      const member = pick(members, random);
      const { bytes, packed } = member.local;
      const lie = chance(random, 2) ? 0 : random.below(200);
      const extra = extraField(
        0x0001,
        numbers([
          [8, bytes + lie],
          [8, packed + lie],
          [8, random.below(2_000)],
        ]),
      );
      for (const header of headers(member, random)) {
        header.extra = extra;
        if (chance(random, 2)) Object.assign(header, { bytes: 0xffffffff, packed: 0xffffffff });
      }
      if (member.central !== null && chance(random, 3)) member.central.offset = 0xffffffff;
    },
  },
  {
    name: 'attributes of a folder, a link, a device',
    change({ members }, { random }) {
      const { central } = pick(members, random);
      if (central === null) return;
      central.madeBy = pick([20, 0x0314, 0x0714, word(random)], random);
      central.outer = pick([0x10, 0xa1ff0000, 0x41ed0000, 0x21b60000, long(random)], random);
      if (chance(random, 3)) central.inner = word(random);
    },
  },
  {
    name: 'another time of one file or of all',
    change({ members }, { random }) {
      const time = chance(random, 2)
        ? long(random)
        : (members[0]?.local.time ?? 0) + random.below(5);
      for (const member of chance(random, 2) ? members : [pick(members, random)])
        for (const header of headers(member, random)) header.time = time;
    },
  },
  {
    name: 'the time of another zone in all headers',
    change({ members }, { random }) {
      const hours = random.below(4) << 11;
      for (const { local, central } of members)
        for (const header of [local, central]) if (header !== null) header.time += hours;
    },
  },
  {
    name: 'comments',
    change(archive, { random }) {
      const comment = random.bytes(1 + random.below(40));
      const { central } = pick(archive.members, random);
      if (chance(random, 2) || central === null) archive.comment = comment;
      else central.comment = comment;
      if (central !== null && chance(random, 3))
        central.extra = unicodeField(0x6375, central.comment, 'another comment');
    },
  },
];

export const CHANGES: readonly Change[] = [...NAMING, ...CONTENT, ...FIELDS, ...PLACES];
