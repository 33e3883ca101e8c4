/** LibreOffice as tests use it: it opens a file, computes it or leaves it as it is, and writes it in another format. */
import { writeZip } from '@tallystick/exchange/zip/write-zip';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { officeTest } from './office-test.ts';
import { convert, convertAll } from './soffice.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const KIND = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The least that is a workbook, with a sum whose kept value is wrong. */
const PARTS: Record<string, string> = {
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/sheet.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${KIND}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${KIND}"><sheets><sheet name="one" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${KIND}/worksheet" Target="sheet.xml"/></Relationships>`,
  'xl/sheet.xml': `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1"><f>1+2</f><v>7</v></c></row></sheetData></worksheet>`,
};

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tallystick-office-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

officeTest('computes formulas anew or keeps what the file holds', async () => {
  const [first, second] = [join(folder, 'first.xlsx'), join(folder, 'second.xlsx')];
  const encoder = new TextEncoder();
  const parts = Object.entries(PARTS).map(([name, text]) => ({
    name,
    data: encoder.encode(text),
  }));
  await writeFile(first, writeZip(parts));
  await writeFile(second, writeZip(parts));
  const kept = convert(first, 'csv', { recalc: 'never' });
  const computed = convertAll([first, second], 'csv', { recalc: 'always' });
  expect(textOf(await kept)).toBe('7\n');
  expect((await computed).map(textOf)).toEqual(['3\n', '3\n']);
});
