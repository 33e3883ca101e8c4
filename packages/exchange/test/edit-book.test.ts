/** Values go into a foreign workbook cell by cell, and nothing else of it becomes other than it was. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { editBook } from '../src/xlsx/edit/edit-book.ts';
import type { CellWrite, EditOptions } from '../src/xlsx/edit/writes.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const rel = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${TYPES}/${type}" Target="${target}"/>`;
const rels = (...all: string[]) => `<Relationships>${all.join('')}</Relationships>`;

type Made = {
  /** What stands in the sheet `Data`, from `<dimension>` on. */
  data: string;
  other?: string;
  prefix?: string;
  workbook?: string;
  more?: Record<string, string>;
  sheetRels?: string;
  styles?: string;
};

const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="170" formatCode="dd\\.mm\\.yyyy"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="170"/></cellXfs></styleSheet>`;

function bookOf({
  data,
  other = '',
  prefix: p = '',
  workbook = '',
  more = {},
  sheetRels,
  styles,
}: Made) {
  const space = p ? `xmlns:${p.slice(0, -1)}` : 'xmlns';
  const sheet = (inner: string) => `<${p}worksheet ${space}="${MAIN}">${inner}</${p}worksheet>`;
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types><Override PartName="/xl/calcChain.xml" ContentType="x"/></Types>`,
    '_rels/.rels': rels(rel('r1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<${p}workbook ${space}="${MAIN}" xmlns:r="${TYPES}"><${p}sheets><${p}sheet name="Data" sheetId="1" r:id="r1"/><${p}sheet name="R&amp;D 'x'" sheetId="2" r:id="r2"/></${p}sheets>${workbook}</${p}workbook>`,
    'xl/_rels/workbook.xml.rels': rels(
      rel('r1', 'worksheet', 'worksheets/a.xml'),
      rel('r2', 'worksheet', '/xl/worksheets/b.xml'),
      rel('r3', 'calcChain', 'calcChain.xml'),
      rel('r4', 'styles', 'styles.xml'),
    ),
    'xl/styles.xml': styles ?? STYLES,
    'xl/worksheets/a.xml': sheet(data),
    'xl/worksheets/b.xml': sheet(other),
    'xl/calcChain.xml': '<calcChain/>',
    ...(sheetRels === undefined ? {} : { 'xl/worksheets/_rels/a.xml.rels': sheetRels }),
    ...more,
  };
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
  );
}

const KEEP: EditOptions = { oldResults: 'keep' };
const at = (
  address: string,
  value: number | string | null,
  more: Partial<CellWrite> = {},
): CellWrite => ({
  sheet: 'Data',
  address,
  value:
    value === null
      ? { kind: 'empty' }
      : typeof value === 'number'
        ? { kind: 'number', value }
        : { kind: 'text', text: value },
  ...more,
});

function edited(made: Made, writes: CellWrite[], options: EditOptions = KEEP) {
  const bytes = bookOf(made);
  const done = editBook(bytes, writes, options);
  if (!done.ok) throw new Error(done.refusal.code);
  const files = unzipSync(done.value.bytes);
  const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  const inner = (name: string) =>
    /<\w*:?worksheet[^>]*>(.*)<\/\w*:?worksheet>/s.exec(text(name))?.[1] ?? '';
  return {
    ...done.value,
    given: bytes,
    files,
    text,
    data: inner('xl/worksheets/a.xml'),
    other: inner('xl/worksheets/b.xml'),
  };
}

