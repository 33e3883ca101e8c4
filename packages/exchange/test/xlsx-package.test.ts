/** The parts of workbooks by many programs are found by their relations, and what is no workbook says what it is. */
import { unzipSync, zipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openPackage } from '../src/xlsx/edit/package.ts';
import { readPart, writePart } from '../src/xlsx/edit/part-text.ts';

const FOLDER = new URL('../../../tests/fixtures/workbooks/', import.meta.url);
const bytesOf = (file: string) => new Uint8Array(readFileSync(new URL(file, FOLDER)));
const TABS = [
  'City profile',
  'KPI data',
  'Scoring',
  'Dimension and Sub Scoring',
  'Category scoring',
  'Scoring - reference',
  'KPI questions',
  'Lists',
];

test.each(['openpyxl_office', 'xlsxwriter', 'exceljs', 'lo', 'gnumeric', 'nor'])(
  'the sheets of a workbook by %s stand in the order of the tabs, each with its part',
  (program) => {
    const opened = openPackage(bytesOf(`tpl_${program}.xlsx`));
    if (!opened.ok) throw new Error(opened.refusal.code);
    const { sheets, member } = opened.value;
    expect(sheets.map(({ name }) => name)).toEqual(TABS);
    expect(sheets.every(({ part }) => member(part) !== undefined)).toBe(true);
    expect(sheets.at(-1)?.hidden).toBe(program !== 'gnumeric');
  },
);

test.each([
  ['enc_populate.xlsx', 'file-encrypted'],
  ['old_gnumeric.xls', 'file-old-kind'],
  ['tpl_lo.ods', 'file-unknown-kind'],
  ['fil_german_semicolon_cp1252.csv', 'file-unknown-kind'],
])('%s is refused with %s', (file, code) => {
  expect(openPackage(bytesOf(file))).toMatchObject({ ok: false, refusal: { code } });
});

test('parts are found at unusual places, through absolute and escaped targets', () => {
  const members = unzipSync(bytesOf('tpl_nor.xlsx'));
  const text = (name: string) => new TextDecoder().decode(members[name]);
  const rels = text('xl/_rels/workbook.xml.rels').replace(
    '/xl/worksheets/sheet2.xml',
    '../My%20cells/KPI.xml',
  );
  members['My cells/kpi.xml'] = members['xl/worksheets/sheet2.xml'] ?? new Uint8Array();
  members['xl/_rels/workbook.xml.rels'] = new TextEncoder().encode(rels);
  const opened = openPackage(zipSync(members));
  if (!opened.ok) throw new Error(opened.refusal.code);
  const part = opened.value.sheets[1]?.part ?? '';
  expect(part).toBe('My cells/KPI.xml');
  expect(opened.value.text(part)).toMatchObject({ ok: true });
});

test('a part comes back in the encoding in which it stood', () => {
  for (const bytes of [
    Buffer.from('\uFEFF<a>ü</a>', 'utf8'),
    Buffer.from('<a>ü</a>', 'utf8'),
    Buffer.from('\uFEFF<a>ü</a>', 'utf16le'),
    Buffer.from('\uFEFF<a>ü</a>', 'utf16le').swap16(),
  ]) {
    const part = readPart(bytes);
    if (!part.ok) throw new Error(part.refusal.code);
    expect(part.value.text).toBe('<a>ü</a>');
    expect(Buffer.from(writePart(part.value))).toEqual(bytes);
  }
  expect(readPart(Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a/>'))).toMatchObject({
    ok: false,
  });
});
