/** XML that declares entities, names what is outside, nests without end or is not what it says. */
import type { Canary, Family } from './family.ts';
import { bytesOf, odsParts, SPACES, tableXml, type Xlsx, xlsxParts } from './parts.ts';
import { type Member, zipOf } from './zip-writer.ts';

const refused = (made: Xlsx): ReturnType<Family> => ({
  file: 'a.xlsx',
  bytes: zipOf(xlsxParts(made)),
  mayBeRead: false,
});
const odd = (made: Xlsx): ReturnType<Family> => ({ ...refused(made), mayBeRead: true });
const ods = (members: readonly Member[], mayBeRead: boolean): ReturnType<Family> => ({
  file: 'a.ods',
  bytes: zipOf(members),
  mayBeRead,
});

function doctypes({ url, file }: Canary): string[] {
  return [
    `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>`,
    `<!DOCTYPE x [<!ENTITY a SYSTEM "file://${file}">]>`,
    `<!DOCTYPE x [<!ENTITY a SYSTEM "${url}/entity">]>`,
    `<!DOCTYPE x SYSTEM "${url}/dtd">`,
    `<!DOCTYPE x [<!ENTITY % p SYSTEM "${url}/parameter"> %p;]>`,
    `<!DOCTYPE x PUBLIC "-//X//X" "file://${file}">`,
  ];
}

const doctype = (canary: Canary, n: number): string => {
  const all = doctypes(canary);
  return all[n % all.length] ?? '';
};
const asking = (prologue: string): string =>
  tableXml(`<c r="C2" t="str"><v>${prologue.includes('<!ENTITY a') ? '&a;' : '41'}</v></c>`);