describe('cells and rows', () => {
  test('a value takes the place of another; style and attributes of other programs stay', () => {
    const { data, report } = edited(
      {
        data: '<sheetData><row r="2"><c r="A2" s="7" t="s" x:y="1"><v>5</v></c><c r="B2"><v>1</v><extLst/></c></row></sheetData>',
      },
      [at('A2', 0.1), at('B2', 'a < b')],
    );
    expect(data).toBe(
      '<sheetData><row r="2"><c r="A2" s="7" x:y="1"><v>0.1</v></c><c r="B2" t="inlineStr"><is><t>a &lt; b</t></is><extLst/></c></row></sheetData>',
    );
    expect(report).toMatchObject({ written: 2, refused: [], formulasReplaced: [] });
  });

  test('what is not there is put in order, in the style of its row or else its column', () => {
    const { data } = edited(
      {
        data: '<dimension ref="B2:C4"/><cols><col min="1" max="5" style="3"/></cols><sheetData><row r="2" spans="2:3" s="9" customFormat="1"><c r="B2"/></row><row r="4" s="8"><c r="C4"/></row></sheetData>',
      },
      [at('D4', 1), at('A2', 1), at('B3', 2), at('C2', 3), at('F9', 4), at('B8', 5), at('B7', 6)],
    );
    expect(data).toBe(
      '<dimension ref="A2:F9"/><cols><col min="1" max="5" style="3"/></cols><sheetData><row r="2" s="9" customFormat="1"><c r="A2" s="9"><v>1</v></c><c r="B2"/><c r="C2" s="9"><v>3</v></c></row><row r="3"><c r="B3" s="3"><v>2</v></c></row><row r="4" s="8"><c r="C4"/><c r="D4" s="3"><v>1</v></c></row><row r="7"><c r="B7" s="3"><v>6</v></c></row><row r="8"><c r="B8" s="3"><v>5</v></c></row><row r="9"><c r="F9"><v>4</v></c></row></sheetData>',
    );
  });

  test('rows and cells without addresses are counted, and say them in a row that was touched', () => {
    const { data } = edited(
      { data: '<sheetData><row/><row><c/><c><v>1</v></c></row><row><c/></row></sheetData>' },
      [at('B2', 5), at('D2', 6), at('B1', 7)],
    );
    expect(data).toBe(
      '<sheetData><row r="1"><c r="B1"><v>7</v></c></row><row r="2"><c r="A2"/><c r="B2"><v>5</v></c><c r="D2"><v>6</v></c></row><row><c/></row></sheetData>',
    );
  });

  test('an empty sheet gets its first rows, under the prefix of its file', () => {
    const { data, text } = edited({ prefix: 'x:', data: '<x:sheetData/>' }, [
      at('B2', 5),
      at('A4', 't'),
    ]);
    expect(data).toBe(
      '<x:sheetData><x:row r="2"><x:c r="B2"><x:v>5</x:v></x:c></x:row><x:row r="4"><x:c r="A4" t="inlineStr"><x:is><x:t>t</x:t></x:is></x:c></x:row></x:sheetData>',
    );
    expect(text('xl/workbook.xml')).toContain('</x:sheets><x:calcPr fullCalcOnLoad="1"/>');
  });

  test('comments, CDATA and signs within attributes lead nobody astray', () => {
    const odd = `<sheetData><!-- <row r="1"><c r="A1"/></row> --><row r="1" x:n="a>b"><c r="A1" t="str"><f>"&lt;"&amp;A2</f><v><![CDATA[</c><c>]]></v></c><c r='B1' ><v>1</v></c></row></sheetData>`;
    expect(edited({ data: odd }, [at('B1', 2)]).data).toBe(
      odd.replace(`r='B1' ><v>1`, 'r="B1" ><v>2'),
    );
  });

  test('emptying what is empty changes not one byte', () => {
    const { bytes, given, report } = edited(
      { data: '<sheetData><row r="1"><c r="A1" s="1"/></row></sheetData>' },
      [at('A1', null), at('C7', null)],
    );
    expect(Buffer.from(bytes).equals(Buffer.from(given))).toBe(true);
    expect(report).toMatchObject({ untouched: 2, changedParts: [] });
  });

  test('a figure becomes a part of a hundred or a day where the format shows one', () => {
    const { data, report } = edited(
      {
        data: '<sheetData><row r="1"><c r="A1" s="1"/><c r="B1" s="2"/><c r="C1" s="2"/><c r="D1" s="1"/></row></sheetData>',
      },
      [
        at('A1', 0, { value: { kind: 'number', value: 12.3, isPercent: true } }),
        at('B1', 0, { value: { kind: 'year', year: 2017 } }),
        at('C1', 5),
        at('D1', 3),
      ],
    );
    expect(data).toContain('<c r="A1" s="1"><v>0.123</v></c><c r="B1" s="2"><v>42736</v></c>');
    expect(data).toContain('<c r="D1" s="1"><v>3</v></c>');
    expect(report.shownAsDate).toEqual([{ sheet: 'Data', address: 'C1' }]);
  });
});

