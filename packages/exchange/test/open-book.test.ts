/** Files are opened by what is in them: odd but honest forms are read, all others refused with their reason. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { describe, expect, test } from 'vitest';
import type { Book, BookCell } from '../src/book/book.ts';
import { openBook } from '../src/reading/open-book.ts';
import { readFile } from '../src/reading/read-file.ts';
import { readZip } from '../src/zip/read-zip.ts';
import { writeZip } from '../src/zip/write-zip.ts';
import { relation, type TinyBook, type TinyCell, tinyXlsx } from './tiny-xlsx.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function opened(bytes: Uint8Array, name = 'a'): Book {
  const book = openBook(bytes, name);
  if (!book.ok) throw new Error(book.refusal.code);
  return book.value;
}

const cellOf = (book: Book, row: number, column: number): BookCell | undefined =>
  book.sheets[0]?.rows.find((each) => each.row === row)?.cells.get(column);

/** A workbook with every text of its parts changed, and its parts named anew. */
function changed(
  book: TinyBook,
  text: (part: string) => string,
  name = (part: string) => part,
): Uint8Array {
  const zip = readZip(tinyXlsx(book));
  if (!zip.ok) throw new Error('zip');
  return writeZip(
    zip.value.members.map((member) => {
      const data = member.data();
      if (!data.ok) throw new Error(member.name);
      return { name: name(member.name), data: bytesOf(text(new TextDecoder().decode(data.value))) };
    }),
  );
}

const DATES: TinyBook = {
  sheets: [{ name: 'A', rows: [[{ attributes: 's="1"', inside: '<v>43099</v>' }, 12, 'words']] }],
  workbook: { before: '<workbookPr date1904="true"/>' },
  styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
};

describe('.xlsx', () => {
  test('days are counted from 1904 where the workbook says so', () => {
    expect(cellOf(opened(tinyXlsx(DATES)), 1, 1)?.held).toMatchObject({
      kind: 'date',
      iso: '2021-12-31',
    });
  });

  test('strict namespaces, prefixes and absolute relations make no difference', () => {
    const plain = opened(tinyXlsx(DATES));
    const strict = changed(DATES, (part) =>
      part
        .replaceAll(
          'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
          'http://purl.oclc.org/ooxml/spreadsheetml/main',
        )
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
          'http://purl.oclc.org/ooxml/officeDocument/relationships',
        ),
    );
    const prefixed = changed(DATES, (part) =>
      part.includes('spreadsheetml')
        ? part.replaceAll(/<(\/?)(?=[a-zA-Z])/gu, '<$1x:').replace(' xmlns="', ' xmlns:x="')
        : part,
    );
    const absolute = changed(
      DATES,
      (part) => part.replaceAll('Target="worksheets/', 'Target="/Else%20where/'),
      (name) => name.replace('xl/worksheets/', 'else where/'),
    );
    for (const bytes of [strict, prefixed, absolute])
      expect(opened(bytes).sheets).toEqual(plain.sheets);
  });

  test('rows and cells that do not say where they stand are counted', () => {
    const bytes = changed(
      { sheets: [{ name: 'A', rows: [['a', 'b'], [], [null, 'c']] }] },
      (part) => part.replaceAll(/ r="(?:\d+|[A-Z]+1)"/gu, ''),
    );
    const book = opened(bytes);
    expect(cellOf(book, 1, 2)?.held).toEqual({ kind: 'text', text: 'b' });
    expect(cellOf(book, 3, 2)?.held).toEqual({ kind: 'text', text: 'c' });
  });

  test('notes and threads of comments stand on their cells, a thread in place of its copy', () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const note = (at: string, words: string) =>
      `<comment ref="${at}"><text><r><t>${words}</t></r></text></comment>`;
    const book = opened(
      tinyXlsx({
        sheets: [{ name: 'A', rows: [['a']] }],
        relations: {
          sheet:
            relation('n', 'comments', '../comments1.xml') +
            relation('t', 'threadedComment', '../threads.xml').replace(
              'openxmlformats.org/officeDocument/2006',
              'microsoft.com/office/2017/10',
            ),
        },
        parts: {
          'xl/comments1.xml': `<comments xmlns="${main}"><commentList>${note('A1', '[Threaded comment]')}${note('B7', 'Only a note')}</commentList></comments>`,
          'xl/threads.xml':
            '<ThreadedComments xmlns="urn:t"><threadedComment ref="A1"><text>Which source?</text></threadedComment><threadedComment ref="A1"><text>Table 4.</text></threadedComment></ThreadedComments>',
        },
      }),
    );
    expect(cellOf(book, 1, 1)?.note).toBe('Which source?\nTable 4.');
    expect(cellOf(book, 7, 2)).toEqual({
      held: { kind: 'nothing' },
      format: 'General',
      note: 'Only a note',
    });
  });

  test('characters that XML cannot hold are themselves again', () => {
    const inside = '<is><t>a_x000D_b _x005F_x0041_</t></is>';
    const book = opened(
      tinyXlsx({ sheets: [{ name: 'A', rows: [[{ attributes: 't="inlineStr"', inside }]] }] }),
    );
    expect(cellOf(book, 1, 1)?.held).toEqual({ kind: 'text', text: 'a\rb _x0041_' });
  });

  test('a result that no program computed is computed where it is plain, and told otherwise', () => {
    const formula = (text: string) => ({ inside: `<f>${text}</f>` });
    const rows: TinyCell[][] = [
      ['KPI no.', 'KPI', 'Numerator', 'Denominator'],
      ['EC: ICT: ICT: 5A', 'Wi-Fi', formula('ROUND(SUM(F1:F2)*2.5,0)+IF(F1&gt;3,1,0)'), null],
      ['EC: ICT: PS: 2A', 'e-Government', formula('VLOOKUP(F1,F:G,2)'), null],
      ['EC: ICT: ICT: 1C', 'Household Internet Access', formula('C4'), null],
    ];
    rows[0]?.push(null, 4);
    rows[1]?.push(null, 6);
    const read = readFile(tinyXlsx({ sheets: [{ name: 'A', rows }] }), {
      name: 'a',
      catalogue: loadCatalogue(),
    });
    if (!read.ok) throw new Error(read.refusal.code);
    const cells = read.value.sheets[0]?.rows.map(({ cells }) => cells[0]);
    expect(cells).toMatchObject([
      { kind: 'text', text: '26', formula: '=ROUND(SUM(F1:F2)*2.5,0)+IF(F1>3,1,0)' },
      { kind: 'unreadable', why: 'not-computed' },
      { kind: 'unreadable', why: 'not-computed' },
    ]);
  });
});