export const documents: Readonly<Record<string, Family>> = {
  'a document type in every part': ({ n, canary }) => {
    const prologue = doctype(canary, n);
    return refused({ prologue, data: asking(prologue) });
  },
  'a document type in an OpenDocument file': ({ n, canary }) =>
    ods(odsParts('', doctype(canary, n)), false),
  'an entity that nobody declared': ({ n }) =>
    refused({ data: tableXml(`<c r="C2" t="str"><v>&e${n};</v></c>`) }),
  'relations that lead outside': ({ n, canary }) => {
    const target =
      [canary.url, `file://${canary.file}`, `../../../../../..${canary.file}`, canary.file][
        n % 4
      ] ?? '';
    const mode = n % 8 < 4 ? '' : ' TargetMode="External"';
    const relation = (type: string): string =>
      `<Relationship Id="${type}" Type="${SPACES.office}/${type}" Target="${target}"${mode}/>`;
    return {
      ...odd({
        sheetRelations: ['comments', 'threadedComment', 'hyperlink'].map(relation).join(''),
      }),
    };
  },
  'sheets that stand outside': ({ n, canary }) => {
    const target = n % 2 === 0 ? `file://${canary.file}` : `${canary.url}/sheet`;
    return refused({
      relations: `<Relationship Id="s" Type="${SPACES.office}/worksheet" Target="${target}"/>`,
    });
  },
  'elements inside of each other without end': ({ n }) =>
    refused({ data: '<a>'.repeat(1_000 * 4 ** Math.min(n, 5)) }),
  'elements inside of each other, closed': ({ n }) => {
    const depth = 1_000 * (n + 1);
    return refused({ data: `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}` });
  },
  'attributes without end': ({ n }) => {
    const attributes = Array.from({ length: 2_000 * (n + 1) }, (_, at) => ` a${at}="1"`).join('');
    return refused({ data: `<row r="1"${attributes}></row>` });
  },
  'an attribute of megabytes': ({ n }) =>
    odd({
      data: `<row r="1" x="${'x'.repeat(1_000_000 * (n + 1))}"/>${tableXml().replaceAll('"1"', '"1"')}`,
    }),
  'namespaces without end': ({ n }) => {
    const spaces = Array.from({ length: 300 + n }, (_, at) => ` xmlns:n${at}="urn:${at}"`).join('');
    return odd({ data: `${`<x${spaces}>`.repeat(40)}${'</x>'.repeat(40)}` });
  },
  'a comment that does not end': ({ n }) =>
    refused({ data: `<!--${'-x'.repeat(10_000 * (n + 1))}` }),
  'CDATA that does not end': ({ n }) =>
    refused({ data: `<![CDATA[${']'.repeat(10_000 * (n + 1))}` }),
  'a text of megabytes': ({ n }) =>
    refused({
      data: tableXml(
        `<c r="C2" t="inlineStr"><is><t>${'9'.repeat(500_000 * (n + 1))}</t></is></c>`,
      ),
    }),
  'bytes that are no UTF-8': ({ random, n }) => {
    const members = xlsxParts().map((member) =>
      member.name.endsWith('sheet1.xml')
        ? {
            ...member,
            data: Buffer.concat([
              member.data.slice(0, 60 + n),
              random.bytes(40),
              member.data.slice(60 + n),
            ]),
          }
        : member,
    );
    return { file: 'a.xlsx', bytes: zipOf(members), mayBeRead: false };
  },
  'an encoding that is a lie': ({ n }) => {
    const said = ['utf-7', 'utf-16', 'ebcdic-cp-us', 'utf-32', 'x-user-defined'][n % 5] ?? '';
    return odd({
      sheet: `<?xml version="1.0" encoding="${said}"?><worksheet xmlns="${SPACES.main}"><sheetData>${tableXml()}</sheetData></worksheet>`,
    });
  },
  'half a letter of two bytes': ({ n }) => {
    const members = xlsxParts().map((member) =>
      member.name.endsWith('sheet1.xml')
        ? {
            ...member,
            data: Buffer.concat([Uint8Array.of(0xff, 0xfe), member.data.slice(0, 101 + 2 * n)]),
          }
        : member,
    );
    return { file: 'a.xlsx', bytes: zipOf(members), mayBeRead: false };
  },
  'names of prototypes': ({ n }) => {
    const name =
      ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'][n % 5] ?? '';
    const custom = `<Properties xmlns="urn:x"><property name="${name}"><v>polluted</v></property></Properties>`;
    return odd({
      workbook: `<workbook xmlns="${SPACES.main}" xmlns:r="${SPACES.office}"><sheets><sheet name="${name}" sheetId="1" r:id="s"/></sheets></workbook>`,
      data: tableXml(`<c r="C2" t="inlineStr"><is><t>${name}</t></is></c>`).replace('Wi-Fi', name),
      more: { 'docProps/custom.xml': custom },
    });
  },
  'a part that is its own shared texts': ({ n }) => {
    const relation = (id: string, type: string): string =>
      `<Relationship Id="${id}" Type="${SPACES.office}/${type}" Target="worksheets/sheet1.xml"/>`;
    return odd({
      relations: ['s', 't', 'f']
        .map((id, at) => relation(id, ['worksheet', 'sharedStrings', 'styles'][(at + n) % 3] ?? ''))
        .join(''),
    });
  },
  'nothing but a prologue': ({ n }) => refused({ sheet: `<?xml version="1.0"?>${' '.repeat(n)}` }),
  'a binary in place of XML': ({ random, n }) => {
    const members = xlsxParts().map((member) =>
      member.name === 'xl/workbook.xml' ? { ...member, data: random.bytes(500 + n) } : member,
    );
    return { file: 'a.xlsx', bytes: zipOf(members), mayBeRead: false };
  },
  'a relation a hundred thousand times': ({ n }) => {
    const one = `<Relationship Id="x" Type="${SPACES.office}/comments" Target="none.xml"/>`;
    return odd({ sheetRelations: one.repeat(20_000 * (n + 1)) });
  },
  'an OpenDocument file without a body': ({ n }) => {
    const members = odsParts('').map((member) =>
      member.name === 'content.xml' ? { ...member, data: bytesOf(`<x n="${n}"/>`) } : member,
    );
    return ods(members, false);
  },
};