test.each([
  ['plain', '<t>plain</t>'],
  [' outer ', '<t xml:space="preserve"> outer </t>'],
  ['two\nlines', '<t xml:space="preserve">two\nlines</t>'],
  ['bell\u0007 cr\r', '<t xml:space="preserve">bell_x0007_ cr_x000D_</t>'],
  ['_x0041_ _x41_', '<t>_x005F_x0041_ _x41_</t>'],
  ['\uD800 \uFFFF', '<t>\uFFFD _xFFFF_</t>'],
  ['=1+1', '<t>=1+1</t>'],
  ['a&b]]>c', '<t>a&amp;b]]&gt;c</t>'],
])('the text %j is written so that it reads back the same', (text, xml) => {
  const made = edited({ data: '<sheetData/>' }, [at('A1', text)]);
  expect(made.data).toContain(`<is>${xml}</is>`);
});

describe('formulas', () => {
  const FORMULA =
    '<sheetData><row r="1"><c r="A1" t="str" cm="1" vm="2"><f>B1/C1</f><v>NR</v></c></row></sheetData>';

  test('a formula that stays gets a new value', () => {
    const { data, report, text } = edited({ data: FORMULA }, [at('A1', 3, { keepsFormula: true })]);
    expect(data).toContain('<c r="A1" cm="1"><f>B1/C1</f><v>3</v></c>');
    expect(report).toMatchObject({ renewed: 1, written: 0, formulasReplaced: [] });
    expect(text('xl/calcChain.xml')).toBe('<calcChain/>');
  });

  test.each([
    ['B1/C1', ['B1', 'C1'], true],
    ['$B$1/c1', ['B1', 'C1'], true],
    ['B1', ['B1', 'C1'], false],
    ['B1/C10+AC1+Other!C1+C1()', ['B1', 'C1'], false],
  ])('%s, which should rest on %j, stays: %s', (formula, restsOn, stays) => {
    const data = `<sheetData><row r="1"><c r="A1"><f>${formula}</f></c></row></sheetData>`;
    const made = edited({ data }, [at('A1', 3, { keepsFormula: true, restsOn })]);
    expect(made.data.includes('<f>')).toBe(stays);
    expect(made.report).toMatchObject(stays ? { renewed: 1 } : { written: 1 });
  });

  test('one that shares its text stays or goes by what it reads itself, and goes with a cell that was refused', () => {
    const data =
      '<sheetData><row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1*2</f></c></row><row r="2"><c r="A2"><f t="shared" si="0"/></c></row></sheetData><mergeCells><mergeCell ref="B1:B2"/></mergeCells>';
    const write = (restsOn: string[]) => at('A2', 3, { keepsFormula: true, restsOn });
    expect(edited({ data }, [write(['B2'])]).report.renewed).toBe(1);
    expect(edited({ data }, [write(['B1'])]).report.renewed).toBe(0);
    expect(edited({ data }, [at('B2', 1), write(['B2'])]).report.renewed).toBe(0);
  });

  test('with one that goes, the list of formulas goes, and all that named it', () => {
    const { data, report, files, text } = edited({ data: FORMULA }, [at('A1', 3)]);
    expect(data).toContain('<c r="A1"><v>3</v></c>');
    expect(report.formulasReplaced).toEqual([{ sheet: 'Data', address: 'A1' }]);
    expect(Object.keys(files)).not.toContain('xl/calcChain.xml');
    expect(text('xl/_rels/workbook.xml.rels')).not.toContain('calcChain');
    expect(text('[Content_Types].xml')).toBe('<Types></Types>');
    expect(report.changedParts.map(({ part, why }) => `${part} ${why}`)).toEqual([
      'xl/worksheets/a.xml values',
      'xl/workbook.xml computed-on-opening',
      'xl/_rels/workbook.xml.rels names-parts',
      '[Content_Types].xml names-parts',
      'xl/calcChain.xml removed',
    ]);
  });

  test('the text of a shared one moves on to the next cell that uses it', () => {
    const row = (n: number, f: string) => `<row r="${n}"><c r="A${n}">${f}<v>${n}</v></c></row>`;
    const dependent = '<f t="shared" si="0"/>';
    const data = `<sheetData>${row(2, `<f t="shared" ref="A2:A5" si="0">IF(B2&lt;$C$1,"B2",'B2'!D2)</f>`)}${row(3, dependent)}${row(4, dependent)}${row(5, dependent)}</sheetData>`;
    const made = edited({ data }, [at('A2', 1), at('A3', 2), at('A4', 9, { keepsFormula: true })]);
    expect(made.data).toBe(
      `<sheetData><row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c></row><row r="4"><c r="A4"><f t="shared" si="0" ref="A4:A5">IF(B4&lt;$C$1,"B2",'B2'!D4)</f><v>9</v></c></row>${row(5, dependent)}</sheetData>`,
    );
  });

  test.each([
    ['<calcPr calcId="1" fullCalcOnLoad="0"/>', '<calcPr calcId="1" fullCalcOnLoad="1"/>'],
    ['<calcPr fullCalcOnLoad="true"/>', '<calcPr fullCalcOnLoad="true"/>'],
    ['<definedNames/><oleSize/>', '<definedNames/><calcPr fullCalcOnLoad="1"/><oleSize/>'],
    ['<oleSize/>', '<calcPr fullCalcOnLoad="1"/><oleSize/>'],
  ])('%s of a workbook asks for computing as %s', (before, after) => {
    const { text } = edited({ data: '<sheetData/>', workbook: before }, [at('A1', 1)]);
    expect(text('xl/workbook.xml')).toContain(`</sheets>${after}</workbook>`);
  });
});

