/** Sheets that claim to be larger than any, and hold what makes a reader work without end. */
import type { Family } from './family.ts';
import { odsParts, SPACES, tableXml, WIFI, type Xlsx, xlsxParts } from './parts.ts';
import { zipOf } from './zip-writer.ts';

const odd = (made: Xlsx): ReturnType<Family> => ({
  file: 'a.xlsx',
  bytes: zipOf(xlsxParts(made)),
  mayBeRead: true,
});
const refused = (made: Xlsx): ReturnType<Family> => ({ ...odd(made), mayBeRead: false });
const ods = (rows: string, mayBeRead: boolean): ReturnType<Family> => ({
  file: 'a.ods',
  bytes: zipOf(odsParts(rows)),
  mayBeRead,
});

const formula = (text: string): string => tableXml(`<c r="C2"><f>${text}</f></c>`);
const word = (text: string): string =>
  tableXml(`<c r="C2" t="inlineStr"><is><t>${text}</t></is></c>`);
const odsCell = (text: string, attributes = ''): string =>
  `<table:table-cell office:value-type="string" ${attributes}><text:p>${text}</text:p></table:table-cell>`;

/** Texts on which careless patterns work without end. */
const SLOW_TEXTS = [
  `${'1 '.repeat(16_000)}x`,
  `${'1,'.repeat(16_000)}x`,
  `${' '.repeat(32_000)}1${' '.repeat(32_000)}x`,
  `${'1.'.repeat(16_000)}`,
  `${'-'.repeat(32_000)}1`,
  `1${'0'.repeat(32_000)}`,
  `${'('.repeat(16_000)}1${')'.repeat(16_000)}`,
  `${'12/'.repeat(10_000)}`,
  `${'a '.repeat(16_000)}`,
  `${'\u0661\u060C'.repeat(16_000)}`,
  `${'%'.repeat(32_000)}`,
  `1e${'9'.repeat(300)}`,
];