describe('.csv', () => {
  const fields = (book: Book): unknown[] =>
    book.sheets[0]?.rows.map(({ cells }) =>
      [...cells.values()].map(({ held }) => 'text' in held && held.text),
    ) ?? [];

  test.each([
    ['commas', 'KPI no.,KPI,Numerator\r\n"a ""b""","c\nd",1'],
    ['semicolons', 'KPI no.;KPI;Numerator\r\n"a ""b""";"c\nd";1'],
    ['tabs', 'KPI no.\tKPI\tNumerator\n"a ""b"""\t"c\nd"\t1'],
    ['a mark that is named', 'sep=|\r\nKPI no.|KPI|Numerator\r\n"a ""b"""|"c\nd"|1'],
  ])('%s part the fields', (_, text) => {
    expect(fields(opened(bytesOf(text)))).toEqual([
      ['KPI no.', 'KPI', 'Numerator'],
      ['a "b"', 'c\nd', '1'],
    ]);
  });

  test('characters are read as they were written', () => {
    const text = 'KPI no.;Élan;Größe';
    const latin = Uint8Array.from(text, (char) => char.charCodeAt(0));
    const wide = Buffer.from(text, 'utf16le');
    const forms = [
      bytesOf(text),
      bytesOf(`\uFEFF${text}`),
      latin,
      wide,
      Buffer.from(`\uFEFF${text}`, 'utf16le'),
      Buffer.from(wide).swap16(),
    ];
    for (const bytes of forms)
      expect(fields(opened(bytes))).toEqual([['KPI no.', 'Élan', 'Größe']]);
  });
});

describe('Other kinds', () => {
  const refusal = (bytes: Uint8Array): string => {
    const book = openBook(bytes, 'a.xlsx');
    return book.ok ? 'opened' : book.refusal.code;
  };

  test('each is refused with its own reason', () => {
    const whole = tinyXlsx(DATES);
    expect(refusal(new Uint8Array())).toBe('file-unknown-kind');
    expect(refusal(bytesOf('%PDF-1.7'))).toBe('file-unknown-kind');
    expect(refusal(bytesOf('<html><table></table></html>'))).toBe('file-unknown-kind');
    expect(refusal(writeZip([{ name: 'word/document.xml', data: bytesOf('<x/>') }]))).toBe(
      'file-unknown-kind',
    );
    expect(refusal(whole.slice(0, 900))).toBe('file-damaged');
    expect(refusal(changed(DATES, (part) => part.replace('</sheetData>', '')))).toBe(
      'file-damaged',
    );
    expect(refusal(new Uint8Array(21 * 1024 * 1024))).toBe('file-too-large');
  });
});