describe('results of the time before', () => {
  const data =
    '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><f>A1</f><v>#N/A</v></c></row></sheetData>';
  const depends = (formula: string) =>
    `<sheetData><row r="1"><c r="A1" s="1" t="str"><f>${formula}</f><v>old</v></c></row></sheetData>`;

  test.each(['Data!A1', "'DATA'!A1*2", 'Fig+1', 'INDIRECT("Da"&amp;"ta!A1")'])(
    'go from a sheet that rests on a written one by %s',
    (formula) => {
      const names = '<definedNames><definedName name="Fig">Data!$A$1</definedName></definedNames>';
      const made = { data, other: depends(formula), workbook: names };
      const { other, report, data: own } = edited(made, [at('A1', 2)], { oldResults: 'remove' });
      expect(other).toBe(
        `<sheetData><row r="1"><c r="A1" s="1"><f>${formula}</f></c></row></sheetData>`,
      );
      expect(own).toContain('<c r="B1"><f>A1</f></c>');
      expect(report.resultsRemoved).toEqual([
        { sheet: 'Data', cells: 1 },
        { sheet: "R&D 'x'", cells: 1 },
      ]);
      expect(edited(made, [at('A1', 2)]).other).toBe(depends(formula));
    },
  );

  test('stay in a sheet that rests on no written one', () => {
    const made = { data, other: depends('B1+1') };
    const { other, given, files } = edited(made, [at('A1', 2)], { oldResults: 'remove' });
    expect(other).toBe(depends('B1+1'));
    expect(files['xl/worksheets/b.xml']).toEqual(unzipSync(given)['xl/worksheets/b.xml']);
  });

  test('go from the data where a sheet with an odd name was written', () => {
    const made = { data: depends("'R&amp;D ''x'''!A1"), other: '<sheetData/>' };
    const write = { ...at('A1', 2), sheet: "r&d 'X'" };
    expect(edited(made, [write], { oldResults: 'remove' }).data).not.toContain('old');
  });
});