export const sheets: Readonly<Record<string, Family>> = {
  'a dimension of a billion rows': ({ n }) =>
    odd({
      sheet: `<worksheet xmlns="${SPACES.main}"><dimension ref="A1:XFD${1_048_576 * (n + 1)}"/><sheetData>${tableXml()}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>`,
    }),
  'a row beyond all rows': ({ n }) =>
    refused({ data: `${tableXml()}<row r="${1_048_577 + n * 10 ** 6}"><c><v>1</v></c></row>` }),
  'a row of no number': ({ n }) =>
    refused({
      data: `${tableXml()}<row r="${['-1', '0', 'NaN', '1e9', '0x10', '1.5', 'Infinity', ''][n % 8]}"/>`,
    }),
  'a cell of no place': ({ n }) =>
    refused({
      data: tableXml(
        `<c r="${['XFE2', 'ZZZZ2', 'C0', 'C-2', '2C', 'C9', '', 'C2:C9'][n % 8]}"><v>1</v></c>`,
      ),
    }),
  'millions of empty cells': ({ n }) =>
    odd({
      data: `${tableXml()}<row r="3">${'<c/>'.repeat(16_000)}</row>`.replace(
        /<row r="3">.*/u,
        (row) => row.repeat(20 + 20 * n).replaceAll('r="3"', ''),
      ),
    }),
  'millions of rows': ({ n }) =>
    odd({ data: `${tableXml()}${'<row/>'.repeat(400_000 + 100_000 * n)}` }),
  'hundreds of thousands of cells': ({ n }) =>
    odd({
      data: `${tableXml()}${`<row>${'<c><v>1</v></c>'.repeat(1_000)}</row>`.repeat(200 + 100 * n)}`,
    }),
  'merges without end': ({ n }) =>
    refused({
      after: `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(20_001 * (n + 1))}</mergeCells>`,
    }),
  'merges over everything': ({ n }) => {
    const rows = Array.from(
      { length: 200 },
      (_, at) => `<row r="${at + 3}"><c r="C${at + 3}"><v>1</v></c></row>`,
    );
    return odd({
      data: `${tableXml()}${rows.join('')}`,
      after: `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(5_000 * (n + 1))}</mergeCells>`,
    });
  },
  'a merge of no place': ({ n }) =>
    refused({
      after: `<mergeCells><mergeCell ref="${['', 'A', ':', 'A1:', 'A1:ZZZZ9', '1:1'][n % 6]}"/></mergeCells>`,
    }),
  'one shared text in very many cells': ({ n }) => {
    const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(1_000)}</row>`;
    return odd({
      strings: `<si><t>${'x'.repeat(32_767)}</t></si>`,
      data: `${tableXml()}${row.repeat(50 * (n + 1))}`,
    });
  },
  'shared texts without end': ({ n }) =>
    odd({ strings: '<si><t>x</t></si>'.repeat(150_000 * (n + 1)) }),
  'a shared text of megabytes': ({ n }) =>
    refused({ strings: `<si><t>${'x'.repeat(1_000_000 * (n + 1))}</t></si>` }),
  'a shared text that is not there': ({ n }) =>
    refused({
      data: tableXml(
        `<c r="C2" t="s"><v>${['1', '-1', 'NaN', '1e9', '__proto__', ''][n % 6]}</v></c>`,
      ),
    }),
  'runs of one text without end': ({ n }) =>
    odd({
      strings: `<si>${'<r><t>1</t></r>'.repeat(20_000 * (n + 1))}</si>`,
      data: tableXml('<c r="C2" t="s"><v>0</v></c>'),
    }),
  'formats without end': ({ n }) =>
    odd({
      styles: `<numFmts>${'<numFmt numFmtId="200" formatCode="0"/>'.repeat(1_000)}</numFmts><cellXfs>${'<xf numFmtId="200"/>'.repeat(60_000 * (n + 1))}</cellXfs>`,
    }),
  'a format that is slow to look at': ({ n }) => {
    const code = ['[', '&quot;', '\\', 'E+', '[h', '0;'][n % 6] ?? '';
    return odd({
      styles: `<numFmts><numFmt numFmtId="200" formatCode="${code.repeat(100_000)}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>`,
    });
  },
  'a formula of brackets': ({ n }) =>
    odd({ data: formula(`${'('.repeat(500 * (n + 1))}1${')'.repeat(500 * (n + 1))}`) }),
  'a formula that is very long': ({ n }) =>
    odd({ data: formula(`1${'+1'.repeat(10_000 * (n + 1))}`) }),
  'a formula that leads to itself': ({ n }) =>
    odd({ data: formula(['C2', 'C2+1', 'IF(C2,C2,C2)', 'SUM(A1:C9)'][n % 4] ?? 'C2') }),
  'formulas that double a text': ({ n }) => {
    const rows = Array.from(
      { length: 60 + n },
      (_, at) => `<row r="${at + 3}"><c r="C${at + 3}"><f>C${at + 2}&amp;C${at + 2}</f></c></row>`,
    );
    return odd({
      data: `${word('xxxxxxxx')}${rows.join('')}<row r="200"><c r="A200" t="inlineStr"><is><t>${WIFI}</t></is></c><c r="C200"><f>C${61 + n}</f></c></row>`,
    });
  },
  'formulas that ask each other twice': ({ n }) => {
    const rows = Array.from(
      { length: 90 },
      (_, at) => `<row r="${at + 3}"><c r="C${at + 3}"><f>C${at + 4}+C${at + 4}*${n}</f></c></row>`,
    );
    return odd({ data: `${formula('C3')}${rows.join('')}` });
  },
  'a sum over the whole sheet': ({ n }) =>
    odd({ data: formula(`SUM(A1:XFD${1_048_576 - n})${'+SUM(A1:Z700)'.repeat(n * 5)}`) }),
  'a text that is slow to read': ({ n }) =>
    odd({ data: word(SLOW_TEXTS[n % SLOW_TEXTS.length] ?? '') }),
  'a number of no size': ({ n }) =>
    odd({
      data: tableXml(
        `<c r="C2"><v>${['1e999', '-1e999', 'NaN', '0x41', '1_000', '1e-400', '9'.repeat(400)][n % 7]}</v></c>`,
      ),
    }),
  'a day of no calendar': ({ n }) =>
    odd({
      styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
      data: tableXml(`<c r="C2" s="0"><v>${[-1, 1e15, 2_958_466, 0.5, 60, 1e-9][n % 6]}</v></c>`),
    }),
  'heads in every row': ({ n }) => {
    const head = tableXml()
      .slice(0, tableXml().indexOf('</row>') + 6)
      .replaceAll(/ r="[A-Z]*\d+"/gu, '');
    return odd({ data: head.repeat(2_000 * (n + 1)) });
  },
  'one row of a KPI, very often': ({ n }) => {
    const row = tableXml()
      .slice(tableXml().indexOf('</row>') + 6)
      .replaceAll(/ r="[A-Z]*\d+"/gu, '');
    return odd({ data: `${tableXml()}${row.repeat(4_000 * (n + 1))}` });
  },
  'sheets without end': ({ n }) => {
    const sheetsXml = '<sheet name="A" sheetId="1" r:id="s"/>'.repeat(100 * (n + 1));
    return odd({
      workbook: `<workbook xmlns="${SPACES.main}" xmlns:r="${SPACES.office}"><sheets>${sheetsXml}</sheets></workbook>`,
      data: `${tableXml()}${'<row><c/></row>'.repeat(5_000)}`,
    });
  },
  'notes without end': ({ n }) => {
    const note = '<comment ref="C2"><text><t>x</t></text></comment>';
    return odd({
      sheetRelations: `<Relationship Id="c" Type="${SPACES.office}/comments" Target="../c.xml"/>`,
      more: {
        'xl/c.xml': `<comments xmlns="${SPACES.main}"><commentList>${note.repeat(30_000 * (n + 1))}</commentList></comments>`,
      },
    });
  },
  'OpenDocument rows repeated to the end': ({ n }) =>
    ods(
      `<table:table-row table:number-rows-repeated="${1_048_000 - n}">${odsCell('x')}</table:table-row>`,
      false,
    ),
  'OpenDocument cells repeated to the end': ({ n }) =>
    ods(
      `<table:table-row>${odsCell('x', 'table:number-columns-repeated="16384"')}</table:table-row>`.repeat(
        30 * (n + 1),
      ),
      true,
    ),
  'OpenDocument repeats of no number': ({ n }) =>
    ods(
      `<table:table-row table:number-rows-repeated="${['-1', '1e9', 'NaN', '99999999999', '0'][n % 5]}">${odsCell('x')}</table:table-row>`,
      false,
    ),
  'OpenDocument blanks by the billion': ({ n }) =>
    ods(
      `<table:table-row>${odsCell(`<text:s text:c="${10 ** (6 + (n % 6))}"/>`.repeat(300))}</table:table-row>`,
      true,
    ),
  'OpenDocument tables inside of cells': ({ n }) =>
    ods(
      `<table:table-row><table:table-cell>${'<table:table><table:table-row><table:table-cell>'.repeat(10 + n)}${'</table:table-cell></table:table-row></table:table>'.repeat(10 + n)}</table:table-cell></table:table-row>`,
      true,
    ),
};
