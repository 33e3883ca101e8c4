/** Archives that lie about their members, hide them in each other or lead out. */
import { deflateRawSync } from 'node:zlib';
import type { Family } from './family.ts';
import { bytesOf, odsParts, xlsxParts } from './parts.ts';
import { type Lies, type Member, type Tail, zipOf } from './zip-writer.ts';

const MEGABYTE = 1024 * 1024;

const refused = (bytes: Uint8Array): ReturnType<Family> => ({
  file: 'a.xlsx',
  bytes,
  mayBeRead: false,
});
const odd = (bytes: Uint8Array): ReturnType<Family> => ({ ...refused(bytes), mayBeRead: true });

/** The usual workbook in which the sheet has these lies. */
function lyingSheet(lies: Lies, tail?: Tail): Uint8Array {
  const members = xlsxParts().map((member) =>
    member.name.endsWith('sheet1.xml') ? { ...member, lies } : member,
  );
  return zipOf(members, tail);
}

function withMembers(more: readonly Member[], tail?: Tail): Uint8Array {
  return zipOf([...xlsxParts(), ...more], tail);
}

const blank = (megabytes: number): Uint8Array => new Uint8Array(megabytes * MEGABYTE).fill(32);

const OUT = [
  '../../etc/passwd',
  '/etc/passwd',
  'C:\\x.xml',
  'xl\\..\\..\\x',
  'xl/../../../x',
  '..',
  '\\\\host\\x',
];

export const archives: Readonly<Record<string, Family>> = {
  'a flat bomb': ({ n }) => {
    const sheet = Buffer.concat([bytesOf('<worksheet><sheetData>'), blank(20 + n * 6)]);
    return refused(withMembers([{ name: 'xl/bomb.xml', data: sheet }]));
  },
  'many bombs, each small enough': ({ n }) => {
    const data = blank(1);
    const packed = deflateRawSync(data);
    const members = Array.from({ length: 100 + n * 20 }, (_, at) => ({
      name: `xl/${at}.xml`,
      data,
      packed,
    }));
    return refused(withMembers(members));
  },
  'a size that is a lie, too small': ({ n }) => refused(lyingSheet({ bytes: 10 + n })),
  'a size that is a lie, too large': ({ n }) => refused(lyingSheet({ bytes: 2 ** 31 + n })),
  'a packed size that is a lie': ({ n }) => refused(lyingSheet({ packed: 2 ** (12 + n) })),
  'members over each other': ({ n }) => {
    const lies: Lies = { offset: 0 };
    const data = bytesOf('x'.repeat(n + 1));
    const members = Array.from({ length: 50 + n }, (_, at) => ({ name: `xl/${at}`, data, lies }));
    return refused(withMembers(members));
  },
  'members that begin inside each other': ({ n }) => refused(lyingSheet({ offset: 40 + n })),
  'a hundred thousand members': ({ n }) => {
    const data = new Uint8Array();
    const members = Array.from({ length: 60_000 + n * 1_000 }, (_, at) => ({
      name: `${at}`,
      data,
      packed: data,
    }));
    return refused(zipOf(members, { count: 65_535 }));
  },
  'archives inside of each other': ({ n }) => {
    let inner = zipOf([{ name: 'a.xml', data: blank(1) }]);
    for (let depth = 0; depth < 10 + n; depth += 1)
      inner = zipOf([{ name: 'a.xlsx', data: inner }]);
    return refused(zipOf([{ name: 'xl/workbook.xml', data: inner }]));
  },
  'a name that leads out': ({ n }) =>
    refused(withMembers([{ name: OUT[n % OUT.length] ?? '..', data: bytesOf('x') }])),
  'a member that says it is a link': ({ n, canary }) => {
    const lies = { external: 0xa1ff_0000 + n };
    return odd(withMembers([{ name: 'xl/link.xml', data: bytesOf(canary.file), lies }]));
  },
  'two members of one name': ({ n }) => {
    const name = n % 2 === 0 ? 'xl/workbook.xml' : 'XL/Workbook.XML';
    return refused(withMembers([{ name, data: bytesOf(`<x n="${n}"/>`) }]));
  },
  'encrypted members': ({ n }) => refused(lyingSheet({ flags: n % 2 === 0 ? 0x801 : 0x841 })),
  'another way of packing': ({ n }) =>
    refused(lyingSheet({ method: [1, 6, 9, 12, 14, 95, 99][n % 7] ?? 1 })),
  'a checksum that is wrong': ({ n }) => refused(lyingSheet({ crc: n })),
  'a directory elsewhere': ({ n }) => refused(lyingSheet({}, { directory: n * 1_000_003 })),
  'an end inside of the comment': ({ n }) => {
    const fake = zipOf([{ name: 'xl/workbook.xml', data: bytesOf(`<fake n="${n}"/>`) }]);
    return odd(lyingSheet({}, { comment: fake.slice(0, 60_000) }));
  },
  'bytes before the archive': ({ n, random }) =>
    odd(lyingSheet({}, { before: random.bytes(n * 50) })),
  '64-bit sizes that are lies': ({ n }) => {
    const extra = new Uint8Array(28);
    const view = new DataView(extra.buffer);
    view.setUint16(0, 1, true);
    view.setUint16(2, 24, true);
    view.setBigUint64(4, 2n ** 60n, true);
    view.setBigUint64(12, BigInt(n), true);
    return refused(
      lyingSheet({ bytes: 0xffff_ffff, packed: 0xffff_ffff, offset: 0xffff_ffff, extra }),
    );
  },
  'cut off': ({ n }) => {
    const whole = lyingSheet({});
    return refused(whole.slice(0, Math.floor((whole.length * (n + 1)) / 16)));
  },
  'an OpenDocument file that is locked': ({ n }) => {
    const manifest = `<m:manifest xmlns:m="urn:x"><m:file-entry n="${n}"><m:encryption-data/></m:file-entry></m:manifest>`;
    return {
      ...refused(zipOf(odsParts('', '', { 'META-INF/manifest.xml': manifest }))),
      file: 'a.ods',
    };
  },
  'an archive of something else': ({ n }) => {
    const name =
      ['word/document.xml', 'META-INF/MANIFEST.MF', 'xl/workbook.bin', 'ppt/x.xml'][n % 4] ?? 'x';
    return refused(
      zipOf([
        { name: '[Content_Types].xml', data: bytesOf('<Types/>') },
        { name, data: bytesOf('<x/>') },
      ]),
    );
  },
};
