/** Files of plain text, of the compound kind, and of no kind at all. */
import type { Family } from './family.ts';
import { bytesOf, WIFI } from './parts.ts';

const HEAD = 'KPI no.,KPI,Numerator\r\n';
const csv = (text: string, mayBeRead = true): ReturnType<Family> => ({
  file: 'a.csv',
  bytes: bytesOf(text),
  mayBeRead,
});

const MAGICS = [
  [0x25, 0x50, 0x44, 0x46, 0x2d],
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  [0x1f, 0x8b, 0x08, 0],
  [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c],
  [0x7f, 0x45, 0x4c, 0x46],
  [0x4d, 0x5a, 0, 0],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x50, 0x4b, 3, 4],
  [0x09, 0x08, 0x10, 0x00],
];

/** A compound file whose directory has an entry of this name. */
function compound(name: string): Uint8Array {
  const bytes = new Uint8Array(2_048);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const entry = new DataView(bytes.buffer, 1_024, 128);
  for (let at = 0; at < name.length; at += 1) entry.setUint16(at * 2, name.charCodeAt(at), true);
  entry.setUint16(64, name.length * 2 + 2, true);
  return bytes;
}

export const texts: Readonly<Record<string, Family>> = {
  'a quote that does not end': ({ n }) =>
    csv(`${HEAD}"${'x\r\n'.repeat(200_000 * (n + 1))}`, false),
  'quotes inside of quotes': ({ n }) => csv(`${HEAD}${'""'.repeat(100_000 * (n + 1))}`),
  'commas without end': ({ n }) => csv(HEAD + ','.repeat(900_000 + 300_000 * n)),
  'lines without end': ({ n }) => csv(HEAD + '\n'.repeat(500_000 * (n + 1))),
  'fields without end': ({ n }) => csv(HEAD + '1,2,3\n'.repeat(60_000 * (n + 1))),
  'a field of megabytes': ({ n }) =>
    csv(`${HEAD}${WIFI},Wi-Fi,"${'9'.repeat(900_000 + 200_000 * n)}"`),
  'a mark that is odd': ({ n }) =>
    csv(`sep=${['"', '\n', 'a', '\\', '\u0661'][n % 5]}\r\n${HEAD}${WIFI},x,1\r\n`),
  'zeros in a text': ({ n }) => csv(`${HEAD}${WIFI},Wi-Fi,${'\0'.repeat(n + 1)}1`, false),
  'half a letter in UTF-16': ({ n }) => {
    const bytes = Buffer.from(`\uFEFF${HEAD}${'x'.repeat(n)}`, 'utf16le');
    return { file: 'a.csv', bytes: bytes.subarray(0, bytes.length - 1), mayBeRead: false };
  },
  'a text that is a page': ({ n, canary }) =>
    csv(
      `<html><img src="${canary.url}/${n}"><table><tr><td>${WIFI}</td></tr></table></html>`,
      false,
    ),
  'formulas in a text': ({ n, canary }) =>
    csv(
      `${HEAD}${WIFI},Wi-Fi,"=${['WEBSERVICE', 'HYPERLINK', 'IMPORTXML', 'DDE'][n % 4]}(""${canary.url}"")"`,
    ),
  'a locked workbook': ({ n }) => ({
    file: n % 2 === 0 ? 'a.xlsx' : 'a.csv',
    bytes: compound('EncryptedPackage'),
    mayBeRead: false,
  }),
  'an old workbook': ({ n }) => ({
    file: 'a.xls',
    bytes: compound(n % 2 === 0 ? 'Workbook' : 'Book'),
    mayBeRead: false,
  }),
  'another program’s file': ({ n, random }) => ({
    file: 'a.xlsx',
    bytes: Buffer.concat([Uint8Array.from(MAGICS[n % MAGICS.length] ?? []), random.bytes(4_000)]),
    mayBeRead: false,
  }),
  'bytes of nothing': ({ n, random }) => ({
    file: ['a.xlsx', 'a.csv', 'a.ods', 'a.xlsm'][n % 4] ?? 'a',
    bytes: random.bytes(n * 997),
    mayBeRead: false,
  }),
  'more than a file may have': ({ n }) => ({
    file: 'a.xlsx',
    bytes: new Uint8Array(20 * 1024 * 1024 + 1 + n),
    mayBeRead: false,
  }),
};