describe('a cell is refused with its address and what stands in the way', () => {
  const refused = (made: Made, write: CellWrite) => {
    const { report, bytes, given } = edited(made, [write]);
    expect(Buffer.from(bytes).equals(Buffer.from(given))).toBe(true);
    const [first] = report.refused;
    return `${first?.address} ${first?.why} ${first?.detail ?? ''}`.trim();
  };
  const ARRAY =
    '<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:B2">C1:D2</f></c></row></sheetData>';
  const TABLE: Made = {
    data: '<sheetData/>',
    sheetRels: rels(rel('r1', 'table', '../tables/t.xml')),
    more: { 'xl/tables/t.xml': '<table displayName="Kpis" ref="A1:C9" totalsRowCount="1"/>' },
  };

  test.each<[string, Made, CellWrite]>([
    [
      'B2 merged A1:C3',
      { data: '<sheetData/><mergeCells><mergeCell ref="A1:C3"/></mergeCells>' },
      at('B2', 1),
    ],
    ['B2 array-formula A1:B2', { data: ARRAY }, at('B2', 1)],
    ['B1 table-header Kpis', TABLE, at('B1', 'x')],
    ['B9 table-totals Kpis', TABLE, at('B9', 1)],
    ['A1 unknown-sheet', { data: '<sheetData/>' }, { ...at('A1', 1), sheet: 'Nowhere' }],
    ['XFE1 unknown-address', { data: '<sheetData/>' }, at('XFE1', 1)],
    ['A1 not-a-number', { data: '<sheetData/>' }, at('A1', Number.NaN)],
    ['A1 too-long', { data: '<sheetData/>' }, at('A1', 'x'.repeat(32_768))],
    ['A1 unclear-sheet', { data: '<sheetData><row r="2"/><row r="1"/></sheetData>' }, at('A1', 1)],
    ['A1 unclear-sheet', { data: '<sheetData><mc:A><row r="1"/></mc:A></sheetData>' }, at('A1', 1)],
  ])('%s', (said, made, write) => {
    expect(refused(made, write)).toBe(said);
  });

  test('the first cell of merged ones, the body of a table and the second of two values', () => {
    const merged = { data: '<sheetData/><mergeCells><mergeCell ref="A1:C3"/></mergeCells>' };
    expect(edited(merged, [at('A1', 1)]).report.written).toBe(1);
    const { report, data } = edited(TABLE, [at('B2', 1), at('$B$2', 2)]);
    expect(data).toContain('<c r="B2"><v>1</v></c>');
    expect(report.refused).toEqual([{ sheet: 'Data', address: '$B$2', why: 'twice' }]);
  });
});

test('a signature is named as broken, and only where something was written', () => {
  const more = { '_xmlsignatures/sig1.xml': '<Signature/>' };
  expect(edited({ data: '<sheetData/>', more }, [at('A1', 1)]).report.signatureBroken).toBe(true);
  expect(edited({ data: '<sheetData/>', more }, [at('A1', null)]).report.signatureBroken).toBe(
    false,
  );
});

test('a sheet in UTF-16 stays one', () => {
  const sheet = `<worksheet xmlns="${MAIN}"><sheetData/></worksheet>`;
  const files = unzipSync(bookOf({ data: '' }));
  files['xl/worksheets/a.xml'] = new Uint8Array(Buffer.from(`\uFEFF${sheet}`, 'utf16le'));
  const done = editBook(zipSync(files), [at('A1', 'ü')], KEEP);
  if (!done.ok) throw new Error(done.refusal.code);
  const part = Buffer.from(unzipSync(done.value.bytes)['xl/worksheets/a.xml'] ?? []);
  expect(part.toString('utf16le')).toContain('<t>ü</t>');
});
